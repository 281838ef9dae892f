"""The private fonts: made once, static, and simple enough for letter pairs."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from weasyprint.text import ffi

from certificates.press.fonts import FOLDER, FONTS, build_fonts, ensure_fonts
from certificates.press.readiness import slowness
from certificates.press.slots import FONT_OF_WEIGHT, LATIN

PAIR_POSITIONING, EXTENSION = 2, 9


def test_made_fonts_are_not_made_again() -> None:
    ensure_fonts()
    assert not build_fonts()


def test_fontconfig_sees_the_private_folder_only() -> None:
    assert os.environ["FONTCONFIG_FILE"] == str(FOLDER / "fonts.conf")
    folders = [found.text for found in ET.parse(FOLDER / "fonts.conf").iter("dir")]  # noqa: S314 - our own file
    assert folders == [str(FOLDER)]
    files = {path.name for path in Path(FOLDER).iterdir() if path.suffix in {".ttf", ".otf"}}
    assert files == {source.name for source in FONTS}


@pytest.mark.parametrize("name", sorted(FONT_OF_WEIGHT.values()))
def test_latin_kerning_is_by_pairs_and_the_same_for_every_script(name: str) -> None:
    """What the pair tables rest on: no kerning looks further, and digits alone are kerned as beside letters."""
    with TTFont(FOLDER / name, lazy=True) as font:
        table = font["GPOS"].table
        kerning = [
            record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"
        ]
        assert len({tuple(feature.LookupListIndex) for feature in kerning}) == 1
        for index in kerning[0].LookupListIndex:
            lookup = table.LookupList.Lookup[index]
            kinds = (
                {subtable.ExtensionLookupType for subtable in lookup.SubTable}
                if lookup.LookupType == EXTENSION
                else {lookup.LookupType}
            )
            assert kinds == {PAIR_POSITIONING}


@pytest.mark.parametrize("name", sorted(FONT_OF_WEIGHT.values()))
def test_every_latin_letter_has_a_glyph_of_its_own(name: str) -> None:
    with TTFont(FOLDER / name, lazy=True) as font:
        glyphs = font.getBestCmap()
        assert set(map(ord, LATIN)) <= set(glyphs)
        used = [glyphs[ord(letter)] for letter in LATIN]
    assert sorted(used) == sorted(set(used))


def test_this_machine_presses_at_full_speed() -> None:
    assert slowness() == []


def test_a_missing_subset_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    assert "install libharfbuzz-subset0" in slowness()[0]
