"""What stands against a certificate that is presented: its own stops, and the holds on its account."""

from django.db.models import Sum

from certificates.enums import CertificateState, ReportKind, StopKind
from certificates.models import Certificate, StopOrder
from certificates.rules.lifecycle import OUTSTANDING
from certificates.rules.loss_reports import DueReport, due_reports
from certificates.selectors import voided
from ledger.models import Hold
from ledger.selectors import calendars, holders, plan_day, terms
from rightsadmin.common import formatting

# An account without a good address may still send its certificates in.
AGAINST_THE_ACCOUNT = (Hold.Kind.STOP, Hold.Kind.DECEASED, Hold.Kind.ADVERSE_CLAIM, Hold.Kind.SUSPECT)


def in_force(certificate: Certificate) -> StopOrder | None:
    """The stop on the certificate that is not lifted; there is one at most."""
    return StopOrder.objects.filter(certificate=certificate, lifted_at__isnull=True).first()


def state_beneath(certificate: Certificate) -> str:
    """The state of the certificate without the stop that came of its void part: what it is presented as."""
    stop = in_force(certificate) if certificate.state == CertificateState.STOPPED else None
    return stop.state_before if stop and stop.kind == StopKind.VOID else str(certificate.state)


def against(certificate: Certificate, *, presented: int | None = None) -> list[str]:
    """The sentences of every stop against doing anything with the certificate now; none where nothing stands.

    `presented` are the Rights of its account that are presented together with it, itself included (None: its own):
    a hold for a quantity stands where fewer would be left than it holds.
    """
    return [*_of_certificate(certificate), *of_account(certificate, presented or certificate.quantity)]


def reports_owed(stop: StopOrder) -> tuple[DueReport, ...]:
    """The reports that 17f-1 asks for this stop, by the plan's calendar; those that were sent are among them."""
    plan = stop.certificate.plan
    found = terms.distribution_terms(plan, plan_day.today(plan))
    return due_reports(
        stop.kind,
        stop.from_on,
        ended_on=stop.lifted_on,
        is_loss_reported=any(report.kind == ReportKind.LOSS for report in stop.reports.all()),
        calendar=calendars.snapshot(found.business_day),
    )


def form_of_loss(stop: StopOrder) -> list[tuple[str, str]]:
    """What form X-17F-1A says of the stop: (field, words), in the order of the form (17f-1)."""
    certificate = stop.certificate
    plan = certificate.plan
    on = plan_day.today(plan)
    names = {key: str(terms.value(plan, key, on)) for key in ("issuer.name", "agent.name")}
    return [
        ("Report", "Recovery" if stop.lifted_on else "Loss"),
        ("Kind", stop.get_kind_display()),
        ("Criminality suspected", "yes" if stop.kind == StopKind.STOLEN else "no"),
        ("Issuer", names["issuer.name"]),
        ("Type of security", "Rights Certificate"),
        ("Certificate number", certificate.text),
        ("Number of Rights", f"{certificate.quantity:,}"),
        ("Certificate dated", certificate.dated_on.isoformat()),
        ("Registered holder", certificate.account.name),
        ("Discovered on", stop.from_on.isoformat()),
        ("Recovered on", stop.lifted_on.isoformat() if stop.lifted_on else ""),
        ("Reported by", stop.authority),
        ("Circumstances", stop.reason),
        ("Reporting institution", names["agent.name"]),
    ]


def _of_certificate(certificate: Certificate) -> list[str]:
    stop = in_force(certificate)
    if certificate.state == CertificateState.REPLACED:
        new = certificate.descent.filter(target__isnull=False).values_list("target__text", flat=True)
        by = f" by {', '.join(new)}" if new else ""
        told = f" after it was {stop.get_kind_display().lower()}" if stop else ""
        alarm = (
            f"Alarm: {certificate.text} was replaced{by}{told}. It evidences no Rights: keep the paper, do nothing "
            "that it asks, tell a supervisor and record its recovery."
        )
        return [alarm]
    if stop is None:
        return []
    if stop.kind == StopKind.VOID:
        # For the Rights on it that are not void another certificate is issued, whoever presents it.
        left = voided.live_on(certificate)
        return [] if left else [f"All the Rights on {certificate.text} are void: it buys and passes nothing."]
    until = f" until {formatting.long_date(stop.until_on)}" if stop.until_on else ""
    alarm = "Alarm: " if certificate.state == CertificateState.LOST else ""
    sentence = (
        f"{alarm}{certificate.text} is under a stop since {formatting.long_date(stop.from_on)}{until}: "
        f"{stop.get_kind_display().lower()}, on the authority of {stop.authority}. {stop.reason}"
    )
    return [sentence]


def of_account(certificate: Certificate, presented: int) -> list[str]:
    """The sentences of the holds on its account, where `presented` Rights of it are presented together."""
    today = plan_day.today(certificate.plan)
    holds = Hold.objects.filter(
        holders.in_force(today), account=certificate.account_id, kind__in=AGAINST_THE_ACCOUNT
    )
    sentences = []
    for hold in holds:
        what = "A hold on the account"
        if hold.quantity is not None:
            left = _outstanding(certificate) - presented
            if left >= hold.quantity:
                continue
            what = (
                f"A hold on {hold.quantity.normalize():,f} Rights of the account, of which {max(left, 0):,} would be "
                "left,"
            )
        sentences.append(
            f"{what} stands since {formatting.long_date(hold.from_on)}: {hold.get_kind_display().lower()}. "
            f"{hold.reason}"
        )
    return [*sentences, *voided.against_account(certificate, presented, _outstanding(certificate))]


def _outstanding(certificate: Certificate) -> int:
    """The Rights of all certificates of its account that evidence any."""
    found = Certificate.objects.filter(
        plan=certificate.plan_id, account=certificate.account_id, state__in=OUTSTANDING
    )
    return int(found.aggregate(rights=Sum("quantity"))["rights"] or 0)
