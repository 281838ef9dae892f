"""Which route presses: B after it has proven itself, A from the moment that a single pixel differs.

Route B leans on WeasyPrint's private text layer, so it is never just trusted: before its first file in a process
a set of difficult certificates is pressed by both routes, and of every run a sample is pressed again by route A;
the pages must be equal to the pixel. Anything else is said loudly, and route A goes on.
"""

import logging
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import pypdfium2
from celery.exceptions import SoftTimeLimitExceeded

from certificates.press import route_a
from certificates.press.errors import PressError
from certificates.press.lock import LIBRARIES
from certificates.press.printfile import PrintFile
from certificates.press.readback import hide_faces
from certificates.press.route_b import RouteB
from certificates.press.template import PressTemplate
from certificates.rules.content import CertificateContent
from certificates.rules.words import in_words

logger = logging.getLogger("certificates.press")

#: One certificate in about this many is pressed by both routes in every run.
AUDIT_EVERY = 800
#: What says nothing about the route: the task ran out of time, or the machine out of memory.
INTERRUPTIONS = (SoftTimeLimitExceeded, MemoryError)
DOTS_PER_INCH = 100
POINTS_PER_INCH = 72
_routes: WeakKeyDictionary[PressTemplate, RouteB] = WeakKeyDictionary()
#: Template version -> whether route B may press it in this process.
_trusted: dict[tuple[str, str], bool] = {}


def press(template: PressTemplate, contents: Sequence[CertificateContent]) -> PrintFile:
    """The print file of the certificates, two pages each, in the order given.

    Raises PressError (UncoveredError, DoesNotFitError) if a certificate cannot be printed as it stands; then
    nothing is pressed. Falls back to route A by itself; `PrintFile.route` tells.
    """
    if not contents:
        raise PressError("There are no certificates to press.")
    with LIBRARIES:
        route = trusted_route(template)
        if route is not None:
            try:
                file = route.press(contents)
                _audit(template, route, contents)
            except (PressError, *INTERRUPTIONS):
                raise
            except Exception:  # noqa: BLE001 - whatever a private layer raises, certificates must be pressed
                distrust(template, "Route B of the press failed")
            else:
                return file
        return route_a.press(template, contents)


def press_one(template: PressTemplate, content: CertificateContent) -> bytes:
    """One certificate as a file of its own, equal to its pages in the print file."""
    return press(template, [content]).data


def trusted_route(template: PressTemplate) -> RouteB | None:
    """Route B of the template if it has proven itself in this process, checked on first use; else None.

    What is checked, the variable fields, is the same for every face of a template version.
    """
    version = template.name, template.version
    with LIBRARIES:
        if _trusted.get(version) is False:
            return None
        try:
            route = _routes.get(template)
            if route is None:
                route = _routes[template] = RouteB(template)
            if version not in _trusted:
                _compare(template, route, probes())
                _trusted[version] = True
        except INTERRUPTIONS:
            raise
        except Exception:  # noqa: BLE001 - as above
            distrust(template, "Route B of the press did not pass its self-check")
            return None
        return route


def distrust(template: PressTemplate, reason: str) -> None:
    """Press this template version by route A from now on in this process, and say so with the exception."""
    _trusted[template.name, template.version] = False
    logger.critical(
        "%s for %s %s: this process now presses by route A, which is much slower.",
        reason,
        template.name,
        template.version,
        exc_info=True,  # noqa: LOG014 - called while one is handled
    )


class RoutesDifferError(Exception):
    """The two routes of the press do not print the same; the message tells which pages."""


def _audit(template: PressTemplate, route: RouteB, contents: Sequence[CertificateContent]) -> None:
    sample = [
        content
        for content in contents
        if int(content.digest(template.face_digest)[-8:], 16) % AUDIT_EVERY == 0
    ]
    if sample:
        _compare(template, route, sample)


def _compare(template: PressTemplate, route: RouteB, contents: Sequence[CertificateContent]) -> None:
    """Raise RoutesDifferError unless the variable fields of all pages are equal to the pixel.

    The static faces come from the same stream in both routes and are hidden, since drawing them takes longest.
    """
    with (
        pypdfium2.PdfDocument(route_a.slot_pages(template, contents)) as expected,
        pypdfium2.PdfDocument(hide_faces(route.press(contents).data)) as pressed,
    ):
        if len(expected) != len(pressed):
            raise RoutesDifferError(f"Route A has {len(expected)} pages, route B {len(pressed)}.")
        different = [
            f"{contents[index // 2].number} page {index % 2 + 1}"
            for index in range(len(expected))
            if _pixels(expected, index) != _pixels(pressed, index)
        ]
    if different:
        raise RoutesDifferError(f"The routes of the press print differently: {', '.join(different)}.")


def _pixels(document: pypdfium2.PdfDocument, index: int) -> bytes:
    page = document[index]
    try:
        return bytes(page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH).buffer)
    finally:
        page.close()


def probes() -> list[CertificateContent]:
    """Certificates that reach every branch of both routes: scripts, sizes, marks, punctuation, figures."""
    registrations = (
        ("CEDE & CO",),
        ("José Núñez Ibáñez", "Łukasz O’Brien-D'Arcy", "Nguyễn Thị Phương Thảo & Șerban Țepeș JT TEN"),
        tuple(
            f"TRUSTEE {number} UNDER AGREEMENT DATED 09/14/1987 FBO A. T. WAVY, LTD."
            for number in range(1, 8)
        ),
        ("محمد عبد الله الأحمد", "יעקב בן דוד (1990)", "राजेश कुमार शर्मा"),
        ("王小明 山本ヒロシ 김민수", "Иван Петров / Αλέξανδρος", "Ahmed Al-Rashid / أحمد الراشد"),
    )
    rights = (1, 23, 4_567_890, 17_890_739, 123_456_789_012)
    return [
        CertificateContent(
            number=f"R-{index:07d}",
            rights=number,
            rights_in_words=in_words(number),
            registration=registration,
            account=f"C{index:010d}",
            batch="PROBE-1",
            address=registration[:3],
            status=("ORIGINAL", "SPECIMEN", "REPLACEMENT OF R-0000001")[index % 3],
            void_legend=index % 2 == 0,
        )
        for index, (registration, number) in enumerate(zip(registrations, rights, strict=True), start=1)
    ]
