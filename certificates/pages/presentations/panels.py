"""The panels of a ticket: what stands against it, what is asked for, what it buys, what becomes of the Rights."""

from fractions import Fraction
from typing import Any

from django.urls import reverse

from certificates.models import Election, Lineage, Presentation, RequestedCertificate
from certificates.selectors.presentations import Examination, Settled
from ledger.models import Plan
from ledger.pages.findings import rests_on
from ledger.rules.findings import Finding, Severity, is_allowed
from ledger.selectors import questions
from rightsadmin.common import formatting
from rightsadmin.common.shells import Fact, FactsPanel, Panel

GROUPS = (
    (Severity.BLOCK, "Defects", "bad", "The presenter can cure these: one letter names them all."),
    (Severity.HOLD, "Waits for the company", "warn", "Nothing is done without its written word."),
    (Severity.WARN, "To be seen", "info", "These stop nothing; the checker reads them too."),
)


def findings_panel(plan: Plan, findings: tuple[Finding, ...], *, is_examined: bool) -> Panel:
    """Everything that stands against the item at once, by who can cure it."""
    asked = questions.known(plan, [finding.rule for finding in findings])
    groups = [
        {
            "title": title,
            "tone": tone,
            "help": words,
            "findings": [_told(plan, finding, asked) for finding in findings if finding.severity is severity],
        }
        for severity, title, tone, words in GROUPS
    ]
    shown = [group for group in groups if group["findings"]]
    note = "" if is_examined else "Nobody has examined it yet: what is not found is missing."
    return Panel(
        title="What stands against it",
        note=note,
        template="certificates/presentations/findings.html",
        data={"groups": shown, "is_in_good_order": is_allowed(findings)},
    )


def _told(plan: Plan, finding: Finding, asked: tuple[str, ...]) -> dict[str, str]:
    rule, url = rests_on(plan, finding.rule, asked)
    return {"sentence": finding.sentence, "rule": rule, "url": url}


def requested_panel(
    plan: Plan, requested: tuple[RequestedCertificate, ...], legends: tuple[bool, ...]
) -> Panel:
    """The certificates asked for, with the legend each would bear, and the ones issued once it is posted."""
    rows = [
        {
            "account": row.account,
            "url": reverse("ledger:holder", args=[plan.slug, row.account.number]),
            "rights": row.quantity,
            "legend": row.certificate.void_legend if row.certificate else legend,
            "issued": row.certificate,
            "issued_url": _certificate_url(plan, row.certificate.number) if row.certificate else "",
        }
        for row, legend in zip(requested, legends or (False,) * len(requested), strict=True)
    ]
    return Panel(
        title="What is asked for",
        template="certificates/presentations/requested.html",
        data={"rows": rows, "rights": sum(row.quantity for row in requested)},
        flush=True,
    )


def planned_panel(plan: Plan, examined: Examination) -> Panel | None:
    """Where the Rights of each certificate would go, once nothing stands against it."""
    if not examined.descents:
        return None
    rows = []
    for step in examined.descents:
        source = examined.presented[step.source]
        to = None if step.target is None else examined.requested[step.target]
        rows.append(
            {
                "source": source.text,
                "source_url": _certificate_url(plan, source.number),
                "rights": step.rights,
                "to": f"a certificate for account {to.account.number}, {to.account.name}"
                if to
                else "exercised",
                "to_url": "",
                "legend": to is not None and step.target is not None and examined.legends[step.target],
            }
        )
    return _goings("What would be posted", "First in, first out; what is exercised goes first.", rows)


def posted_panel(plan: Plan, item: Presentation) -> Panel | None:
    """Where the Rights of each certificate went."""
    edges = Lineage.objects.filter(presentation=item).select_related("source", "target")
    rows = [
        {
            "source": edge.source.text,
            "source_url": _certificate_url(plan, edge.source.number),
            "rights": edge.quantity,
            "to": edge.target.text if edge.target else edge.get_fate_display().lower(),
            "to_url": _certificate_url(plan, edge.target.number) if edge.target else "",
            "legend": edge.target is not None and edge.target.void_legend,
        }
        for edge in edges.order_by("source__number", "pk")
    ]
    return _goings("What was posted", "No Right is lost on the way.", rows) if rows else None


def _goings(title: str, note: str, rows: list[dict[str, Any]]) -> Panel:
    data = {"rows": rows, "title": title}
    return Panel(
        title=title, note=note, template="certificates/presentations/goings.html", data=data, flush=True
    )


def settlement_panel(election: Election, settled: Settled | None, given: int) -> FactsPanel | None:
    """What the election buys, exact, and how it is settled; None where that is not worked out."""
    if settled is None and election.delivered is None:
        return None
    if settled is None:
        security, per_right = election.security, Fraction(election.per_right)
        price, fraction = Fraction(election.price_per_right), Fraction(election.fraction)
        delivered, in_lieu = election.delivered, election.cash_in_lieu
        payable, substitute = election.amount_payable, election.substitute_cash
    else:
        worked = settled.settlement
        security, per_right, price = (
            settled.buys.security,
            settled.buys.per_right,
            settled.buys.price_per_right,
        )
        delivered, fraction, in_lieu = worked.delivered, worked.fraction, worked.cash_in_lieu
        payable, substitute = worked.amount_payable, settled.substitute_cash
    rights, balance = election.rights, given - election.rights
    bought = rights * per_right
    facts = [
        Fact(label="A Right buys", value=f"{formatting.mixed(per_right)} {security}"),
        Fact(
            label="For all Rights elected",
            value=formatting.mixed(bought),
            hint=f"{rights:,} × {formatting.mixed(per_right)}, added up before the fraction is taken",
        ),
        Fact(label="Delivered", value=f"{delivered:,} whole"),
        Fact(label="Fraction", value=formatting.mixed(fraction)),
        Fact(
            label="Cash in place of the fraction",
            value=formatting.money(in_lieu),
            hint=f"at {formatting.money(election.market_price)}, half up to the cent" if fraction else "",
        ),
        Fact(
            label="Amount payable",
            value=formatting.money(payable),
            hint=f"{rights:,} × ${formatting.mixed(price)}; {formatting.money(election.tendered)} tendered",
        ),
    ]
    if substitute:
        facts.append(Fact(label="Cash that the Board put beside", value=formatting.money(substitute)))
    facts.append(
        Fact(
            label="Balance certificate",
            value=f"for {formatting.plural(balance, 'Right')}" if balance > 0 else "none: all are exercised",
        )
    )
    return FactsPanel(title="What the election comes to", facts=facts)


def _certificate_url(plan: Plan, number: int) -> str:
    return reverse("certificates:certificate", args=[plan.slug, number])
