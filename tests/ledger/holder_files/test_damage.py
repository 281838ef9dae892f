"""What a file went through on its way: mended with a note for the row, or refused with a sentence for it."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from ledger.holder_files import (
    HolderRow,
    Profile,
    RowError,
    RowNote,
    Writer,
    open_file,
    read_file,
    read_rows,
    workbook,
)
from ledger.holder_files.countries import spelled
from ledger.holder_files.text import fault, masked, mended
from tests.ledger.holder_files.shapes import AS_OF, BOOK_HEADER, SHAPES, book, text
from tests.ledger.holder_files.test_shapes import opened

HEADER = "Account,Name,Address,City,State,Zip,Country,Tax ID,Shares,Open Date"
GOOD = "0000000001,CEDE & CO,PO BOX 20,NEW YORK,NY,10274,US,,8000,1/4/1999"


def read(content, **settings):
    found = open_file(io.BytesIO(content), as_of=AS_OF)
    if settings:
        profile = replace(found.profile, **settings)
        found = open_file(io.BytesIO(content), as_of=AS_OF, profile=profile)
    return list(read_file(found, as_of=AS_OF))


def errors_of(content, **settings):
    return [(each.row, each.field) for each in read(content, **settings) if isinstance(each, RowError)]


def row_of(line, **settings):
    """The second account of a file whose first is good."""
    rows = [each for each in read(text(HEADER, GOOD, line), **settings) if isinstance(each, HolderRow)]
    return rows[1]


def notes_of(row):
    return {note.field: note.sentence for note in row.notes}


# ------------------------------------------------------------------------------------------------------ mended


def test_zip_codes_and_account_numbers_have_their_zeros_again():
    row = row_of("2,A B,1 MAIN ST,BOSTON,MA,2110,,,2000,", account_digits=10)

    assert (row.account, row.postal_code) == ("0000000002", "02110")
    assert notes_of(row)["Account"] == "The account number '2' has its leading zeros again: 0000000002."
    assert notes_of(row)["Zip"] == "The ZIP code 2110 has its leading zeros again: 02110."


@pytest.mark.parametrize(
    "told", ["US", "USA", "U.S.A.", "U.S.", "usa", "United States", "United States of America"]
)
def test_home_has_one_name(told):
    row = row_of(f"2,A B,1 MAIN ST,BOSTON,MA,2110,{told},,2000,")

    assert (row.country, row.postal_code) == ("UNITED STATES", "02110")
    assert "is kept as UNITED STATES" in notes_of(row)["Country"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("DE", "GERMANY"),
        ("gbr", "UNITED KINGDOM"),
        ("U.K.", "UNITED KINGDOM"),
        ("Korea, Republic of", "SOUTH KOREA"),
        ("", "UNITED STATES"),
        ("ATLANTIS", "ATLANTIS"),
    ],
)
def test_countries_have_one_name(told, kept):
    assert spelled(told) == kept


def test_a_territory_has_its_mail_from_home():
    row = row_of("2,A B,1 CALLE,SAN JUAN,,926,PR,,2000,")

    assert (row.country, row.state, row.postal_code) == ("UNITED STATES", "PR", "00926")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("JOSÃ© NÃºÃ±ez", "JOSé Núñez"),
        ("Ã‰LAN", "ÉLAN"),
        ("A\N{NO-BREAK SPACE}B", "A B"),
        ("A\N{ZERO WIDTH SPACE}B", "AB"),
        ("MÜL\N{SOFT HYPHEN}LER", "MÜLLER"),
    ],
)
def test_what_can_be_undone_for_certain_is_undone_with_a_note(told, kept):
    row = row_of(f"2,{told},1 MAIN ST,BOSTON,MA,02110,US,,2000,")

    assert row.lines == [kept]
    assert notes_of(row)["Name"]


@pytest.mark.parametrize(
    "name", ["SIÂN", "MÜLLER", "NGUYỄN", "ÇİĞDEM", "GARCÍA", "ΓΕΩΡΓΙΟΣ", "山田太郎", "محمد", "Â"]
)
def test_names_that_are_right_are_left_alone(name):
    assert mended(name) == (name, "")
    assert fault(name) == ""


def test_taxpayer_numbers_end_where_they_are_read():
    row = row_of("2,A B,1 MAIN ST,BOSTON,MA,02110,US,123-45-6789,2000,")

    assert row.tin_last4 == "6789"
    assert masked("of 123-45-6789 and 123456789, 12-3456789") == "of ***-**-6789 and ***-**-6789, ***-**-6789"


# ----------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("2,A\N{REPLACEMENT CHARACTER}B,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Name"),
        ("2,\u202eA B,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Name"),
        ("2,\u3164,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Name"),
        ("2,A\u200dB,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Name"),
        ("2,#REF!,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Name"),
        ('2,"=HYPERLINK(""x"")",1 MAIN ST,BOSTON,MA,02110,US,,2000,', "Name"),
        ("2,A B 123-45-6789,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Name"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,QQ,,2000,", "Country"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,=2000,", "Shares"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,many,", "Shares"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,,", "Shares"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,(500),", "Shares"),
        ("1.23E+09,A B,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Account"),
        ("A/1,A B,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "Account"),
        ("0000000001,A B,1 MAIN ST,BOSTON,MA,02110,US,,2000,", "account"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,2000,31/31/1999", "Open Date"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,2000,1/4/2030", "Open Date"),
        ("2,A B,1 MAIN ST,BOSTON,MA,02110,US,,2,000,1/4/1999", "record"),
        ('2,"A B,1 MAIN ST,BOSTON,MA,02110,US,,2000,1/4/1999', "record"),
    ],
)
def test_each_fault_is_named_by_its_row_and_column_and_hides_no_other(line, field):
    """The row after it is wrong too, and is told all the same."""
    found = errors_of(text(HEADER, GOOD, line, "3,C D,2 ELM ST,ALBANY,NY,12207,US,,x,"), days="mdy")

    assert found[:2] == [(3, field), (4, "Shares")]


def test_totals_that_do_not_add_up_are_told_with_both_figures():
    (error,) = (each for each in read(text(HEADER, GOOD, "TOTAL,,,,,,,,9000,")) if isinstance(each, RowError))

    assert error == RowError(3, "shares", "The totals row says 9,000 shares; the rows add up to 8,000.")


def test_one_account_under_two_names_is_refused_where_rows_are_certificates():
    lines = ("ACCOUNT,NAME,CERT NO,SHARES", "1,A B,C1,10", "1,C D,C2,5")

    assert errors_of(text(*lines)) == [(3, "account")]


@pytest.mark.parametrize(("account", "of_class"), [("A" * 19, "B"), ("1", "B C"), ("1", "Ü")])
def test_an_account_of_several_classes_needs_a_number_of_each_that_can_be_kept(account, of_class):
    content = text(
        "Account,Name,Class,Shares", f"{account},CEDE & CO,A,8000", f"{account},CEDE & CO,{of_class},2000"
    )
    (error,) = (each for each in read(content) if isinstance(each, RowError))

    assert (error.row, error.field) == (3, "account")
    assert f"as {account}-{of_class} it would be no number" in error.sentence


def test_a_column_that_is_not_known_is_asked_for():
    (error,) = (each for each in read(text("Holder,Value", "A B,5")) if isinstance(each, RowError))

    assert error.sentence == (
        "No column is known to be the account number or the shares: say which, in a profile."
    )


def test_a_file_of_another_profile_is_told_apart():
    profile = Profile(columns=(("ACCT", "account"), ("NAME", "line1"), ("HELD", "shares")))
    found = open_file(io.BytesIO(text("ACCT,NAME,SHARES", "1,A,5")), as_of=AS_OF, profile=profile)
    (error,) = read_file(found, as_of=AS_OF)

    assert error.sentence == "The file is not of this profile: its header has no column HELD."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        (b"\x1f\x8b\x08", "packed"),
        (b"PK\x03\x04broken", "cannot be read"),
        (b"0000000001CEDE  8000\r\n0000000002SMITH 2000\r\n", "fixed places"),
    ],
)
def test_what_is_no_list_is_told_what_it_is(content, words):
    (error,) = read(content)

    assert words in error.sentence


def test_a_yes_in_a_column_of_mail_is_asked_for_and_a_profile_answers():
    lines = ("ACCOUNT,NAME,SHARES,MAIL FLAG,STOP FLAG,NOMINEE", "1,A B,10,Y,N,Y", "2,C D,5,,Y,N")
    assert errors_of(text(*lines)) == [(2, "MAIL FLAG")]

    first, second = (
        each
        for each in read(text(*lines), codes=(("mail_code", "Y", "mail"), ("mail_code", "N", "bad")))
        if isinstance(each, HolderRow)
    )
    assert (first.mail_code, first.stop, first.is_nominee) == ("mail", None, True)
    assert (second.mail_code, second.stop.kind, second.is_nominee) == ("mail", "stop", False)


# --------------------------------------------------------------------------------------------------- workbooks


def test_a_formula_in_the_shares_is_refused_and_one_in_the_total_is_not_asked():
    rows = [
        BOOK_HEADER,
        ["1", "A B", None, None, "02110", "=4000+4000"],
        ["Total", None, None, None, None, "=SUM(F2)"],
    ]
    errors = [each for each in read(book(*rows)) if isinstance(each, RowError)]

    assert [(each.row, each.field) for each in errors] == [(2, "Shares")]
    assert "formula" in errors[0].sentence


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 1000)
    (error,) = read(book(BOOK_HEADER))

    assert "unpacks to more" in error.sentence


def test_a_workbook_with_entities_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(BOOK_HEADER))) as made, zipfile.ZipFile(stream, "w") as hostile:
        for member in made.infolist():
            content = made.read(member)
            if member.filename.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            hostile.writestr(member, content)
    (error,) = read(stream.getvalue())

    assert "cannot be read" in error.sentence


def test_the_sheet_that_is_read_is_told_with_those_that_are_not():
    found = open_file(io.BytesIO(book(BOOK_HEADER, before=("Notes",), title="Holders")), as_of=AS_OF)

    assert "The sheet Holders is read. Not read: Notes." in found.told


def test_an_archive_that_is_no_workbook_is_told():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("holders.csv", "a,b")
    (error,) = read(stream.getvalue())

    assert "unpack it first" in error.sentence


# ------------------------------------------------------------------------------------------------ whatever comes


def kept_and_read_again(rows):
    """The accounts as the house's own form has them."""
    stream = io.BytesIO()
    writer = Writer(stream, as_of=AS_OF, issuer='A, B "C"', with_class=True)
    for row in rows:
        writer.write(row)
    writer.close()
    stream.seek(0)
    return list(read_rows(stream, as_of=AS_OF))


