"""Figures and wall times as people type and paste them: read exactly, or refused in words, never changed unseen."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from rightsadmin.common.clock import NEW_YORK

_PLAIN = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|-?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]*)?")
_BLANKS = re.compile("[\u00a0\u2007\u2009\u202f]")
LONGEST = 60  # no figure has more marks


class NotAFigure(ValueError):
    """What was typed is no figure; the text is a sentence for staff."""


def figure(text: str) -> Decimal:
    """The figure that was typed: "1,000", "1 000.5", "$20"; NotAFigure says what to type instead."""
    told = ungrouped(text)
    if _PLAIN.fullmatch(told) and len(told) <= LONGEST:
        return Decimal(told)
    shown = f"“{text.strip()[:40]}”"
    if told.startswith("(") and told.endswith(")"):
        raise NotAFigure(
            f"{shown} stands in brackets, which means less than nothing: type the figure plainly."
        )
    if "," in told:
        raise NotAFigure(
            f"{shown} has a comma where no thousand ends: decimals stand after a point, as in 1.5, and commas part "
            "thousands, as in 1,500."
        )
    raise NotAFigure(f"{shown} is no figure: type digits, with a point before decimals, as in 1,500.25.")


def ungrouped(text: str) -> str:
    """The text of a figure without its dollar sign and the marks of its thousands.

    Marks that are not well set stay, so that nobody takes "1,5" for fifteen.
    """
    told = _BLANKS.sub(" ", text).strip().replace("\N{MINUS SIGN}", "-")
    told = told.removeprefix("$").strip()
    return told.replace(",", "").replace(" ", "") if _GROUPED.fullmatch(told) else told


def in_new_york(local: datetime, zone: str = "") -> datetime:
    """The instant of a wall time in New York; `zone` is EDT or EST where the hour came twice.

    ValueError, a sentence for staff, where the clocks left the hour out, or it came twice and no zone is told.
    """
    first, second = (local.replace(tzinfo=NEW_YORK, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    if not comes_twice(local):
        raise ValueError(
            f"New York had no {local:%H:%M} on {local:%Y-%m-%d}: the clocks went forward from 2:00 to 3:00. Look "
            "at the paper again."
        )
    if zone not in {"EDT", "EST"}:
        raise ValueError(
            f"{local:%H:%M} came twice on {local:%Y-%m-%d}, when the clocks went back: choose the first, in daylight "
            "time (EDT), or the second, in standard time (EST)."
        )
    return second if zone == "EST" else first


def comes_twice(local: datetime) -> bool:
    """Whether the clocks of New York showed the wall time twice."""
    first, second = (local.replace(tzinfo=NEW_YORK, fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset() and first.astimezone(UTC).astimezone(
        NEW_YORK
    ) == local.replace(tzinfo=NEW_YORK)
