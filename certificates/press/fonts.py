"""The fonts of the printed documents: static files made once from the installed font packages.

What is true here:

* every process that presses or reads documents sees these fonts and no others, because `ensure_fonts` points
  fontconfig at a private configuration before Pango is loaded: a machine's own fonts cannot change a page;
* variable fonts are made static first: a variable font would cost 1.5 s in every document;
* the files are made from pinned packages, by pinned tools, with fixed time stamps: the same bytes everywhere.
"""

import fcntl
import json
import os
import shutil
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

#: Raise by one whenever the recipe below changes: the stamp then no longer fits and the fonts are made anew.
RECIPE = 1
FOLDER = Path(__file__).resolve().parents[2] / "var" / "fonts"
STAMP = "stamp.json"
COVERAGE = "coverage.json"
#: 1 January 2024 in seconds since 1904, the epoch of font files: a fixed date keeps the bytes equal.
FIXED_DATE = 3786825600


@dataclass(frozen=True)
class FontSource:
    """One static font file: where it comes from, and the point of its axes (none: it is static already)."""

    name: str
    package: str
    file: str
    axes: tuple[tuple[str, float], ...] = ()


FONTS = (
    FontSource(
        "EBGaramond-Regular.ttf", "fontpkg_eb_garamond", "files/EBGaramond[wght].ttf", (("wght", 400),)
    ),
    FontSource("EBGaramond-Bold.ttf", "fontpkg_eb_garamond", "files/EBGaramond[wght].ttf", (("wght", 700),)),
    FontSource(
        "EBGaramond-Italic.ttf", "fontpkg_eb_garamond", "files/EBGaramond-Italic[wght].ttf", (("wght", 400),)
    ),
    FontSource(
        "NotoNaskhArabic-Regular.ttf", "pylopdf_fonts_ar", "NotoNaskhArabic-Variable.ttf", (("wght", 400),)
    ),
    FontSource(
        "NotoSerifHebrew-Regular.ttf",
        "pylopdf_fonts_he",
        "NotoSerifHebrew-Variable.ttf",
        (("wght", 400), ("wdth", 100)),
    ),
    FontSource(
        "NotoSerifDevanagari-Regular.ttf",
        "pylopdf_fonts_hi",
        "NotoSerifDevanagari-Variable.ttf",
        (("wght", 400), ("wdth", 100)),
    ),
    FontSource("NotoSerifSC-Regular.otf", "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
    FontSource("NotoSerifJP-Regular.otf", "pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"),
    FontSource("NotoSerifKR-Regular.otf", "pylopdf_fonts_ko", "NotoSerifKR-Regular.otf"),
)

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<!-- The only fonts there are: a document never depends on what else the machine has. -->
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def ensure_fonts() -> Path:
    """The folder of the fonts, made if missing or out of date, with fontconfig pointed at it.

    Must run before Pango is loaded, since fontconfig reads its environment once.
    """
    build_fonts()
    os.environ["FONTCONFIG_FILE"] = str(FOLDER / "fonts.conf")
    os.environ.pop("FONTCONFIG_PATH", None)
    return FOLDER


def build_fonts() -> bool:
    """Make the static fonts unless the stamp says that they are already there; true if anything was made.

    Safe when many processes start at once: one builds under a lock in a folder of its own, then renames.
    """
    wanted = _stamp()
    if _stamp_found() == wanted:
        return False
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with (FOLDER.parent / "fonts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _stamp_found() == wanted:
            return False
        fresh = Path(mkdtemp(prefix="fonts-", dir=FOLDER.parent))
        fresh.chmod(0o755)
        try:
            with ProcessPoolExecutor() as pool:
                list(pool.map(_make_font, FONTS, [fresh / source.name for source in FONTS]))
            (fresh / "cache").mkdir()
            (fresh / "fonts.conf").write_text(FONTS_CONF.format(folder=FOLDER))
            (fresh / COVERAGE).write_text(json.dumps(_coverage(fresh)))
            (fresh / STAMP).write_text(json.dumps(wanted))
            shutil.rmtree(FOLDER, ignore_errors=True)
            fresh.rename(FOLDER)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return True


@lru_cache(maxsize=1)
def covered_characters() -> frozenset[int]:
    """The code points that some font of ours has a glyph for."""
    ranges = json.loads((ensure_fonts() / COVERAGE).read_text())
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


#: Zero-width joiners shape Arabic and Indic words; any other format or control character could only mislead.
JOINERS = frozenset("\u200c\u200d")
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def uncovered(text: str) -> set[str]:
    """The characters of `text` that cannot be printed: no font has them, or they are controls (line ends and
    direction overrides among them). Empty for a text that may go on a certificate.
    """
    covered = covered_characters()
    return {
        character
        for character in set(text)
        if character not in JOINERS
        and (ord(character) not in covered or unicodedata.category(character) in UNPRINTABLE)
    }


def _stamp() -> dict[str, str]:
    packages = sorted({source.package for source in FONTS} | {"fonttools"})
    return {"recipe": str(RECIPE), "folder": str(FOLDER)} | {
        name: metadata.version(name) for name in packages
    }


def _stamp_found() -> dict[str, str] | None:
    try:
        return json.loads((FOLDER / STAMP).read_text())  # type: ignore[no-any-return]
    except (OSError, ValueError):
        return None


def _make_font(source: FontSource, target: Path) -> None:
    spec = find_spec(source.package)
    if spec is None or spec.origin is None:
        raise RuntimeError(
            f"The font package {source.package} is not installed; install the requirements again."
        )
    original = Path(spec.origin).parent / source.file
    if not source.axes:
        shutil.copyfile(original, target)
        return
    font = TTFont(original, recalcTimestamp=False)
    font = instantiateVariableFont(font, dict(source.axes), static=True, updateFontNames=True)
    font["head"].created = font["head"].modified = FIXED_DATE
    font.save(target)


def _coverage(folder: Path) -> list[tuple[int, int]]:
    """The code points of all fonts as closed ranges, in order."""
    codes: set[int] = set()
    for source in FONTS:
        with TTFont(folder / source.name, lazy=True) as font:
            codes.update(font.getBestCmap())
    ranges: list[tuple[int, int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges
