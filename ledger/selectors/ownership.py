"""Persons and their groups: who counts with whom, what each was found to own, whose Rights are void and since when.

What a group's findings come to by the law of an instant is in `beneficial`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from ledger.enums import Act, ApprovalStatus, BatchKind, CaseStatus, Owned, Standing
from ledger.models import (
    Approval,
    Batch,
    BeneficialFinding,
    Entry,
    Person,
    PersonTie,
    Plan,
    PlanEvent,
    TriggerCase,
)
from ledger.rules.acquiring_person import (
    Holding,
    Tie,
    group_of,
    group_since,
)
from ledger.rules.course.answers import MAKE_A_FLIP_IN
from ledger.rules.dates import start_of
from ledger.selectors import plan_day
from rightsadmin.common import clock


def findings(plan: Plan, known_at: datetime | None = None) -> QuerySet[BeneficialFinding]:
    """The findings that count as known at an instant (default: now): neither a withdrawal nor withdrawn by then."""
    rows = BeneficialFinding.objects.filter(plan=plan, withdraws__isnull=True)
    if known_at is None:
        return rows.filter(withdrawn_by__isnull=True)
    return rows.filter(recorded_at__lte=known_at).exclude(withdrawn_by__recorded_at__lte=known_at)


def tie_rows(plan: Plan, known_at: datetime | None = None) -> QuerySet[PersonTie]:
    """The ties on record as known at an instant (default: now): those that no later row replaced by then."""
    rows = PersonTie.objects.filter(plan=plan)
    if known_at is None:
        return rows.filter(replaced_by__isnull=True)
    return rows.filter(recorded_at__lte=known_at).exclude(replaced_by__recorded_at__lte=known_at)


def ties(plan: Plan, known_at: datetime | None = None) -> tuple[Tie, ...]:
    """Every tie of the plan's persons with its days, as the rules take it."""
    told = tie_rows(plan, known_at).values_list("one__name", "other__name", "since", "until", "basis")
    return tuple(Tie(one, other, since, until, basis) for one, other, since, until, basis in told)


def became(plan: Plan, on: date) -> dict[str, datetime]:
    """Name -> the instant from which a confirmed Acquiring or Adverse Person made that person's Rights void, by `on`.

    The instant is that of the fact of the case: the announcement, the Board's declaration. Who joined the group later
    is of it from that day on; who has left it stays here, for its Rights were so owned (R32).
    """
    found: dict[str, datetime] = {}
    for members in _groups(plan, on):
        for name, instant in members.items():
            found[name] = min(found.get(name, instant), instant)
    return found


def void_with(plan: Plan, person: Person, on: date) -> set[str]:
    """The names of everybody whose Rights are void by the same confirmed persons as this one's, itself among them."""
    return {name for members in _groups(plan, on) if person.name in members for name in members}


def _groups(plan: Plan, on: date) -> list[dict[str, datetime]]:
    """For each confirmed case its person's group by the day: name -> the instant since when the Rights are void."""
    cases = TriggerCase.objects.filter(
        plan=plan, status=CaseStatus.CONFIRMED, prong__in=MAKE_A_FLIP_IN, person__isnull=False
    ).values_list("person__name", "event__occurred_at")
    tied = ties(plan) if cases else ()
    groups = []
    for head, at in cases:
        day = clock.new_york_date(at)
        members = group_since(str(head), tied, day, on)
        groups.append({name: at if since == day else start_of(since) for name, since in members.items()})
    return groups


def asked_of(plan: Plan, tied: Iterable[Tie], on: date) -> set[str]:
    """The names of those of whom, or of whose group by the day, a Trigger Case asks whether they became one."""
    heads = TriggerCase.objects.filter(
        plan=plan, status=CaseStatus.OPEN, prong__in=MAKE_A_FLIP_IN, person__isnull=False
    ).values_list("person__name", flat=True)
    return {name for head in heads for name in group_of(str(head), tied, on)}


def unfound(plan: Plan, on: date) -> list[str]:
    """The confirmed Acquiring and Adverse Persons of whom, and of whose group, no finding says by a day what is owned:
    whether any Rights are void by them is not known.
    """
    cases = TriggerCase.objects.filter(
        plan=plan, status=CaseStatus.CONFIRMED, prong__in=MAKE_A_FLIP_IN, person__isnull=False
    ).values_list("person__name", "event__effective_on")
    tied = ties(plan) if cases else ()
    found = (
        set(findings(plan).filter(as_of__lte=on).values_list("person__name", flat=True)) if cases else set()
    )
    groups = [(str(head), group_since(str(head), tied, day, on)) for head, day in cases]
    return sorted({head for head, group in groups if found.isdisjoint({head, *group})})


