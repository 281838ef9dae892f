"""Papers on pages: the one way from an upload to a source document, and the way back to it."""

from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from ledger.models import Plan, SourceDocument
from ledger.pages.fields import PAPER_FIELDS
from ledger.services.documents import record_document
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
