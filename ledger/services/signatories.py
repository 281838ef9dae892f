"""Who may sign for the company, its counsel and the agent: the register with its evidence (sections 5 and 20, R7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import IncumbencyCertificate, Plan, Signatory, SourceDocument
from ledger.permissions import require_propose
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


@dataclass(frozen=True)
class Named:
    """Somebody an incumbency certificate names; `specimen` is the paper with his signature, None where none came."""

    name: str
    title: str
    specimen: SourceDocument | None = None


def record_incumbency(
    *,
    plan: Plan,
    document: SourceDocument,
    dated_on: date,
    certified_by: str,
    certified_by_title: str,
    from_on: date,
    until_on: date | None = None,
    party: str = Signatory.Party.ISSUER,
    named: Sequence[Named],
    actor: Actor,
) -> IncumbencyCertificate:
    """The certificate, and each person it names in the register of signatories with it as evidence.

    Somebody in office under the same name and title keeps his days; one whose title changed leaves the old office the
    day before. RuleViolation where it names nobody or one person twice, its days are out of order, or a paper is of
    another plan.
    """
    require_propose(actor, Act.INSTRUCTION)
    if (
        not named
        or not certified_by.strip()
        or any(not row.name.strip() or not row.title.strip() for row in named)
    ):
        raise RuleViolation("Name who certifies, and at least one officer with his title.")
    if len({row.name.casefold() for row in named}) != len(named):
        raise RuleViolation("The certificate names one person twice: give each officer once, with one title.")
    if until_on is not None and until_on < from_on:
        raise RuleViolation("The certificate ends before it begins.")
    papers = [document, *(row.specimen for row in named if row.specimen)]
    if foreign := next((paper for paper in papers if paper.plan_id != plan.pk), None):
        raise RuleViolation(f"“{foreign.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        certificate = IncumbencyCertificate.objects.create(
            plan=plan,
            document=document,
            dated_on=dated_on,
            certified_by=certified_by.strip(),
            certified_by_title=certified_by_title.strip(),
            from_on=from_on,
            until_on=until_on,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        for row in named:
            _enter(certificate, party, row, actor)
        audit.record(
            "signatory.changed",
            plan=plan,
            target=certificate,
            after={row.name: row.title for row in named},
            actor=actor,
        )
    return certificate


def _enter(certificate: IncumbencyCertificate, party: str, row: Named, actor: Actor) -> None:
    held = (
        in_office(certificate.plan, certificate.from_on)
        .filter(party=party, name__iexact=row.name.strip())
        .order_by("-from_on", "-pk")
        .first()
    )
    if held is not None and held.title.casefold() != row.title.strip().casefold():
        if held.from_on == certificate.from_on:
            raise RuleViolation(
                f"{held} took office on {held.from_on} too: two titles cannot begin on one day."
            )
        _end(held, certificate.from_on - timedelta(days=1), str(certificate), actor)
        held = None
    signatory = held or Signatory(
        plan=certificate.plan,
        party=party,
        name=row.name.strip(),
        title=row.title.strip(),
        from_on=certificate.from_on,
    )
    signatory.incumbency = certificate
    signatory.specimen = row.specimen or signatory.specimen
    write(signatory, reason=str(certificate), actor=actor)


def end_office(*, signatory: Signatory, until_on: date, reason: str, actor: Actor) -> None:
    """The last day of a signatory's power. RuleViolation before its first day, without a reason, or where it ended."""
    require_propose(actor, Act.INSTRUCTION)
    if not reason.strip():
        raise RuleViolation("Say why the power ends, and which paper says so.")
    with transaction.atomic():
        lock_plan(signatory.plan_id)
        signatory = Signatory.objects.select_related("plan").get(pk=signatory.pk)
        if signatory.until_on is not None:
            raise RuleViolation(f"The power of {signatory} ended on {signatory.until_on} already.")
        if until_on < signatory.from_on:
            raise RuleViolation(
                f"{signatory} took office on {signatory.from_on}: the power cannot end before."
            )
        _end(signatory, until_on, reason, actor)
        audit.record(
            "signatory.changed",
            plan=signatory.plan,
            target=signatory,
            reason=reason,
            after={"until_on": until_on.isoformat()},
            actor=actor,
        )


def end_all(*, plan: Plan, party: str, last_day: date, reason: str, actor: Actor) -> list[Signatory]:
    """Ends the power of everybody of a party who is in office on `last_day`. A step of another act, which checks who
    may do it.
    """
    ended = list(in_office(plan, last_day).filter(party=party))
    for signatory in ended:
        _end(signatory, last_day, reason, actor)
    return ended


def in_office(plan: Plan, on: date) -> QuerySet[Signatory]:
    """The signatories of the plan whose power holds on that day."""
    return Signatory.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), plan=plan, from_on__lte=on
    )


def _end(signatory: Signatory, until_on: date, reason: str, actor: Actor) -> None:
    signatory.until_on = until_on
    write(signatory, reason=reason, actor=actor)


def write(signatory: Signatory, *, reason: str, actor: Actor) -> None:
    """Keeps the signatory as told, in its history; the caller has checked the act and audits it."""
    audit.stamp(signatory, actor=actor, reason=reason).save()
