"""What text of a holder record may not hold, whether it came in a file or was typed; what is mended on its way."""

import re

from rightsadmin.common.letters import unseen_or_lost

FORMULA_STARTS = frozenset("=+@")
# Those that carry nothing and may go without a loss: marks of width zero, soft hyphens, a mark of byte order.
_WEIGHTLESS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_OTHER_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# The first letters of what UTF-8 becomes when it is read as Windows-1252, each with one that can follow.
_TWICE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf\u0152-\u0161\u0178-\u017e\u0192\u02c6-\u02dc\u2013-\u2122]|[\u00e0-\u00ef]"
)
_HIDDEN_NUMBER = re.compile(r"(?<!\d)(?:\d{3}[- ]?\d{2}[- ]?|\d{2}-\d{3})(\d{4})(?!\d)")


def fault(value: str) -> str:
    """The sentence that says what is wrong with the text, "" where nothing is."""
    if sentence := unseen_or_lost(value):
        return sentence
    if value[:1] in FORMULA_STARTS:
        return f"It begins with {value[0]!r}, which a spreadsheet would run as a formula."
    return ""


def mended(value: str) -> tuple[str, str]:
    """The text without the damage that can be undone for certain, and the sentence that says what was ("" for nothing).

    Undone: text that was decoded twice, blanks of another kind, and marks without width.
    """
    if value.isascii():
        return value, ""
    told = []
    if (once := decoded_once(value)) != value:
        told.append(f"It had been decoded twice: {value[:40]!r} was read as {once[:40]!r}.")
    plain = _WEIGHTLESS.sub("", once)
    if plain != once:
        told.append("An invisible mark was taken out.")
    blank = _OTHER_BLANKS.sub(" ", plain)
    if blank != plain:
        told.append("A blank of another kind became a plain one.")
    return blank.strip(), " ".join(told)


def decoded_once(value: str) -> str:
    """What the text was before it was written as UTF-8 and read as Windows-1252; the text itself where it was not."""
    if not _TWICE.search(value):
        return value
    try:
        return b"".join(_as_byte(letter) for letter in value).decode("utf-8")
    except UnicodeError:
        return value


def masked(text: str) -> str:
    """The text with everything that looks like a taxpayer number cut to its last four digits."""
    return _HIDDEN_NUMBER.sub(r"***-**-\1", text)


def printable(text: str) -> str:
    """The text with a blank for whatever a page or a database cannot show."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def quoted(value: str, length: int = 40) -> str:
    """A value as a sentence quotes it: cut, and never with a taxpayer number."""
    return repr(masked(value)[:length])


def _as_byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # what Windows-1252 leaves out is a control character there
