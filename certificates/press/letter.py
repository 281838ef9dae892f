"""Letters: a body that is the same for every holder, laid out once, with address and figures of each set over it.

The body is a document of its own (`templates/pdf/<document>/<version>/letter.html`) on the agent's letterhead, as
many pages as it needs; the variable fields are the letterhead's.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar

import pypdfium2
from django.template import Context, Engine
from weasyprint import CSS, HTML
from weasyprint.document import Document

from certificates.press.errors import DoesNotFitError, PressError
from certificates.press.lock import LIBRARIES
from certificates.press.master import (
    FAMILIES,
    TEMPLATES,
    MasterTemplate,
    NoFetching,
    refuse_uncovered,
    refuse_uncovered_lines,
)
from certificates.press.readback import UnreadableError, hide_faces, page_objects, slot_texts
from certificates.press.route_a import refuse_missing_glyphs
from certificates.press.slots import fit_lines, read_slots

#: The letterhead that every document of version v1 is set on; another one is another version of all of them.
LETTERHEAD = TEMPLATES / "letterhead" / "v1"
FIRST, NEXT = "first", "next"


@dataclass(frozen=True)
class LetterContent:
    """What differs from letter to letter: the account, the mailing panel, the values beside the panel's labels."""

    account: str
    address: tuple[str, ...]
    figures: tuple[str, ...]

    def digest(self, face_digest: str) -> str:
        """SHA-256 (hex) of the letter on that body."""
        parts = (face_digest, self.account, "\n".join(self.address), "\n".join(self.figures))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class LetterTemplate(MasterTemplate[LetterContent]):
    """One version of a document with the frozen context of one notice. Made by `load_letter`.

    The context holds texts and lists of them, as JSON does; `labels` are those of the panel, and each letter brings as
    many figures.
    """

    width: ClassVar = 816
    height: ClassVar = 1056
    face_digest = ""
    faces: Sequence[str] = ()
    layers: Sequence[str] = ()

    def __init__(self, name: str, version: str, context: Mapping[str, Any]) -> None:
        super().__init__(name, version, LETTERHEAD / "slots.toml")
        self.context = context
        self.face_digest = context_digest(context)
        self.title = f"{context['title']}, {context['head']['issuer']}"
        for text in _texts(context):
            refuse_uncovered(text)
        pages = len(self.masters.pages)
        self.faces = (FIRST, *[NEXT] * (pages - 1))
        self.layers = tuple(f"/M{place} Do" for place in range(pages))

    def files(self) -> list[Path]:
        return [*super().files(), *sorted(LETTERHEAD.iterdir())]

    @cached_property
    def masters(self) -> Document:
        """The body laid out, without any holder's fields."""
        engine = Engine(dirs=[str(self.folder), str(LETTERHEAD)], autoescape=True)
        # The document's own file extends the letterhead's, so the two have different names.
        html = engine.get_template("document.html").render(
            Context(dict(self.context), use_l10n=False, use_tz=False)
        )
        sheet = (LETTERHEAD / "letter.css").read_text()
        families = ", ".join(f'"{family}"' for family in FAMILIES)
        style = CSS(string=sheet.replace("FAMILIES", families), font_config=self.font_config)
        return HTML(string=html, url_fetcher=NoFetching()).render(
            stylesheets=[style], font_config=self.font_config
        )

    def layer(self, place: int, content: LetterContent) -> str:
        del content
        return self.layers[place]

    def lines(self, content: LetterContent) -> dict[str, tuple[str, ...]]:
        if len(content.figures) != len(self.context["labels"]):
            raise PressError(
                f"Account {content.account}: {len(content.figures)} figures for {len(self.context['labels'])} labels."
            )
        refuse_uncovered_lines((*content.address, *content.figures, content.account))
        account = (f"Account {content.account}",) if content.account else ()
        return {"address": content.address, "figures": content.figures, FIRST: account, NEXT: account}

    def key(self, content: LetterContent) -> str:
        return content.account

    def content_digest(self, content: LetterContent) -> str:
        return content.digest(self.face_digest)

    def probes(self) -> list[LetterContent]:
        """Letters in many scripts and sizes, as many figures as the panel has labels."""
        addresses = (
            ("CEDE & CO", "55 WATER STREET", "NEW YORK NY 10041"),
            ("José Núñez Ibáñez", "Łukasz O’Brien-D'Arcy", "Nguyễn Thị Phương Thảo & Șerban Țepeș JT TEN"),
            tuple(
                f"TRUSTEE {number} UNDER AGREEMENT DATED 09/14/1987 FBO A. T. WAVY" for number in range(1, 9)
            ),
            ("محمد عبد الله الأحمد", "יעקב בן דוד (1990)", "राजेश कुमार शर्मा"),
            ("王小明 山本ヒロシ 김민수", "Иван Петров / Αλέξανδρος", "Ahmed Al-Rashid / أحمد الراشد"),
        )
        values = ("C0000000001", "17,890,739", "123,456,789,012.3456789", "$1,789.07", "0")
        count = len(self.context["labels"])
        return [
            LetterContent(f"C{place:010d}", address, (values[place % 5 :] + values[: place % 5])[:count])
            for place, address in enumerate(addresses)
        ]


