"""Papers on pages: the one way from an upload to a source document, and the way back to it."""

from contextlib import closing
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from ledger.errors import BackOfficeError
from ledger.models import Plan, SourceDocument
from ledger.pages.fields import PAPER_FIELDS
from ledger.plan_files import papers
from ledger.services.documents import record_document
from ledger.services.stored import checked
from rightsadmin.common.actor import Actor
from rightsadmin.common.shells import Fact, FieldGroup

SUFFIXES = (".pdf", ".txt", ".png", ".jpg", ".tif", ".docx", ".eml")
PAPER_GROUP = FieldGroup(
    title="The paper it rests on", help="Nothing without its paper.", fields=PAPER_FIELDS
)


def paper(
    upload: UploadedFile | None,
    *,
    plan: Plan,
    title: str,
    kind: str,
    dated_on: date,
    excerpt: str = "",
    actor: Actor,
) -> SourceDocument:
    """Records a paper as told, with the file where one came."""
    return record_document(
        plan=plan,
        title=title,
        kind=kind,
        dated_on=dated_on,
        excerpt=excerpt,
        content=upload.chunks() if upload else None,
        suffix=_suffix(upload),
        actor=actor,
    )


def _suffix(upload: UploadedFile | None) -> str:
    """The ending of the file's name where it is one that is known, so that the paper opens as what it is."""
    ending = PurePath(upload.name or "").suffix.lower() if upload else ""
    return ending if ending in SUFFIXES else ""


def paper_fact(plan: Plan, label: str, document: SourceDocument | None, hint: str = "") -> Fact:
    """A paper by its title, with the way to it."""
    if document is None:
        return Fact(label=label, value="None on file", hint=hint)
    url = reverse("ledger:paper", args=[plan.slug, document.pk])
    return Fact(label=label, value=document.title, hint=hint, url=url)


def kept_text(document: SourceDocument) -> str:
    """The text of a kept paper, checked against its hash; "" where it is not kept as text, or cannot be read now."""
    if not document.has_text:
        return ""
    try:
        with closing(checked(document, f"“{document.title}”")) as file:
            return papers.text_of(file.read())
    except BackOfficeError:
        return ""


class Places:
    """Where words stand in kept papers; each paper is read once."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def of(self, document: SourceDocument | None, words: str, plan: Plan) -> tuple[str, str] | None:
        """The place in words, and the page that shows the words there; None where they do not stand in it."""
        if document is None:
            return None
        if document.pk not in self._texts:
            self._texts[document.pk] = kept_text(document)
        text = self._texts[document.pk]
        found = papers.numbers(text, words) if text else None
        if found is None:
            return None
        url = reverse("ledger:paper-law", args=[plan.slug, document.pk])
        return papers.place(text, words), f"{url}#s{found[0]}"


def paper_of(cleaned: dict[str, Any], *, plan: Plan, excerpt: str = "", actor: Actor) -> SourceDocument:
    """Records the paper that a PaperForm names."""
    return paper(
        cleaned["paper_file"],
        plan=plan,
        title=cleaned["paper_title"],
        kind=cleaned["paper_kind"],
        dated_on=cleaned["paper_dated_on"],
        excerpt=excerpt,
        actor=actor,
    )
