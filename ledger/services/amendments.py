"""Amendments: a Board resolution with its papers and a set of changed terms, carried by a second person (R54-R57)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from django.db import transaction

from ledger.enums import Act, Basis, EventKind, ResolutionKind
from ledger.errors import Held, RuleViolation
from ledger.models import Amendment, Approval, Plan, Resolution, SourceDocument
from ledger.rules import amendments as rules
from ledger.rules.course.existing_holders import Answer
from ledger.rules.course.record import named
from ledger.rules.dates import date_text, start_of
from ledger.rules.exact import exact_text
from ledger.rules.facts import BadInput
from ledger.selectors import adjustments, counsels_word, standing, term_changes
from ledger.selectors.terms import terms_as_of
from ledger.services import approvals, audit, counsel, deadlines, events
from ledger.services.findings import require, require_none_against
from ledger.services.locks import lock_plan
from ledger.services.terms import record_term
from ledger.terms import REGISTRY, checked, in_one_line
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


@dataclass(frozen=True)
class TermChange:
    """What a term becomes, and the sentence of the amendment that says so."""

    key: str
    value: Any
    citation: str


def propose(
    *,
    resolution: Resolution,
    title: str,
    changes: Sequence[TermChange],
    effective_on: date,
    document: SourceDocument,
    certificate: SourceDocument,
    existing_holders: Mapping[str, str] | None = None,
    actor: Actor,
) -> Approval:
    """Proposes the amendment that the resolution adopted: `document` is the amendment signed by the Rights Agent,
    `certificate` the officer's certificate of compliance (section 27). `existing_holders` says of each person on record
    whom lowered percentages would reach whether it is caught from the amendment on, or kept at what it holds.

    RuleViolation where the resolution is none of amendment, a change is of a figure that only an Adjustment changes
    now, has not its term's shape, changes nothing, or is back-dated, and where R54 to R57 forbid it; Held where a
    question holds it. Where only some amendments may be made, it waits for counsel's word (`counsel.give_word`) before
    the second person's.
    """
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        payload = _payload(
            plan, resolution, title, changes, effective_on, document, certificate, existing_holders or {}
        )
        return approvals.propose(
            plan=plan,
            act=Act.AMENDMENT,
            subject=f"Amend the terms: {title}",
            target_type="resolution",
            target_id=resolution.pk,
            payload=payload,
            legal_basis=f"Resolution {resolution.number}; {document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )


def _payload(
    plan: Plan,
    resolution: Resolution,
    title: str,
    changes: Sequence[TermChange],
    effective_on: date,
    document: SourceDocument,
    certificate: SourceDocument,
    existing_holders: Mapping[str, str],
) -> dict[str, Any]:
    if resolution.kind != ResolutionKind.AMENDMENT:
        raise RuleViolation(f"{resolution} adopts no amendment.", rule="R54")
    if foreign := next((paper for paper in (document, certificate) if paper.plan_id != plan.pk), None):
        raise RuleViolation(f"“{foreign.title}” is a paper of another plan.")
    if _is_one_paper(document, certificate):
        raise RuleViolation(
            "The signed amendment and the officer's certificate of compliance are two papers: give each its own."
        )
    require_none_against(rules.back_dated_findings(effective_on, resolution.effective_at))
    if not changes:
        raise RuleViolation("Name at least one term that changes, with the sentence that changes it.")
    at = _instant(resolution, effective_on)
    _require_power(plan, resolution, changes, at)
    rows = before_and_after(plan, changes, effective_on)
    return {
        "resolution": resolution.number,
        "title": title,
        "counsels_word": counsels_word.asked_for(resolution, at),
        "effective_on": effective_on.isoformat(),
        "effective_at": at.isoformat(),
        "document": document.pk,
        "certificate": certificate.pk,
        "changes": rows,
        "existing_holders": _answered(plan, changes, at, existing_holders),
    }


def _is_one_paper(one: SourceDocument, other: SourceDocument) -> bool:
    """Whether two papers are one by their row, their file, or their title and day."""
    is_one_file = bool(one.sha256) and one.sha256 == other.sha256
    return one.pk == other.pk or is_one_file or (one.title, one.dated_on) == (other.title, other.dated_on)


def _instant(resolution: Resolution, effective_on: date) -> datetime:
    """When the amendment takes effect: with the Board's own act on its day, else at the start of the later day."""
    same_day = clock.new_york_date(resolution.effective_at) == effective_on
    return resolution.effective_at if same_day else start_of(effective_on)


def _answered(
    plan: Plan, changes: Sequence[TermChange], at: datetime, answers: Mapping[str, str]
) -> dict[str, str]:
    """What becomes of each person on record whom the amended terms would reach; Held where it is not said."""
    reached = term_changes.reached(plan, {change.key: change.value for change in changes}, at)
    if wrong := [name for name, answer in answers.items() if answer not in get_args(Answer)]:
        raise RuleViolation(f"Say of {wrong[0]} whether it is caught or kept.", where="existing_holders")
    given = {named(name): answer for name, answer in answers.items()}
    unsaid = [holder for holder in reached if named(holder.person) not in given]
    if unsaid:
        persons = "; ".join(f"{row.person}, announced to hold {exact_text(row.pct)}%" for row in unsaid)
        raise Held(
            f"The amended terms reach persons on record: {persons}. Say of each whether the amendment catches it or "
            "lets it keep what it holds, or give it a percentage of its own.",
            rule="R12",
            next_act=Act.AMENDMENT,
        )
    return {holder.person: given[named(holder.person)] for holder in reached}