def context_digest(context: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a frozen context in canonical form."""
    return hashlib.sha256(_canonical(context).encode()).hexdigest()


def load_letter(name: str, version: str, context: Mapping[str, Any]) -> LetterTemplate:
    """The document on its context, ready to press; kept per process, since a run presses many chunks of one body.

    Raises FileNotFoundError for an unknown version, UncoveredError where the context cannot be printed.
    """
    return _load(name, version, _canonical(context))


@lru_cache(maxsize=4)
def _load(name: str, version: str, canonical: str) -> LetterTemplate:
    with LIBRARIES:
        return LetterTemplate(name, version, json.loads(canonical))


def single_letter(name: str, version: str, context: Mapping[str, Any], content: LetterContent) -> bytes:
    """One letter that goes to one holder only: the same pages as a print file's, laid out by WeasyPrint alone."""
    with LIBRARIES:
        template = LetterTemplate(name, version, context)
        return plain(template, content)


def plain(template: LetterTemplate, content: LetterContent) -> bytes:
    """One letter as one document, the fields drawn over the body: what both routes must look like."""
    body, fields = template.masters, template.slot_document([content])
    for page, over in zip(body.pages, fields.pages, strict=True):
        page._page_box.children = (*page._page_box.children, *over._page_box.children)  # noqa: SLF001
    data: bytes = body.write_pdf()
    refuse_missing_glyphs(body)
    return data


def fit_letter_address(registration: Iterable[str], address: Iterable[str]) -> tuple[str, ...]:
    """The mailing panel: the whole registration over the address, or its first line where the window holds no more.

    Raises DoesNotFitError or UncoveredError: then the holder belongs on the exception list.
    """
    slot = read_address_slot()
    registration, address = list(registration), list(address)
    try:
        fitted = fit_lines(slot, [*registration, *address])
    except DoesNotFitError:
        fitted = fit_lines(slot, [*registration[:1], *address])
    refuse_uncovered_lines(fitted)
    return fitted


@lru_cache(maxsize=1)
def read_address_slot() -> Any:
    """The place of the mailing panel on the letterhead."""
    return read_slots(LETTERHEAD / "slots.toml").named("address")


def read_letters(data: bytes, pages: int) -> list[LetterContent]:
    """Every letter of a print file, in order, as another library reads it; `pages` is how many a letter has.

    Raises UnreadableError where pages are missing, or the pages of a letter bear different accounts.
    """
    slots = read_slots(LETTERHEAD / "slots.toml").texts
    with LIBRARIES, pypdfium2.PdfDocument(hide_faces(data)) as document:
        if len(document) % pages:
            raise UnreadableError(f"The file has {len(document)} pages, but a letter has {pages}.")
        return [_letter(document, slots, first, pages) for first in range(0, len(document), pages)]


def _letter(document: pypdfium2.PdfDocument, slots: Sequence[Any], first: int, pages: int) -> LetterContent:
    read: list[dict[str, tuple[str, ...]]] = []
    for place in range(pages):
        face = NEXT if place else FIRST
        page = document[first + place]
        read.append(slot_texts(page, page_objects(page), [slot for slot in slots if slot.face == face]))
        page.close()
    accounts = {lines for texts in read for name, lines in texts.items() if name in (FIRST, NEXT)}
    if len(accounts) != 1 or len(account := accounts.pop()) != 1:
        raise UnreadableError(f"The pages from {first + 1} on bear not one account: {sorted(accounts)!r}.")
    if not read[0]["address"]:
        raise UnreadableError(f"Page {first + 1} is not the first page of a letter: it bears no address.")
    return LetterContent(account[0].removeprefix("Account "), read[0]["address"], read[0]["figures"])


def _canonical(context: Mapping[str, Any]) -> str:
    return json.dumps(context, sort_keys=True, ensure_ascii=False)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
