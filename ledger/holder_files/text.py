"""What text of a holder record may not hold, whether it came in a file or was typed."""

import re

# Control characters, and the marks that turn the reading direction or hide in a name.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
_FORMULA_STARTS = frozenset("=+@")


def fault(value: str) -> str:
    """The sentence that says what is wrong with the text, "" where nothing is."""
    if unseen := _UNSEEN.search(value):
        return f"It holds the unprintable character U+{ord(unseen[0]):04X}: remove it."
    if value[:1] in _FORMULA_STARTS:
        return f"It begins with {value[0]!r}, which a spreadsheet would run as a formula."
    return ""
