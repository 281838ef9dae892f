"""Letters: both routes print what WeasyPrint prints, the proof reads them back, nothing of a holder is markup."""

import time

import numpy as np
import pypdfium2
import pytest

from certificates.press import DoesNotFitError, UncoveredError, press, route_a
from certificates.press.guard import trusted_route
from certificates.press.letter import (
    LetterContent,
    LetterTemplate,
    fit_letter_address,
    load_letter,
    plain,
    read_letters,
    single_letter,
)
from certificates.press.readback import UnreadableError
from tests.press.conftest import SPECIAL_NAMES
from tests.press.letters import CONTEXTS, context, figures

ADDRESS = ("100 MAPLE AVENUE", "ELMSFORD NY 10523-1234")


@pytest.fixture(scope="module")
def template():
    return load_letter("distribution_notice", "v1", context("distribution_notice"))


def letters(document="distribution_notice"):
    return [
        LetterContent(f"C{serial:09d}", fit_letter_address([name], ADDRESS), figures(document))
        for serial, name in enumerate(SPECIAL_NAMES, start=1)
    ]


def pages(data):
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=100 / 72).to_numpy() for page in document]


def text_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_letters_are_equal_to_the_plain_document_to_the_pixel(template):
    written = letters()[:6]
    assert trusted_route(template) is not None
    file = press(template, written)
    assert (file.route, file.pages) == ("B", 12)
    expected = [page for letter in written for page in pages(plain(_fresh(), letter))]
    by_public_means = pages(route_a.press(template, written).data)
    for one, other, third in zip(expected, pages(file.data), by_public_means, strict=True):
        assert np.array_equal(one, other)
        assert np.array_equal(one, third)


def _fresh():
    return LetterTemplate("distribution_notice", "v1", context("distribution_notice"))


def test_every_letter_is_read_back_as_it_was_written(template):
    written = letters()
    assert read_letters(press(template, written).data, 2) == written
    assert read_letters(route_a.press(template, written[:2]).data, 2) == written[:2]


def test_pages_out_of_order_are_unreadable(template):
    data = press(template, letters()[:1]).data
    with pytest.raises(UnreadableError):
        read_letters(data, 1)


@pytest.mark.parametrize("document", CONTEXTS)
def test_every_document_prints_its_words(document):
    content = LetterContent("", (), figures(document))
    words = text_of(single_letter(document, "v1", context(document), content))
    assert "American Stock Transfer and Trust Company" in words
    assert "Exhibits 4.1 and 4.2 have not been loaded" in words
    assert "DRAFT" not in words
    draft = text_of(single_letter(document, "v1", context(document, watermark="DRAFT"), content))
    assert "DRAFT" in draft


def test_what_a_holder_is_called_is_text_and_nothing_else(template):
    name = "<script>alert(1)</script> & <b>Roe</b>"
    letter = LetterContent("C1", fit_letter_address([name], ADDRESS), figures("distribution_notice"))
    assert name in text_of(press(template, [letter]).data)
    told = context("deficiency_letter") | {"defects": [name]}
    assert name in text_of(single_letter("deficiency_letter", "v1", told, LetterContent("", (), ("17",))))


def test_what_no_font_can_print_is_refused():
    with pytest.raises(UncoveredError):
        fit_letter_address(["\U00013000"], ADDRESS)
    with pytest.raises(UncoveredError):
        LetterTemplate("proposed_action", "v1", context("proposed_action") | {"action": "\U00013000"})


def test_a_registration_too_long_for_the_window_gives_its_first_line():
    lines = [f"TRUSTEE {number} UNDER AGREEMENT DATED 09/14/1987" for number in range(9)]
    assert fit_letter_address(lines, ADDRESS) == (lines[0], *ADDRESS)
    with pytest.raises(DoesNotFitError):
        fit_letter_address(["W" * 120], ADDRESS)


def test_no_exhibit_is_missing_once_both_are_loaded():
    told = context("stop_confirmation", summary_only=False, missing="")
    words = text_of(single_letter("stop_confirmation", "v1", told, LetterContent("C1", ADDRESS, ("C1",))))
    assert "summary of the Rights Agreement" not in words
    assert "the Rights Agreement governs" in words


@pytest.mark.scale
def test_letters_are_pressed_much_faster_than_rendered_one_by_one(template):
    written = [
        LetterContent(f"C{serial:09d}", fit_letter_address([f"HOLDER {serial}"], ADDRESS), ("1", "2"))
        for serial in range(2_000)
    ]
    press(template, written)
    started = time.perf_counter()
    press(template, written)
    pressed = (time.perf_counter() - started) / len(written)
    started = time.perf_counter()
    plain(_fresh(), written[0])
    rendered = time.perf_counter() - started
    print(f"\n{1 / pressed:,.0f} letters a second, {rendered / pressed:,.0f} times as fast as one by one")  # noqa: T201
