"""What cannot be printed whole is refused before anything is printed."""

import dataclasses
import io
import string
from datetime import date

import pikepdf
import pypdfium2
import pytest

from certificates.press import (
    DoesNotFitError,
    PressError,
    PressTemplate,
    UncoveredError,
    accessible_copy,
    fit_registration,
    fits,
    load_template,
    press,
    press_one,
    readback,
    route_a,
    uncovered,
)
from certificates.press.template import NoFetching
from certificates.rules.content import Watermark
from tests.press.conftest import FACE, Make

#: Points in a CSS pixel.
PX = 0.75


def test_uncovered_names_what_no_font_has() -> None:
    assert uncovered("José 王小明 محمد राजेश שלום Петров") == set()
    assert uncovered("A😀B\u202eC\n") == {"😀", "\u202e", "\n"}


def test_missing_glyph_is_refused_by_name(template: PressTemplate, make: Make) -> None:
    content = dataclasses.replace(make("CEDE & CO"), registration=("SMILE 😀",))
    with pytest.raises(UncoveredError, match=r"U\+1F600"):
        press(template, [make("CEDE & CO", serial=2), content])


def test_a_long_registration_is_broken_at_spaces_and_never_cut() -> None:
    words = "TRUSTEE UNDER THE WILL OF MAXIMILIAN FEATHERSTONEHAUGH " * 6
    lines = fit_registration([words])
    assert " ".join(lines) == " ".join(words.split())
    assert len(lines) <= 7


def test_seven_lines_fit_and_eight_do_not() -> None:
    assert fits([f"LINE {number}" for number in range(7)])
    assert not fits([f"LINE {number}" for number in range(8)])


def test_a_registration_beyond_seven_lines_is_an_exception() -> None:
    with pytest.raises(DoesNotFitError, match="never cut"):
        fit_registration(["TRUSTEE UNDER THE WILL OF MAXIMILIAN FEATHERSTONEHAUGH " * 20])
    with pytest.raises(DoesNotFitError, match="never cut"):
        fit_registration(["W" * 200])


def test_no_certificates_are_no_file(template: PressTemplate) -> None:
    with pytest.raises(PressError, match="nothing to press"):
        press(template, [])


@pytest.mark.parametrize("watermark", list(Watermark))
def test_watermarks_stand_on_both_faces(watermark: Watermark, make: Make) -> None:
    marked = load_template("rights_certificate", "v1", dataclasses.replace(FACE, watermark=watermark))
    with pypdfium2.PdfDocument(press_one(marked, make("CEDE & CO"))) as document:
        for page in document:
            text = "".join(page.get_textpage().get_text_bounded().split())
            assert all(letter in text for letter in watermark)
            assert watermark in text


def test_nothing_is_fetched() -> None:
    with pytest.raises(ValueError, match="may not fetch"):
        NoFetching().fetch("file:///etc/passwd")


def test_markup_in_a_name_is_printed_as_it_stands(template: PressTemplate, make: Make) -> None:
    name = '<img src="file:///etc/passwd"> & {% include "x" %}'
    read = readback(press_one(template, make(name)))[0]
    assert read.registration == (name,)


def test_every_printable_latin_letter_can_be_registered(template: PressTemplate, make: Make) -> None:
    name = string.printable.strip().replace(" ", "")
    lines = (name[:47], name[47:])
    assert readback(press_one(template, make(*lines)))[0].registration == lines


def test_the_accessible_copy_is_tagged(template: PressTemplate, make: Make) -> None:
    with pikepdf.open(io.BytesIO(accessible_copy(template, make("CEDE & CO")))) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_fonts_are_embedded_and_only_ours(template: PressTemplate, make: Make) -> None:
    with pikepdf.open(io.BytesIO(press_one(template, make("王小明 محمد")))) as pdf:
        names, embedded = set(), []
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                names.add(str(item.FontName).partition("+")[2])
                embedded.append("/FontFile2" in item or "/FontFile3" in item)
    assert all(embedded)
    assert {name.split("-")[0] for name in names} <= {
        "EB", "EBGaramond", "Noto", "NotoNaskhArabic", "NotoSerifSC", "NotoSerifJP", "NotoSerifKR",
    }, names  # fmt: skip


@pytest.mark.parametrize(
    "issuer",
    [
        "MIM CORPORATION",
        "HARBOR LIGHT MARINE, INC.",
        "INTERNATIONAL CONSOLIDATED PETROLEUM AND MARINE HOLDINGS CORPORATION",
    ],
)
def test_the_issuer_stands_between_the_tablets_and_the_text_above_the_panel(issuer: str, make: Make) -> None:
    """With every banner and the longest usual names, nothing runs into anything else."""
    face = dataclasses.replace(FACE, issuer=issuer, expiration=date(2008, 11, 24))
    template = load_template("rights_certificate", "v1", face)
    with pypdfium2.PdfDocument(route_a.plain(template, make("CEDE & CO"))) as document:
        text_page = document[0].get_textpage()
        left_gap = text_page.get_text_bounded(278 * PX, 612 - 112 * PX, 286 * PX, 612 - 76 * PX)
        right_gap = text_page.get_text_bounded(770 * PX, 612 - 112 * PX, 778 * PX, 612 - 76 * PX)
        above_panel = text_page.get_text_bounded(90 * PX, 612 - 611 * PX, 966 * PX, 612 - 582 * PX)
    assert (left_gap.strip(), right_gap.strip(), above_panel.strip()) == ("", "", "")
