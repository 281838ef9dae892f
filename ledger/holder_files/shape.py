"""What a file is by its bytes: kind, encoding, separator; each found, told in words, and open to be chosen."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from typing import IO

from ledger.holder_files.layout import FORMAT, HEAD
from ledger.holder_files.row import RowError

HOUSE, DELIMITED, FIXED, WORKBOOK = "house", "delimited", "fixed", "workbook"
# As staff choose them, and as Python names them.
ENCODINGS = {
    "utf-8": ("UTF-8", "utf-8"),
    "windows-1252": ("Windows-1252", "cp1252"),
    "utf-16-le": ("UTF-16", "utf-16-le"),
    "utf-16-be": ("UTF-16, the larger byte first", "utf-16-be"),
}
SEPARATORS = {",": "comma", "\t": "tab", "|": "bar", ";": "semicolon", "^": "caret", "~": "tilde"}
SAMPLE_BYTES = 64 * 1024
SAMPLE_LINES = 60
_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", "This is a workbook of the old kind, .xls: save it as .xlsx or as CSV."),
    (b"%PDF", "This is a PDF: ask the transfer agent for the list as CSV or as a workbook."),
    (b"\x1f\x8b", "This file is packed (gzip): unpack it first."),
    (
        b"{\\rtf",
        "This is a text with layout (RTF): ask the transfer agent for the list as CSV or as a workbook.",
    ),
)
_ZIP = b"PK\x03\x04"
_BAD = re.compile("[\udc80-\udcff]")
_FOREIGN = re.compile("[^\x00-\x7f\udc80-\udcff]")
_QUOTED = re.compile(r'"[^"\n]*"')
# Where text has this many zero bytes of a hundred, every letter is two bytes.
_ZEROS = 20


@dataclass(frozen=True)
class Shape:
    """How the rows are got out of the bytes."""

    form: str
    encoding: str = ""
    separator: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What is said of a file beforehand; what is empty is found."""

    encoding: str = ""
    separator: str = ""
    listing: str = ""


NOTHING_CHOSEN = Chosen()


def look(stream: IO[bytes], chosen: Chosen, *, is_fixed: bool = False) -> Shape | RowError:
    """What the file is; what is chosen is taken as it is, the rest is found. The stream is left at its beginning."""
    stream.seek(0)
    sample = stream.read(SAMPLE_BYTES)
    if sentence := _cannot_be(sample):
        return RowError(1, "record", sentence)
    stream.seek(0)
    if sample.startswith(_ZIP):
        return Shape(WORKBOOK, told=("A workbook (.xlsx).",))
    if sample.removeprefix(codecs.BOM_UTF8).startswith(f"{HEAD},{FORMAT},".encode()):
        return Shape(HOUSE, told=("The house's own form.",))
    found, why = (chosen.encoding, "as chosen") if chosen.encoding else _encoding(stream, sample)
    stream.seek(0)
    text = sample[: len(sample) // 2 * 2].decode(ENCODINGS[found][1], errors="replace").lstrip("\ufeff")
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    form, by, words = _columns(lines, chosen, is_fixed=is_fixed)
    return Shape(form, found, by, (f"The encoding is {ENCODINGS[found][0]}: {why}.", words))


def _columns(lines: list[str], chosen: Chosen, *, is_fixed: bool) -> tuple[str, str, str]:
    """How the columns are told apart: the form, the separator, and the sentence that says so."""
    if is_fixed:
        return FIXED, "", "The columns have fixed places, as chosen."
    if chosen.separator:
        return DELIMITED, chosen.separator, f"The separator is the {SEPARATORS[chosen.separator]}, as chosen."
    if best := _separator(lines):
        return DELIMITED, best, f"The separator is the {SEPARATORS[best]}."
    return FIXED, "", "No separator was found: the columns have fixed places."


def _cannot_be(sample: bytes) -> str:
    if not sample.strip(b" \t\r\n\x00"):
        return "The file is empty."
    return next((sentence for beginning, sentence in _BEGINNINGS if sample.startswith(beginning)), "")


def _encoding(stream: IO[bytes], sample: bytes) -> tuple[str, str]:
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name, "its mark stands at the beginning"
    if sample.count(0) * 100 > len(sample) * _ZEROS:
        name = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        return name, "every letter has two bytes"
    good, bad = _letters(stream)
    if not bad:
        return "utf-8", "every letter is whole" if good else "plain letters only, the same in every encoding"
    if bad <= good:
        return "utf-8", f"but {bad:,} bytes are no letters of it, and their rows are refused"
    return "windows-1252", f"{bad:,} bytes are no letters of UTF-8"


def _letters(stream: IO[bytes]) -> tuple[int, int]:
    """How many letters beyond ASCII the whole file has as UTF-8, and how many bytes are none."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    good = bad = 0
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            good += len(_FOREIGN.findall(text))
            bad += len(_BAD.findall(text))
    return good, bad + len(_BAD.findall(decoder.decode(b"", final=True)))


def _separator(lines: list[str]) -> str:
    """The separator that divides the most lines into the same number of fields, "" where none divides them."""
    plain = [_QUOTED.sub("", line) for line in lines]
    best, most = "", (0, 0)
    for separator in SEPARATORS:
        counted = Counter(line.count(separator) for line in plain)
        counted.pop(0, None)
        # A comma in names divides many lines alike, but the separator divides the header like them.
        alike, count = max(((lines, count) for count, lines in counted.items()), default=(0, 0))
        if alike * 3 >= len(plain) and (alike, count) > most:
            best, most = separator, (alike, count)
    return best
