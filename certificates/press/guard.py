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
from certificates.press.master import Content, MasterTemplate
from certificates.press.printfile import PrintFile
from certificates.press.readback import hide_faces
from certificates.press.route_b import RouteB

logger = logging.getLogger("certificates.press")

#: One certificate in about this many is pressed by both routes in every run.
AUDIT_EVERY = 800
#: What says nothing about the route: the task ran out of time, or the machine out of memory.
INTERRUPTIONS = (SoftTimeLimitExceeded, MemoryError)
DOTS_PER_INCH = 100
POINTS_PER_INCH = 72
_routes: WeakKeyDictionary[MasterTemplate, RouteB] = WeakKeyDictionary()
#: Template version -> whether route B may press it in this process.
_trusted: dict[tuple[str, str], bool] = {}


def press(template: MasterTemplate[Content], contents: Sequence[Content]) -> PrintFile:
    """The print file of the items (certificates, letters), in the order given.

    Raises PressError (UncoveredError, DoesNotFitError) if an item cannot be printed as it stands; then
    nothing is pressed. Falls back to route A by itself; `PrintFile.route` tells.
    """
    if not contents:
        raise PressError("There is nothing to press.")
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


def press_one(template: MasterTemplate[Content], content: Content) -> bytes:
    """One item as a file of its own, equal to its pages in the print file."""
    return press(template, [content]).data


def trusted_route(template: MasterTemplate[Content]) -> RouteB[Content] | None:
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
                _compare(template, route, template.probes())
                _trusted[version] = True
        except INTERRUPTIONS:
            raise
        except Exception:  # noqa: BLE001 - as above
            distrust(template, "Route B of the press did not pass its self-check")
            return None
        return route


def distrust(template: MasterTemplate[Content], reason: str) -> None:
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


def _audit(template: MasterTemplate[Content], route: RouteB[Content], contents: Sequence[Content]) -> None:
    sample = [
        content for content in contents if int(template.content_digest(content)[-8:], 16) % AUDIT_EVERY == 0
    ]
    if sample:
        _compare(template, route, sample)


def _compare(template: MasterTemplate[Content], route: RouteB[Content], contents: Sequence[Content]) -> None:
    """Raise RoutesDifferError unless the variable fields of all pages are equal to the pixel.

    The static faces come from the same stream in both routes and are hidden, since drawing them takes longest.
    """
    with (
        pypdfium2.PdfDocument(route_a.slot_pages(template, contents)) as expected,
        pypdfium2.PdfDocument(hide_faces(route.press(contents).data)) as pressed,
    ):
        if len(expected) != len(pressed):
            raise RoutesDifferError(f"Route A has {len(expected)} pages, route B {len(pressed)}.")
        count = len(template.faces)
        different = [
            f"{template.key(contents[index // count])} page {index % count + 1}"
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
