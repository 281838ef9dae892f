"""Plans: loaded whole from a plan file, amended term by term, pinned to a day for a replay."""

from datetime import date

from django.db import transaction

from ledger.enums import Act, PlanState, ResolutionKind
from ledger.errors import BadFile, Conflict, RuleViolation
from ledger.models import (
    DataQualityIssue,
    Director,
    Plan,
    Resolution,
    Signatory,
    SourceDocument,
)
from ledger.permissions import require_propose
from ledger.plan_files import BadPlanFile, PlanFile, read_plan_file
from ledger.services import audit, board, control_book, resolutions, signatories
from ledger.services.documents import record_document
from ledger.services.locks import lock_plan
from ledger.services.opening import open_question
from ledger.services.terms import Told, record_terms
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

LOADED = "the plan file"


def load_plan(*, content: bytes, actor: Actor) -> Plan:
    """The plan of a plan file with all it brings, in one transaction: documents, terms citing their sentences,
    directors, signatories, resolutions, control book, open questions.

    Its state is ADOPTED where the file holds an adopting resolution with its document (R2), DRAFT otherwise. Raises
    BadFile naming every place that is wrong, Conflict where a plan of that slug exists. Who may is asked where the
    draft of it is proposed and approved (`ledger.services.drafts`).
    """
    try:
        read = read_plan_file(content, today=clock.today())
    except BadPlanFile as error:
        raise BadFile(
            f"The plan file cannot be loaded. {' '.join(error.sentences)} Correct it and load it again.",
            where=error.path,
        ) from error
    if Plan.objects.filter(slug=read.slug).exists():
        raise Conflict(
            f"The plan {read.slug!r} is loaded already. Record amendments term by term instead.",
            next_act=Act.AMENDMENT,
        )
    with transaction.atomic():
        adopted = any(row.kind == ResolutionKind.ADOPTION for row in read.resolutions)
        plan = audit.stamp(
            Plan(
                slug=read.slug,
                name=read.name,
                agreement_date=read.agreement_date,
                state=PlanState.ADOPTED if adopted else PlanState.DRAFT,
                is_replay=read.pinned_on is not None,
                pinned_on=read.pinned_on,
                created_at=clock.now(),
            ),
            actor=actor,
        )
        plan.save()
        documents = {
            row.id: record_document(
                plan=plan,
                title=row.title,
                kind=row.kind,
                dated_on=row.dated_on,
                filed_on=row.filed_on,
                excerpt=row.excerpt,
                content=[row.text.encode()] if row.text else None,
                suffix=".txt",
                actor=actor,
            )
            for row in read.documents
        }
        _write_terms(plan, read, documents, actor)
        _write_people(plan, read, actor)
        _write_board(plan, read, documents, actor)
        _write_issues(plan, read, actor)
        audit.record(
            "plan.loaded",
            plan=plan,
            target=plan,
            after={"terms": len(read.terms), "issues": len(read.issues), "state": plan.state},
            actor=actor,
        )
        enqueue.on_commit("ledger.compute_deadlines", plan_id=plan.pk)
    return plan


def pin(*, plan: Plan, day: date | None, actor: Actor) -> Plan:
    """Takes `day` as the plan's today, for training or to reconstruct the past; None lets it follow the real day.

    What is recorded keeps its real instant. A replay may be moved back as well as forward, and stays a replay while it
    follows the real day; a plan is one from its loading, and RuleViolation refuses to pin a live one.
    """
    require_propose(actor, Act.PIN_DAY)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        before = plan.pinned_on
        if day and not plan.is_replay:
            raise RuleViolation(
                f"{plan} is a live plan: its today is the real day. A replay is loaded as one, with a day of its own."
            )
        if before != day:
            plan.pinned_on = day
            audit.stamp(plan, actor=actor, reason=f"pinned to {day}" if day else "unpinned").save(
                update_fields=["pinned_on"]
            )
            audit.record(
                "plan.pinned",
                plan=plan,
                target=plan,
                before={"pinned_on": before and before.isoformat()},
                after={"pinned_on": day and day.isoformat()},
                actor=actor,
            )
            enqueue.on_commit("ledger.compute_deadlines", plan_id=plan.pk)
    return plan


def _write_terms(plan: Plan, read: PlanFile, documents: dict[str, SourceDocument], actor: Actor) -> None:
    told = [
        Told(
            key=row.key,
            value=row.value,
            citation=row.citation,
            basis=row.basis,
            basis_reference=documents[row.document].title,
            document=documents[row.document],
            effective_on=row.effective_on,
        )
        for row in read.terms
    ]
    record_terms(plan=plan, told=told, actor=actor)


def _write_people(plan: Plan, read: PlanFile, actor: Actor) -> None:
    for director in read.directors:
        board.write(
            Director(
                plan=plan,
                name=director.name,
                joined_on=director.joined_on,
                left_on=director.left_on,
                evidence=director.evidence,
            ),
            reason=LOADED,
            actor=actor,
        )
    for signatory in read.signatories:
        signatories.write(
            Signatory(
                plan=plan,
                party=signatory.party,
                name=signatory.name,
                title=signatory.title,
                from_on=signatory.from_on,
                email=signatory.email,
            ),
            reason=LOADED,
            actor=actor,
        )


def _write_board(plan: Plan, read: PlanFile, documents: dict[str, SourceDocument], actor: Actor) -> None:
    for row in read.resolutions:
        resolutions.write(
            Resolution(
                plan=plan,
                number=row.number,
                kind=row.kind,
                adopted_at=row.adopted_at,
                effective_at=row.effective_at,
                text=row.text,
                document=documents[row.document],
                recorded_at=clock.now(),
            ),
            actor=actor,
        )
    for entry in read.control_book:
        figures = {
            "outstanding": entry.outstanding,
            "treasury": entry.treasury,
            "reserved": entry.reserved,
        }
        control_book.write(
            plan,
            entry.as_of,
            figures,
            entry.classes,
            document=documents[entry.document],
            reason=LOADED,
            actor=actor,
        )


def _write_issues(plan: Plan, read: PlanFile, actor: Actor) -> None:
    for row in read.issues:
        open_question(
            DataQualityIssue(
                plan=plan,
                code=row.code,
                title=row.title,
                inconsistency=row.inconsistency,
                default_until_resolved=row.default_until_resolved,
                severity=row.severity,
                holds=list(row.holds),
                term_keys=list(row.term_keys),
                closed_by=list(row.closed_by),
                candidates=list(row.candidates),
                opened_at=clock.now(),
            ),
            actor=actor,
        )
