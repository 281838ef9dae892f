"""The PDF press: certificates by the hundred thousand, equal to what WeasyPrint makes of the same HTML.

    template = load_template("rights_certificate", "v1", face)   # a run's terms
    file = press(template, contents)                             # a print file, two pages a certificate
    data = press_one(template, content)                          # one certificate on demand
    data = accessible_copy(template, content)                    # the same as a tagged PDF/UA-1
    readback(data)                                               # what the pages say, read by another library

`uncovered`, `fits`, `fit_registration`, `fit_address` tell before issue whether a holder can be printed.
Importing this package points fontconfig at the private fonts (`fonts.py`), before Pango is loaded.
"""
# ruff: noqa: E402 - the fonts come first

from certificates.press.fonts import ensure_fonts, uncovered

ensure_fonts()

from certificates.press.errors import DoesNotFitError, PressError, UncoveredError
from certificates.press.guard import press, press_one, trusted_route
from certificates.press.printfile import PrintFile, Slice
from certificates.press.readback import ReadCertificate, UnreadableError, readback
from certificates.press.readiness import slowness
from certificates.press.route_a import accessible_copy
from certificates.press.template import PressTemplate, fit_address, fit_registration, fits, load_template

__all__ = [
    "DoesNotFitError",
    "PressError",
    "PressTemplate",
    "PrintFile",
    "ReadCertificate",
    "Slice",
    "UncoveredError",
    "UnreadableError",
    "accessible_copy",
    "ensure_fonts",
    "fit_address",
    "fit_registration",
    "fits",
    "load_template",
    "press",
    "press_one",
    "readback",
    "slowness",
    "trusted_route",
    "uncovered",
]
