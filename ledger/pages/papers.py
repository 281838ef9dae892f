"""Taking the paper of an act off its form: the one way from an upload to a source document."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from ledger.models import Plan, SourceDocument
from ledger.pages.fields import PAPER_FIELDS
from ledger.services.documents import record_document
from rightsadmin.common.actor import Actor
from rightsadmin.common.shells import FieldGroup

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
        actor=actor,
    )


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
