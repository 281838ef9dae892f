"""What each notice says: its frozen context, texts only, from the terms in force and the records it rests on.

While a question about the expiration is open none is told (DQ1); while what the Purchase Price buys is in question,
no price is told (DQ2).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from certificates.enums import NoticeKind
from certificates.rules.legends import money
from certificates.rules.summary_of_rights import price_text, summary, unit_text, units_text
from certificates.rules.summary_terms import ClassTold, SummaryTerms
from certificates.selectors.face import BASES, EXPIRATION
from certificates.selectors.notices.adjusted import adjusted_rows, of_adjustment
from certificates.selectors.notices.basis import Basis
from certificates.selectors.notices.deadlines import mail_by, notice_time
from certificates.selectors.notices.letterhead import letterhead
from certificates.selectors.notices.recipients import grouped, labels, totals
from ledger.enums import BatchKind, ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Batch, Deadline, Resolution
from ledger.rules.dates import prose_date, prose_moment
from ledger.rules.exact import exact_text, ratio_of
from ledger.rules.moments import last_date
from ledger.rules.payments import CentRounding
from ledger.rules.redemption import consideration_of
from ledger.rules.wire.moments import read_moment
from ledger.selectors import plan_day, standing
from ledger.selectors.terms import (
    decimal_value,
    distribution_terms,
    in_question,
    terms_as_of,
    value,
)
from rightsadmin.common import clock

# Kind -> the document's folder under templates/pdf, and its version.
DOCUMENTS: dict[str, tuple[str, str]] = {
    NoticeKind.DISTRIBUTION: ("distribution_notice", "v1"),
    NoticeKind.SUMMARY: ("summary_of_rights", "v1"),
    NoticeKind.REDEMPTION: ("redemption_notice", "v2"),
    NoticeKind.EXCHANGE: ("exchange_notice", "v1"),
    NoticeKind.PROPOSED_ACTION: ("proposed_action", "v1"),
    NoticeKind.ADJUSTMENT: ("adjustment_summary", "v1"),
    NoticeKind.VOID: ("void_holder_letter", "v1"),
}
TITLES: dict[str, str] = {
    NoticeKind.DISTRIBUTION: "Notice of the Distribution Date",
    NoticeKind.SUMMARY: "Summary of Rights",
    NoticeKind.REDEMPTION: "Notice of Redemption of the Rights",
    NoticeKind.EXCHANGE: "Notice of Exchange of Rights for Shares",
    NoticeKind.PROPOSED_ACTION: "Notice of Proposed Action",
    NoticeKind.ADJUSTMENT: "Summary of an Adjustment of the Rights",
    NoticeKind.VOID: "Rights That Have Become Void",
}
ROUNDINGS = {
    CentRounding.HALF_UP.value: "Half up to the cent",
    CentRounding.DOWN.value: "Down to the cent",
    CentRounding.UP.value: "Up to the cent",
}


def context(basis: Basis, *, watermark: str = "") -> dict[str, Any]:
    """The whole context of the notice; RuleViolation where what it tells of has not happened or is not on record."""
    return {
        "title": TITLES[basis.kind],
        "labels": list(labels(basis)),
        "head": letterhead(basis.plan, basis.dated_on, watermark=watermark),
        **_CONTEXTS[basis.kind](basis),
    }


def _common(basis: Basis) -> str:
    return str(value(basis.plan, "common.title", basis.dated_on))


def _expiration(basis: Basis) -> date | None:
    told = None if in_question(basis.plan, EXPIRATION) else value(basis.plan, EXPIRATION, basis.dated_on)
    return told and last_date(read_moment(told, EXPIRATION))


def _price(basis: Basis) -> str | None:
    told = terms_as_of(basis.plan, basis.dated_on).get("purchase_price.basis")
    amount = decimal_value(basis.plan, "purchase_price.amount", basis.dated_on)
    if told is None or told.value is None or amount is None:
        return None
    return price_text(amount, BASES[told.value])


def _flipped_in(basis: Basis) -> str:
    at = standing.of(basis.plan).flip_in_at
    return prose_date(clock.new_york_date(at)) if at else ""


def _distribution(basis: Basis) -> dict[str, Any]:
    plan, on = basis.plan, basis.dated_on
    if plan.distribution_date is None:
        raise RuleViolation(
            "The Rights have not separated: holders are told of the Distribution Date once a second person posted the "
            "separation.",
            rule="R25",
        )
    computed = Deadline.objects.filter(plan=plan, key="distribution_date", status="current").first()
    expiration = _expiration(basis)
    return {
        "common": _common(basis),
        "distribution_date": prose_date(plan.distribution_date),
        "reason": computed.reason if computed else "",
        "units": units_text(Decimal(value(plan, "units_per_right", on))),
        "unit": unit_text(value(plan, "unit.denominator", on)),
        "preferred": value(plan, "unit.security", on),
        "price": _price(basis) or "",
        "expiration": prose_date(expiration) if expiration else "",
        "flipped_in": _flipped_in(basis),
    }


def _summary(basis: Basis) -> dict[str, Any]:
    plan = basis.plan
    adopted = (
        Resolution.objects.filter(plan=plan, kind=ResolutionKind.ADOPTION).order_by("adopted_at").first()
    )
    declared = clock.new_york_date(adopted.adopted_at) if adopted else plan.agreement_date
    return {
        "declared_on": prose_date(declared),
        "parts": [{"heading": part.heading, "text": part.text} for part in summary(summary_terms(basis))],
    }


def summary_terms(basis: Basis) -> SummaryTerms:
    """The terms in force that the Summary of Rights tells."""
    plan, on = basis.plan, basis.dated_on
    terms = terms_as_of(plan, on)

    def term(key: str) -> Any:
        return value(plan, key, on)

    told, ratio = terms.get("purchase_price.basis"), terms.get("exchange.ratio")
    adverse = terms.get("distribution.adverse_person")
    return SummaryTerms(
        issuer=term("issuer.name"),
        common=term("common.title"),
        common_par=Decimal(term("common.par")),
        rights_per_share=ratio_of(term("rights_per_share")),
        classes=tuple(
            ClassTold(row["code"], row["title"], ratio_of(row["rights_per_share"]))
            for row in term("common.classes") or ()
        ),
        record_date=date.fromisoformat(term("record_date")),
        preferred=term("unit.security"),
        preferred_par=Decimal(term("unit.par")),
        unit_denominator=term("unit.denominator"),
        units_per_right=Decimal(term("units_per_right")),
        purchase_price=Decimal(term("purchase_price.amount")),
        price_basis=BASES[told.value] if told and told.value else None,
        dates=distribution_terms(plan, on),
        expiration=_expiration(basis),
        flip_in_multiple=Decimal(term("flip_in.multiple")),
        flip_in_increase=Decimal(term("flip_in.increase_pct")),
        flip_over_assets=Decimal(term("flip_over.asset_pct")),
        flip_over_multiple=Decimal(term("flip_over.multiple")),
        adverse_person=bool(adverse and adverse.value),
        continuing_directors=bool(term("continuing_directors")),
        redemption_price=Decimal(term("redemption.price")),
        exchange_ratio=Decimal(ratio.value) if ratio and ratio.value else None,
        adjustment_threshold=Decimal(term("adjustment.threshold_pct")),
    )


def _of_resolution(basis: Basis) -> dict[str, Any]:
    resolution, listed = basis.resolution, basis.payments
    return {
        "effective_at": prose_moment(resolution.effective_at),
        "resolution": resolution.number,
        "adopted_at": prose_date(clock.new_york_date(resolution.adopted_at)),
        "rights": grouped(listed.quantity),
        "holders": f"{listed.line_count:,}",
        "price": money(listed.price or Decimal()),
        "separated": basis.plan.distribution_date is not None,
    }


def _redemption(basis: Basis) -> dict[str, Any]:
    listed, last = basis.payments, mail_by(basis)
    paid_in = consideration_of(basis.resolution.data)
    return {
        **_of_resolution(basis),
        "form": paid_in.form,
        "common": _common(basis),
        "market_price": "" if paid_in.market_price is None else f"${exact_text(paid_in.market_price)}",
        "shares": f"{listed.shares:,}",
        "cash": f"${listed.paid:,.2f}",
        "consideration": paid_in.words,
        "rounding": ROUNDINGS[listed.rounding],
        "smallest_check": money(listed.smallest_check) if listed.smallest_check else "",
        "days": notice_time(basis.plan, clock.new_york_date(basis.resolution.effective_at)).words,
        "mail_by": prose_date(last.on) if last else "",
    }


def _exchange(basis: Basis) -> dict[str, Any]:
    listed, ratio = basis.payments, basis.payments.ratio or Decimal()
    portion = Fraction(basis.resolution.data.get("portion") or "1")
    return {
        **_of_resolution(basis),
        "common": _common(basis),
        "portion": "all" if portion == 1 else f"{exact_text(portion * 100)}%",
        "ratio": "one share" if ratio == 1 else f"{grouped(ratio)} shares",
        "shares": f"{listed.shares:,}",
        "cash": f"${listed.paid:,.2f}",
        "partial": portion != 1,
    }


def _proposed_action(basis: Basis) -> dict[str, Any]:
    told, last = basis.details, mail_by(basis)
    if last is None or last.on < plan_day.today(basis.plan):
        raise RuleViolation(
            f"The record date is too early: {last.reason if last else ''} That day has passed; the Company must fix a "
            "record date that leaves the days of notice.",
            rule="Agreement, section 25",
        )
    takes_effect = told.get("takes_effect")
    return {
        "days": str(told["days"]),
        "action": told["action"],
        "record_date": prose_date(date.fromisoformat(told["record_date"])),
        "takes_effect": prose_date(date.fromisoformat(takes_effect)) if takes_effect else "",
        "mail_by": prose_date(last.on),
        "mail_by_reason": last.reason,
        "description": [" ".join(part.split()) for part in told["description"].splitlines() if part.strip()],
        "separated": basis.plan.distribution_date is not None,
    }


def _adjustment(basis: Basis) -> dict[str, Any]:
    adjustment = basis.adjusted
    return {
        **of_adjustment(adjustment),
        "rows": [row | {"exact": ""} for row in adjusted_rows(adjustment, _common(basis))],
        "carried": not adjustment.released,
    }


def _void(basis: Basis) -> dict[str, Any]:
    holders, void = totals(basis)
    posted = Batch.objects.filter(plan=basis.plan, kind=BatchKind.VOIDING).order_by("-number").first()
    if posted is None or not holders:
        raise RuleViolation("No Rights are posted as void: there is nobody to write to.", rule="R32")
    return {
        "common": _common(basis),
        "flipped_in": _flipped_in(basis),
        "posted_on": prose_date(posted.effective_on),
        "rights": grouped(void),
        "holders": f"{holders:,}",
    }


_CONTEXTS: dict[str, Callable[[Basis], dict[str, Any]]] = {
    NoticeKind.DISTRIBUTION: _distribution,
    NoticeKind.SUMMARY: _summary,
    NoticeKind.REDEMPTION: _redemption,
    NoticeKind.EXCHANGE: _exchange,
    NoticeKind.PROPOSED_ACTION: _proposed_action,
    NoticeKind.ADJUSTMENT: _adjustment,
    NoticeKind.VOID: _void,
}