def changes_redemption_period(plan: Plan, changes: Sequence[TermChange], on: date) -> bool:
    """Whether one of the changes moves how long the Rights may be redeemed: the window, or the days between the
    announcement and the separation (R47, R56); a percentage alone does not.
    """
    in_force = terms_as_of(plan, on)
    for change in changes:
        before = in_force[change.key].value if change.key in in_force else None
        if change.key == "redemption.window" and change.value != before:
            return True
        if change.key == "distribution.stock_acquisition" and _days(change.value) != _days(before):
            return True
    return False


def _days(value: Any) -> list[Any]:
    told = value if isinstance(value, Mapping) else {}
    return [told.get(name) for name in ("n", "unit", "extendable")]


def before_and_after(plan: Plan, changes: Sequence[TermChange], on: date) -> list[dict[str, Any]]:
    """Each change with the value it replaces; RuleViolation for one that the terms do not allow."""
    in_force = terms_as_of(plan, on)
    rows = []
    for change in changes:
        label = REGISTRY[change.key].label if change.key in REGISTRY else change.key
        if why := adjustments.why_not_amendable(plan, change.key, on):
            raise RuleViolation(why, rule="R5", next_act=Act.ADJUSTMENT)
        try:
            checked(change.key, change.value, "value")
        except BadInput as error:
            raise RuleViolation(f"{label}: {error}.", where=error.path) from error
        before = in_force[change.key].value if change.key in in_force else None
        if before == change.value:
            told = in_one_line(change.key, before)
            raise RuleViolation(f"“{label}” is that already ({told}): this changes nothing.")
        if not change.citation.strip():
            raise RuleViolation(f"Cite the sentence that changes “{label}”.", rule="R9")
        rows.append({"key": change.key, "before": before, "after": change.value, "citation": change.citation})
    return rows


def _require_power(plan: Plan, resolution: Resolution, changes: Sequence[TermChange], at: datetime) -> None:
    """The rules asked again with what the amendment in fact changes, as the Board's day had it and as the instant of
    its effect has it; what only counsel's word is lacking for waits for that.
    """
    amendment = rules.Amendment(
        resolution.data.get("changes_redemption_period") is True
        or changes_redemption_period(plan, changes, clock.new_york_date(resolution.adopted_at))
    )
    require(standing.of(plan, resolution.adopted_at, without=resolution).amendment(amendment))
    if at > resolution.adopted_at:
        found = standing.of(plan, at, without=resolution).effective_amendment(amendment, None)
        against = [row for row in found.findings if row.next_act != Act.COUNSELS_WORD]
        require_none_against(against, citation=found.citation)


@approvals.on_approval(Act.AMENDMENT)
def _record(approval: Approval, actor: Actor) -> None:
    plan, told = lock_plan(approval.plan_id), approval.payload
    resolution = Resolution.objects.get(pk=approval.target_id)
    papers = SourceDocument.objects.in_bulk([told["document"], told["certificate"]])
    document, certificate = papers[told["document"]], papers[told["certificate"]]
    changes = [TermChange(row["key"], row["after"], row["citation"]) for row in told["changes"]]
    effective_on = date.fromisoformat(told["effective_on"])
    payload = _payload(
        plan,
        resolution,
        told["title"],
        changes,
        effective_on,
        document,
        certificate,
        told["existing_holders"],
    )
    approvals.require_unchanged(approval, payload)
    word = counsel.require_category(approval, actor)
    at = datetime.fromisoformat(told["effective_at"])
    record(
        plan=plan,
        title=told["title"],
        category=word.category if word else "",
        changes=told["changes"],
        effective_on=effective_on,
        effective_at=at,
        document=document,
        certificate=certificate,
        resolution=resolution,
        approval=approval,
        actor=actor,
    )
    _write_answers(plan, resolution, told["existing_holders"], at, document, actor)
    deadlines.bring_to_date(plan=plan, actor=actor)


def _write_answers(
    plan: Plan,
    resolution: Resolution,
    answers: Mapping[str, str],
    at: datetime,
    document: SourceDocument,
    actor: Actor,
) -> None:
    for name, answer in answers.items():
        caught = answer == "caught"
        events.write(
            plan=plan,
            kind=EventKind.HOLDER_CAUGHT if caught else EventKind.PERSON_RELEASED,
            occurred_at=at,
            document=document,
            data={"at": at.isoformat()} | ({} if caught else {"why": "kept"}),
            person=events.record_person(plan=plan, name=name, actor=actor),
            resolution=resolution,
            memo=str(resolution),
            actor=actor,
        )


def record(
    *,
    plan: Plan,
    title: str,
    category: str,
    changes: Sequence[dict[str, Any]],
    effective_on: date,
    effective_at: datetime | None = None,
    document: SourceDocument,
    certificate: SourceDocument | None = None,
    resolution: Resolution | None = None,
    approval: Approval | None = None,
    note: str = "",
    actor: Actor,
) -> Amendment:
    """The amendment's record and its terms. A step of `propose`'s carrier and of loading a plan's known history: who
    may amend is theirs to check, and to bring the deadlines to date.
    """
    amendment = Amendment.objects.create(
        plan=plan,
        number=plan.amendments.count() + 1,
        title=title[:200],
        category=category,
        changes=list(changes),
        note=note,
        effective_on=effective_on,
        document=document,
        certificate=certificate,
        resolution=resolution,
        approval=approval,
        recorded_at=clock.now(),
        recorded_by=actor.name,
    )
    for row in changes:
        record_term(
            plan=plan,
            key=row["key"],
            value=row["after"],
            citation=row["citation"],
            basis=Basis.AMENDMENT,
            basis_reference=str(amendment),
            document=document,
            effective_on=effective_on,
            effective_at=effective_at,
            actor=actor,
        )
    audit.record(
        "amendment.recorded", plan=plan, target=amendment, reason=note, after=list(changes), actor=actor
    )
    return amendment
