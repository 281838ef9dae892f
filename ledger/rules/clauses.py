"""A clause as staff read it: the numbers of rules and the codes of questions in it are for the program alone."""

from __future__ import annotations

import re

_CODES = re.compile(r"(?:R|DQ)\d+(?:[-–]R?\d+)?(?:, (?:R|DQ)\d+(?:[-–]R?\d+)?)*")


def clause(section: str) -> str:
    """The section without them: clause (i) of "clause (i); R12-R14, DQ8"; "" where nothing else is told."""
    parts = (part.strip() for part in section.split(";"))
    return "; ".join(part for part in parts if part and not _CODES.fullmatch(part))
