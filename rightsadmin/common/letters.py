"""Letters that nobody can see, and marks that stand where letters were lost."""

import re
from collections.abc import Iterator

# Control characters, and the marks that turn the reading direction or hide in a name.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
# Joiners: they belong between the letters of scripts that join, and hide anywhere else.
_JOINERS = re.compile("[\u200c\u200d]")
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_LOST = "\ufffd"
_HALF = re.compile("[\ud800-\udfff]")


def unseen_or_lost(value: str) -> str:
    """The sentence about a letter of the text that nobody can see, or that was lost on its way; "" where none is."""
    if unseen := _UNSEEN.search(value):
        return f"It holds the unprintable character U+{ord(unseen[0]):04X}: remove it."
    if not value.isascii():
        if _LOST in value:
            return "It holds U+FFFD, which stands where a letter was lost: ask for the text as it was."
        if half := _HALF.search(value):
            return (
                f"It holds {_byte(half[0])}, which is no letter in this encoding: ask for the text as it was."
            )
        if (joiner := _JOINERS.search(value)) and not _joins(value, joiner.start()):
            return f"It holds the invisible joiner U+{ord(joiner[0]):04X} between letters that do not join: remove it."
    return ""


def _byte(half: str) -> str:
    return (
        f"the byte {ord(half) - 0xDC00:02X}"
        if "\udc80" <= half <= "\udcff"
        else f"half a character, U+{ord(half):04X}"
    )


def _joins(value: str, place: int) -> bool:
    return all(_JOINING.match(letter) for letter in _beside(value, place))


def _beside(value: str, place: int) -> Iterator[str]:
    yield value[place - 1 : place] or " "
    yield value[place + 1 : place + 2] or " "
