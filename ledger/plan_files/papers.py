"""The paper of a plan as text, out of a text, HTML or PDF file; its sentences by number, the place of a citation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from html.parser import HTMLParser
from itertools import accumulate

import pypdfium2

from ledger.errors import BadFile
from ledger.plan_files.reading import words_of

MOST_PAGES = 600
SUGGESTED = 4
_LONGEST_SHOWN = 600
# Stands for words left out of a quotation.
LEFT_OUT = " ... "
# Where one sentence ends and the next begins; not after the abbreviations that agreements have.
_ENDS = re.compile(
    r"(?<=[.;:])(?<!\bInc\.)(?<!\bCorp\.)(?<!\bCo\.)(?<!\bNo\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)"
    r"(?<!\b[A-Z]\.[A-Z]\.) (?=[A-Z“\"(\[0-9])"
)
_BREAKS = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "hr", "td", "th"}
)
_UNSEEN = frozenset({"script", "style", "head", "title"})


@lru_cache(maxsize=4)
def text_of(content: bytes) -> str:
    """The text of a file: PDF with its own text, HTML, or plain text in UTF-8 or Windows-1252.

    BadFile where a PDF cannot be opened or is pictures only.
    """
    if content.startswith(b"%PDF"):
        return _pdf_text(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    text = text.replace("\x00", "")
    return (
        _html_text(text) if re.search(r"<(html|body|p|div|table)\b", text[:20_000], re.IGNORECASE) else text
    )


def _pdf_text(content: bytes) -> str:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                raise BadFile(
                    f"The paper has {len(document)} pages: at most {MOST_PAGES} are read.", where="file"
                )
            text = "\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError as error:
        raise BadFile("The PDF cannot be opened. Save it anew, or paste its text.", where="file") from error
    if not text.strip():
        raise BadFile(
            "The PDF has no text, only pictures of pages. Paste the text of the paper.", where="file"
        )
    return text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x00", "")


class _Words(HTMLParser):
    """The text of an HTML page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)


def _html_text(text: str) -> str:
    reader = _Words()
    reader.feed(text)
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of the paper in their order; together they are its words."""
    return tuple(_ENDS.split(words_of(text))) if text.strip() else ()


def picked(text: str, told: str) -> str:
    """The words that "12" or "12-14" picks of the paper by the numbers of its sentences; what is no number stands."""
    found = re.fullmatch(r"\s*(?:no\.?\s*)?(\d+)(?:\s*[-–]\s*(\d+))?\s*", told, re.IGNORECASE)
    if found is None:
        return " ".join(told.split())
    first, last = int(found[1]), int(found[2] or found[1])
    rows = sentences(text)
    return " ".join(rows[first - 1 : last]) if 1 <= first <= last <= len(rows) else " ".join(told.split())


class Indexed:
    """A paper's words as one line, and where in it each of its sentences begins."""

    def __init__(self, text: str) -> None:
        self.sentences = sentences(text)
        self.words = " ".join(self.sentences)
        self.starts = list(accumulate((len(each) + 1 for each in self.sentences), initial=0))[:-1]

    def find(self, cited: str) -> list[tuple[int, int]]:
        """From where to where the cited words stand, a pair for each part between words left out; [] where the paper
        does not have them in this order.
        """
        found, at = [], 0
        for part in map(words_of, cited.split(LEFT_OUT)):
            start = self.words.find(part, at) if part else -1
            if start < 0:
                return []
            at = start + len(part)
            found.append((start, at))
        return found

    def numbers(self, start: int, end: int) -> range:
        """The numbers of the sentences that the words from there to there stand in."""
        return range(bisect_right(self.starts, start), bisect_left(self.starts, end) + 1)


@lru_cache(maxsize=8)
def indexed(text: str) -> Indexed:
    """The paper, its sentences found once."""
    return Indexed(text)


def numbers(text: str, citation: str) -> tuple[int, int] | None:
    """The numbers of the first and the last sentence that the citation stands in; None where it does not."""
    paper = indexed(text)
    found = paper.find(citation)
    return (paper.numbers(*found[0])[0], paper.numbers(*found[-1])[-1]) if found else None


def place(text: str, citation: str) -> str:
    """Where the citation stands in the paper: "sentence 12" or "sentences 12 to 14"; "" where it does not."""
    found = numbers(text, citation)
    if found is None:
        return ""
    first, last = found
    return f"sentence {first}" if first == last else f"sentences {first} to {last}"


def suggested(text: str, phrases: tuple[str, ...]) -> list[tuple[int, str]]:
    """Sentences that name the most of the phrases, each with its number: where to look first."""
    wanted = [phrase.lower() for phrase in phrases]
    scored = []
    for number, sentence in enumerate(sentences(text), start=1):
        lower = sentence.lower()
        if (score := sum(phrase in lower for phrase in wanted)) and len(sentence) <= _LONGEST_SHOWN * 3:
            scored.append((-score, number, sentence))
    return sorted((number, sentence) for _, number, sentence in sorted(scored)[:SUGGESTED])
