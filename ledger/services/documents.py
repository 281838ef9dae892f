"""Source documents: the papers every term, fact and act rests on."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ledger.errors import RuleViolation
from ledger.models import Plan, SourceDocument
from ledger.services import audit
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor


def record_document(
    *,
    plan: Plan,
    title: str,
    kind: str,
    dated_on: date,
    filed_on: date | None = None,
    excerpt: str = "",
    content: Iterable[bytes] | None = None,
    suffix: str = "",
    stored: storage.Stored | None = None,
    actor: Actor,
) -> SourceDocument:
    """A source document with the date it bears (R64 keeps event, filing and document dates apart).

    `content`, where given, is stored by its hash; `stored` is what lies in the store already. RuleViolation where the
    title is empty.
    """
    if not title.strip():
        raise RuleViolation("Name the document: its title is empty.")
    if content is not None:
        stored = storage.store(content, folder="documents", suffix=suffix)
    with transaction.atomic():
        document = SourceDocument.objects.create(
            plan=plan,
            title=title.strip()[:200],
            kind=kind,
            dated_on=dated_on,
            filed_on=filed_on,
            excerpt=excerpt,
            storage_name=stored.name if stored else "",
            sha256=stored.sha256 if stored else "",
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        audit.record("document.recorded", plan=plan, target=document, actor=actor)
    return document