def ends_in_sentences(content, profile=None):
    found = open_file(io.BytesIO(content), as_of=AS_OF, profile=profile)
    said = list(read_file(found, as_of=AS_OF))
    assert all(isinstance(each, (HolderRow, RowError, RowNote)) for each in said)
    for each in said:
        if not isinstance(each, HolderRow):
            assert each.sentence.isprintable()
    if not any(isinstance(each, RowError) for each in said):
        rows = [replace(each, row=0, notes=()) for each in said if isinstance(each, HolderRow)]
        assert [replace(each, row=0, notes=()) for each in kept_and_read_again(rows)] == rows


CONTENTS = st.sampled_from([shape.content for shape in SHAPES])


@given(content=CONTENTS, place=st.integers(0, 400), width=st.integers(0, 40), instead=st.binary(max_size=30))
@settings(max_examples=300, deadline=None)
def test_a_spoiled_file_ends_in_sentences(content, place, width, instead):
    place %= len(content)
    ends_in_sentences(content[:place] + instead + content[place + width :])


@given(content=st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_end_in_sentences(content):
    ends_in_sentences(content)


FIELD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["1", "0000000001", "CEDE & CO", "(5)", "1,000", "TOTAL", "US", '"', "1/4/1999", "=A1", "Ã©", "T"]
    ),
)


@given(
    rows=st.lists(st.lists(FIELD, min_size=8, max_size=11), max_size=8),
    separator=st.sampled_from(",\t|;"),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
@settings(max_examples=300, deadline=None)
def test_any_fields_end_in_sentences(rows, separator, encoding):
    lines = [HEADER.replace(",", separator), *(separator.join(row) for row in rows)]
    ends_in_sentences("\n".join(lines).encode(encoding, errors="replace"))


@given(shape=st.sampled_from([shape for shape in SHAPES if shape.settings]), other=CONTENTS)
@settings(max_examples=100, deadline=None)
def test_a_profile_over_any_other_file_ends_in_sentences(shape, other):
    ends_in_sentences(other, opened(shape).profile)