def is_void_in_the_ledger(plan: Plan, person: Person) -> bool:
    """Whether Rights were posted as void on what this person was found to own, and stand so; what is void in the same
    account by another's findings is not this person's (R32).
    """
    found = findings(plan).filter(person=person, account__isnull=False).select_related("person")
    return any(what_rests_on(finding) for finding in found)


def persons(plan: Plan) -> QuerySet[Person]:
    """Everybody outside whom the plan names, by name."""
    return Person.objects.filter(plan=plan).order_by("name", "pk")


def whose_rights_are_void(plan: Plan) -> QuerySet[Person]:
    """The confirmed Acquiring and Adverse Persons and those of their groups, by name."""
    return persons(plan).filter(name__in=became(plan, plan_day.today(plan)))


def announced(plan: Plan, person: Person | None = None) -> QuerySet[PlanEvent]:
    """The facts on record that name a person, those that were reversed beside them, the latest first."""
    rows = PlanEvent.objects.filter(plan=plan, person__isnull=False, reverses__isnull=True)
    if person:
        rows = rows.filter(person=person)
    return rows.select_related("person", "document", "reversed_by").order_by("-occurred_at", "-pk")


def on_record(plan: Plan, person: Person | None = None) -> QuerySet[BeneficialFinding]:
    """Every finding, withdrawn ones with their withdrawal beside them, the latest day first."""
    rows = BeneficialFinding.objects.filter(plan=plan, withdraws=None)
    if person:
        rows = rows.filter(person=person)
    return rows.select_related("person", "account", "document", "withdrawn_by").order_by("-as_of", "-pk")


def ties_on_record(plan: Plan, person: Person | None = None) -> QuerySet[PersonTie]:
    """The ties that stand, and those that ended or never were, by their first day."""
    rows = tie_rows(plan)
    if person:
        rows = rows.filter(Q(one=person) | Q(other=person))
    return rows.select_related("one", "other", "document").order_by("-since", "-pk")


def holdings(plan: Plan, on: date, known_at: datetime | None = None) -> list[Holding]:
    """What every person was last found to own by the day: in each account, and of what lies in none."""
    rows = (
        findings(plan, known_at)
        .filter(as_of__lte=on)
        .order_by("kind", "account_id", "person_id", "share_class", F("as_of").desc(), F("pk").desc())
        .distinct("kind", "account_id", "person_id", "share_class")
        .values_list(
            "person__name", "kind", "quantity", "reason", Coalesce("account__share_class", "share_class")
        )
    )
    return [
        Holding(str(name), kind, Fraction(quantity), str(reason), str(share_class))
        for name, kind, quantity, reason, share_class in rows
    ]


def what_rests_on(finding: BeneficialFinding) -> str:
    """What was posted on the finding and stands: "batch 7"; "" where nothing was, or all of it was reversed."""
    approved = Approval.objects.filter(
        plan=finding.plan_id,
        act__in=[Act.VOIDING, Act.TRANSFEREE],
        status=ApprovalStatus.APPROVED,
        payload__findings__contains=[finding.pk],
    ).values_list("act", "pk")
    sources = [f"{act}:{key}" for act, key in approved]
    batch = _standing(Batch.objects.filter(plan=finding.plan_id, source__in=sources))
    if batch is None and finding.kind == Owned.HELD:
        batch = _separation(finding)
    return f"batch {batch.number}" if batch else ""


def _separation(finding: BeneficialFinding) -> Batch | None:
    """The separation where it posted as void what was found until then of somebody whose Rights were."""
    separation = _standing(
        Batch.objects.filter(
            plan=finding.plan_id,
            kind=BatchKind.SEPARATION,
            recorded_at__gte=finding.recorded_at,
            entries__to_account__holder=finding.account_id,
            entries__to_account__standing=Standing.VOID,
        )
    )
    if separation is None or finding.person.name not in became(finding.plan, separation.effective_on):
        return None
    return separation


def _standing(batches: Iterable[Batch]) -> Batch | None:
    """The first of the batches of which an entry was not reversed."""
    return next(
        (each for each in batches if Entry.objects.filter(batch=each, reversed_by=None).exists()), None
    )
