"""Both routes print what WeasyPrint prints of the plain HTML, to the pixel."""

import random
import string

import numpy as np
import pypdfium2
import pytest

from certificates.press import PressTemplate, press, route_a
from certificates.press.guard import trusted_route
from certificates.press.readback import hide_faces
from certificates.rules.content import CertificateContent
from tests.press.conftest import SPECIAL_NAMES, Make

SCALE = 100 / 72


def pages(data: bytes) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=SCALE).to_numpy() for page in document]


def differing_pixels(expected: bytes, pressed: bytes) -> list[int]:
    """The number of differing pixels on each page."""
    return [
        int((one != other).any(axis=2).sum())
        for one, other in zip(pages(expected), pages(pressed), strict=True)
    ]


@pytest.fixture(scope="module")
def specials(make: Make) -> list[CertificateContent]:
    return [
        make(name, serial=serial, rights=7 ** (serial % 13), void_legend=serial % 5 == 0)
        for serial, name in enumerate(SPECIAL_NAMES, start=1)
    ]


def test_route_b_is_trusted_here(template: PressTemplate) -> None:
    assert trusted_route(template) is not None


def test_special_names_are_equal_to_the_pixel(
    template: PressTemplate, specials: list[CertificateContent]
) -> None:
    pressed = press(template, specials)
    assert pressed.route == "B"
    alone = route_a.slot_pages(template, specials)
    assert differing_pixels(alone, hide_faces(pressed.data)) == [0] * (2 * len(specials))


def test_whole_faces_are_equal_to_the_plain_certificate(template: PressTemplate, make: Make) -> None:
    content = make("CEDE & CO", "محمد عبد الله", void_legend=True)
    plain = route_a.plain(template, content)
    assert differing_pixels(plain, press(template, [content]).data) == [0, 0]
    assert differing_pixels(plain, route_a.press(template, [content]).data) == [0, 0]


def test_kerning_looks_at_the_next_letter_only(template: PressTemplate, make: Make) -> None:
    """Random letters beside each other, which no name list would bring together."""
    letters = random.Random(7)  # noqa: S311
    lines = [
        "".join(letters.choice(string.ascii_letters + string.digits + "&.,'-/éÅŁß") for _ in range(40))
        for _ in range(12)
    ]
    contents = [make(*lines[start : start + 4], serial=start + 1, address=()) for start in (0, 4, 8)]
    alone = route_a.slot_pages(template, contents)
    assert differing_pixels(alone, hide_faces(press(template, contents).data)) == [0] * 6


@pytest.mark.scale
def test_two_hundred_random_holders_are_equal_to_the_pixel(template: PressTemplate, make: Make) -> None:
    chooser = random.Random(3)  # noqa: S311
    letters = string.ascii_uppercase + " " * 8 + ".&'-ÉÖÑ"
    contents = [
        make(
            " ".join("".join(chooser.choice(letters) for _ in range(chooser.randint(8, 70))).split()) or "X",
            serial=serial,
            rights=chooser.randint(1, 10 ** chooser.randint(1, 9)),
        )
        for serial in range(1, 201)
    ]
    alone = route_a.slot_pages(template, contents)
    assert differing_pixels(alone, hide_faces(press(template, contents).data)) == [0] * 400
