"""Registers of custody: lost holders and their searches, cancelled paper and its destruction, thefts and losses."""

from django.db.models import Q

from certificates.enums import StopKind
from certificates.models import (
    CancelledStore,
    DestructionBatch,
    DestructionWitness,
    LostHolder,
    ReturnedMail,
    Search,
    StopOrder,
    StopReport,
)
from certificates.selectors.examiner.registers import FETCH, Period, Rows, register

REPORTED = (StopKind.LOST, StopKind.STOLEN)


@register(
    "17ad-17-returned-mail",
    "Returned mail",
    "17Ad-17",
    "Mail that came back in the month or is open at its end: when it was mailed again, and how it ended.",
)
def _returned(period: Period) -> Rows:
    yield [
        "account", "certificate", "mailed on", "returned on", "reason", "mailed again on", "returned again on",
        "outcome", "closed on",
    ]  # fmt: skip
    rows = ReturnedMail.history.as_of(period.known_at).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=period.month.first),
        account__plan=period.plan,
        returned_on__lte=period.month.last,
    )
    for row in rows.select_related("account", "certificate").order_by("returned_on", "id").iterator(FETCH):
        yield [
            row.account.number,
            row.certificate.text if row.certificate_id else "",
            row.mailed_on,
            row.returned_on,
            row.reason,
            row.remailed_on,
            row.returned_again_on,
            row.get_outcome_display(),
            row.closed_on,
        ]


@register(
    "17ad-17-lost-holders",
    "Lost holders",
    "17Ad-17",
    "Holders who are lost, or were found in the month: since when and why, the exemption and its evidence.",
)
def _lost(period: Period) -> Rows:
    yield ["account", "lost on", "basis", "exemption", "evidence", "found on", "found because"]
    rows = LostHolder.history.as_of(period.known_at).filter(
        Q(found_on__isnull=True) | Q(found_on__gte=period.month.first),
        account__plan=period.plan,
        lost_on__lte=period.month.last,
    )
    for row in rows.select_related("account").order_by("account__number", "lost_on").iterator(FETCH):
        yield [
            row.account.number,
            row.lost_on,
            row.basis,
            row.get_exemption_display(),
            row.exemption_evidence,
            row.found_on,
            row.found_reason,
        ]


@register(
    "17ad-17-searches",
    "Searches for lost holders",
    "17Ad-17",
    "Searches done in the month, and those that are open: the window of each, the database and what it gave.",
)
def _searches(period: Period) -> Rows:
    yield [
        "account", "search", "from", "until", "overdue", "done on", "done by", "database", "result", "finding",
    ]  # fmt: skip
    rows = Search.history.as_of(period.known_at).filter(
        Q(done_on__isnull=True) | Q(done_on__gte=period.month.first),
        lost__account__plan=period.plan,
        lost__lost_on__lte=period.month.last,
    )
    ordered = rows.select_related("lost__account").order_by("lost__account__number", "which")
    for row in ordered.iterator(FETCH):
        yield [
            row.lost.account.number,
            row.which,
            row.from_on,
            row.until_on,
            "yes" if row.done_on is None and row.until_on < period.day else "no",
            row.done_on,
            row.done_by,
            row.database,
            row.get_result_display(),
            row.finding,
        ]


@register(
    "17ad-19-stored",
    "Cancelled certificates in store",
    "17Ad-19, 17Ad-12",
    "Every cancelled certificate put away by the instant of the pack: its box and place, and its destruction.",
)
def _stored(period: Period) -> Rows:
    yield ["certificate", "rights", "box", "location", "stored at", "stored by", "destruction"]
    rows = (
        CancelledStore.objects.filter(box__plan=period.plan, stored_at__lte=period.known_at)
        .select_related("certificate", "box")
        .order_by("certificate__number")
    )
    destroyed = dict(
        DestructionBatch.history.as_of(period.known_at)
        .filter(plan=period.plan, destroyed_at__isnull=False)
        .values_list("id", "number")
    )
    for row in rows.iterator(FETCH):
        yield [
            row.certificate.text,
            row.certificate.quantity,
            row.box.label,
            row.box.location,
            row.stored_at,
            row.stored_by,
            destroyed.get(row.box.destruction_id, ""),
        ]


@register(
    "17ad-19-destroyed",
    "Certificates destroyed",
    "17Ad-19",
    "Destructions carried out in the month, by the instants recorded: method, place, the digest of the numbers, the "
    "approval and both witnesses.",
)
def _destroyed(period: Period) -> Rows:
    yield [
        "destruction", "destroyed at", "certificates", "rights", "method", "place", "sha256 of the numbers",
        "proposed by", "approved by", "witnesses",
    ]  # fmt: skip
    first, end = period.instants
    rows = DestructionBatch.objects.filter(plan=period.plan, destroyed_at__gte=first, destroyed_at__lt=end)
    for row in rows.select_related("approval").order_by("number"):
        witnesses = DestructionWitness.objects.filter(batch=row).order_by("pk")
        yield [
            row.number,
            row.destroyed_at,
            row.certificates,
            row.rights,
            row.method,
            row.place,
            row.numbers_sha256,
            row.proposed_by_name,
            row.approval.decided_by_name if row.approval else "",
            "; ".join(f"{witness.name}: {witness.statement}" for witness in witnesses),
        ]


@register(
    "17f-1-losses",
    "Certificates lost and stolen",
    "17f-1",
    "Certificates reported lost or stolen that were stopped in the month or are so still, with every report that went "
    "out on form X-17F-1A and the day it was due.",
)
def _losses(period: Period) -> Rows:
    yield [
        "certificate", "rights", "kind", "from", "authority", "lifted at", "report", "due on", "sent on", "late",
        "reference",
    ]  # fmt: skip
    rows = StopOrder.history.as_of(period.known_at).filter(
        Q(lifted_at__isnull=True) | Q(lifted_at__gte=period.instants[0]),
        certificate__plan=period.plan,
        kind__in=REPORTED,
        from_on__lte=period.month.last,
    )
    reports: dict[int, list[StopReport]] = {}
    told = StopReport.objects.filter(
        stop__certificate__plan=period.plan, recorded_at__lte=period.known_at
    ).order_by("pk")
    for report in told:
        reports.setdefault(report.stop_id, []).append(report)
    for row in rows.select_related("certificate").order_by("certificate__number", "id").iterator(FETCH):
        about = [
            row.certificate.text,
            row.certificate.quantity,
            row.get_kind_display(),
            row.from_on,
            row.authority,
            row.lifted_at,
        ]
        for report in reports.get(row.id, []):
            yield [
                *about,
                report.get_kind_display(),
                report.due_on,
                report.sent_on,
                "yes" if report.sent_on > report.due_on else "no",
                report.reference,
            ]
        if row.id not in reports:
            yield [*about, "none yet", "", "", "", ""]
