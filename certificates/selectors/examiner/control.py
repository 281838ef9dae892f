"""Registers of control: differences and their age, proofs, approvals, the trail, who may do what."""

from collections.abc import Iterator

from django.db.models import Q

from certificates.selectors.examiner.registers import FETCH, Period, Rows, register
from ledger.enums import Act
from ledger.models import Approval, AuditEvent, Break, PlanTerm, ReconciliationRun, Signatory
from ledger.permissions import MATRIX
from ledger.rules.reconciliation import age


@register(
    "17ad-10-differences",
    "Record differences",
    "17Ad-9, 17Ad-10",
    "The breaks of the daily proof that were found or closed in the month or stand at its end: both sides, age, owner.",
)
def _differences(period: Period) -> Rows:
    yield [
        "identity", "key", "left", "right", "difference", "measure", "found on", "days", "business days", "owner",
        "status", "explanation", "closed on", "closed because",
    ]  # fmt: skip
    for row in _breaks(period):
        grown = age(row.found_on, row.closed_on or period.day, period.calendar)
        yield [
            row.title,
            row.key,
            row.left,
            row.right,
            row.difference,
            row.measure,
            row.found_on,
            grown.days,
            grown.business_days,
            row.owner_name,
            row.get_status_display(),
            row.explanation,
            row.closed_on,
            row.closed_reason,
        ]


@register(
    "17ad-11-aged",
    "Aged record differences",
    "17Ad-11",
    "Differences that stand at the end of the month for longer than thirty calendar days, with their value in dollars "
    "or why there is none.",
)
def _aged(period: Period) -> Rows:
    yield [
        "identity",
        "key",
        "difference",
        "measure",
        "value",
        "valued by",
        "found on",
        "days",
        "owner",
        "explanation",
    ]
    for row in _breaks(period):
        grown = age(row.found_on, period.day, period.calendar)
        if grown.is_aged and (row.closed_on is None or row.closed_on > period.day):
            yield [
                row.title,
                row.key,
                row.difference,
                row.measure,
                row.value,
                row.value_basis,
                row.found_on,
                grown.days,
                row.owner_name,
                row.explanation,
            ]


@register(
    "17ad-13-proofs",
    "Daily proofs",
    "17Ad-13, operations section 3",
    "Each proof of the identities as of a day of the month, with its digest.",
)
def _proofs(period: Period) -> Rows:
    yield ["as of", "known at", "identities", "that differ", "digest", "made by"]
    rows = ReconciliationRun.objects.filter(
        plan=period.plan,
        as_of__range=(period.month.first, period.month.last),
        known_at__lte=period.known_at,
    )
    for row in rows.order_by("known_at", "pk").iterator(FETCH):
        yield [row.as_of, row.known_at, len(row.identities), row.differing, row.digest, row.made_by]


@register(
    "17ad-13-approvals",
    "Approvals",
    "17Ad-13",
    "Every act proposed or decided in the month: maker, checker, the digest both agreed on. By the instants recorded, "
    "as is the audit trail: a plan that is replayed has its acts in the month in which they were done.",
)
def _approvals(period: Period) -> Rows:
    yield [
        "act", "subject", "maker", "proposed at", "checker", "decided at", "status", "reason", "legal basis", "digest",
    ]  # fmt: skip
    first, end = period.instants
    rows = Approval.objects.filter(
        Q(proposed_at__gte=first, proposed_at__lt=end) | Q(decided_at__gte=first, decided_at__lt=end),
        plan=period.plan,
    )
    for row in rows.order_by("proposed_at", "pk").iterator(FETCH):
        # A decision that was not known yet is left out, so that a pack made again is the same pack.
        decided = row.decided_at is not None and row.decided_at <= period.known_at
        yield [
            row.get_act_display(),
            row.subject,
            row.proposed_by_name,
            row.proposed_at,
            row.decided_by_name if decided else "",
            row.decided_at if decided else None,
            row.get_status_display() if decided else "Waits for a second person",
            row.decision_reason if decided else "",
            row.legal_basis,
            row.digest,
        ]


@register(
    "17ad-13-audit",
    "Audit trail",
    "17Ad-13",
    "Every act of the month on this plan: who, in which roles, what, why. By the instants recorded.",
)
def _audit(period: Period) -> Rows:
    yield ["at", "who", "roles", "did", "what", "reason", "one act"]
    first, end = period.instants
    rows = AuditEvent.objects.filter(plan=period.plan, at__gte=first, at__lt=end)
    for row in rows.order_by("at", "pk").iterator(FETCH):
        yield [
            row.at,
            row.actor_name,
            row.actor_roles,
            row.verb,
            row.object_label,
            row.reason,
            str(row.action),
        ]


@register(
    "17ad-13-segregation",
    "Who may do what",
    "17Ad-13",
    "The matrix of acts and roles. The same person never makes and checks: the database refuses it.",
)
def _segregation(_: Period) -> Rows:
    yield ["act", "may propose or do", "may be the second person"]
    for act, powers in MATRIX.items():
        yield [
            Act(act).label,
            ", ".join(sorted(powers.propose)),
            ", ".join(sorted(powers.approve)) or "none asked",
        ]


@register(
    "17ad-6-appointments",
    "Appointments",
    "17Ad-6(a), 17Ad-16",
    "The Rights Agents of the plan in their order with the paper that appoints each, and who signs for the agent.",
)
def _appointments(period: Period) -> Rows:
    yield ["what", "name", "from", "until", "rests on", "paper", "recorded at", "recorded by"]
    terms = PlanTerm.objects.filter(
        plan=period.plan,
        key="agent.name",
        effective_on__lte=period.month.last,
        recorded_at__lte=period.known_at,
    )
    for row in terms.select_related("document").order_by("effective_on", "recorded_at"):
        paper = row.document.title if row.document else ""
        yield [
            "Rights Agent", row.value, row.effective_on, None, row.citation, paper, row.recorded_at, row.recorded_by
        ]  # fmt: skip
    signatories = Signatory.history.as_of(period.known_at).filter(
        plan=period.plan, party=Signatory.Party.AGENT, from_on__lte=period.month.last
    )
    for row in signatories.order_by("from_on", "id"):
        yield ["signatory", f"{row.name}, {row.title}", row.from_on, row.until_on, "", "", None, ""]


def _breaks(period: Period) -> Iterator[Break]:
    rows = Break.history.as_of(period.known_at).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=period.month.first),
        plan=period.plan,
        found_on__lte=period.month.last,
    )
    found: Iterator[Break] = rows.order_by("found_on", "id").iterator(FETCH)
    return found
