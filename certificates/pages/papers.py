"""Taking a paper off a form that offers those on file."""

from typing import Any

from certificates.pages.paper_fields import paper_fields
from ledger.models import Plan, SourceDocument
from ledger.services.documents import record_document
from rightsadmin.common.actor import Actor


def paper_told(
    cleaned: dict[str, Any], name: str, *, plan: Plan, kind: str, actor: Actor
) -> SourceDocument | None:
    """The paper that the fields name: a new one is recorded, one on file is taken; None where there is none."""
    titled, dated, filed = paper_fields(name)
    if not cleaned.get(titled):
        return cleaned.get(name)
    upload = cleaned[filed]
    return record_document(
        plan=plan,
        title=cleaned[titled],
        kind=kind,
        dated_on=cleaned[dated],
        content=upload.chunks() if upload else None,
        actor=actor,
    )
