"""Whether this machine can press at full speed; slow pages are a set-up to mend, not a certificate to refuse."""

from fontTools.ttLib import TTFont
from weasyprint.text import ffi

from certificates.press.fonts import FONTS, ensure_fonts


def slowness() -> list[str]:
    """A sentence for each thing that makes pressing slow on this machine; empty when there is none."""
    found = []
    if ffi.harfbuzz_subset is None:
        found.append(
            "HarfBuzz's subset library is missing, so each certificate takes seconds: install libharfbuzz-subset0."
        )
    for source in FONTS:
        with TTFont(ensure_fonts() / source.name, lazy=True) as font:
            if "fvar" in font:
                found.append(
                    f"The font {source.name} is variable, so each document takes a second and a half more."
                )
    return found
