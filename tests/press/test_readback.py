"""What is printed is what the ledger says, read with another library."""

import io

import pikepdf
import pytest

from certificates.press import PressTemplate, UnreadableError, barcode, press, press_one, readback, route_a
from certificates.rules.content import CertificateContent
from tests.press.conftest import SPECIAL_NAMES, Make


@pytest.fixture(scope="module")
def contents(make: Make) -> list[CertificateContent]:
    return [make(name, serial=serial, rights=3**serial) for serial, name in enumerate(SPECIAL_NAMES, start=1)]


def test_every_name_is_read_back_as_it_was_given(
    template: PressTemplate, contents: list[CertificateContent]
) -> None:
    for read, content in zip(readback(press(template, contents).data), contents, strict=True):
        assert (read.number, read.barcode) == (content.number, content.number)
        assert (read.rights_in_figures, read.rights) == (content.rights_in_figures, content.rights)
        assert read.rights_in_words == content.rights_in_words
        assert read.registration == content.registration
        assert read.address == content.address
        assert read.account == content.account
        assert f"Batch {content.batch} · " in read.controls


def test_route_a_reads_back_the_same(template: PressTemplate, contents: list[CertificateContent]) -> None:
    some = [contents[0], contents[14], contents[20]]
    assert readback(route_a.press(template, some).data) == readback(press(template, some).data)


def test_one_certificate_says_what_its_pages_in_the_print_file_say(
    template: PressTemplate, contents: list[CertificateContent]
) -> None:
    alone = readback(press_one(template, contents[14]))[0]
    assert alone == readback(press(template, contents[14:16]).data)[0]


def test_status_and_document_code_are_printed(template: PressTemplate, make: Make) -> None:
    content = make("CEDE & CO", status="REPLACEMENT OF R-0000009")
    read = readback(press_one(template, content))[0]
    assert "REPLACEMENT OF R-0000009" in read.controls
    code = content.digest(template.face_digest)[:4].upper()
    assert f"Document {code}-" in read.controls
    assert f"Document {code}-" in read.echo


def test_a_file_of_odd_pages_is_unreadable(template: PressTemplate, make: Make) -> None:
    with pikepdf.open(io.BytesIO(press_one(template, make("CEDE & CO")))) as pdf:
        del pdf.pages[1]
        shorter = io.BytesIO()
        pdf.save(shorter)
    with pytest.raises(UnreadableError, match="1 pages"):
        readback(shorter.getvalue())


def test_bars_decode_to_their_text() -> None:
    edges = [(left * 0.9, (left + width) * 0.9) for left, width in barcode.bars("R-0123456")]
    assert barcode.decode(edges) == "R-0123456"


def test_bars_with_a_wrong_check_are_refused() -> None:
    codes = barcode.symbols("R-1")
    codes[3] += 1
    edges = [
        (left, left + width)
        for place, code in enumerate(codes)
        for left, width in barcode.symbol_bars(code, place * barcode.SYMBOL_WIDTH)
    ]
    with pytest.raises(ValueError, match="check symbol"):
        barcode.decode(edges)
