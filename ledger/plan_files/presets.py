"""Families of plans as published: the values that such a plan mostly has, each to be held against its paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "data" / "presets.json"


@dataclass(frozen=True)
class Preset:
    """A family of plans: its name, what is usual in it, and the values; a preset cites nothing."""

    code: str
    title: str
    says: str
    terms: dict[str, Any]


@cache
def presets() -> dict[str, Preset]:
    """Code -> family, in the order of the page."""
    return {row["code"]: Preset(**row) for row in json.loads(FILE.read_text(encoding="utf-8"))}
