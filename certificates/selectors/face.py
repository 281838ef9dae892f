"""The bridge from a plan's terms to what is the same on every certificate of a run (form F3 to F20)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from certificates.rules.content import FaceTerms, Officer, PriceBasis, Watermark
from ledger.enums import Act
from ledger.errors import Held, RuleViolation
from ledger.models import Plan, PlanTerm, Signatory
from ledger.rules.dates import date_text
from ledger.rules.moments import last_date
from ledger.rules.wire.moments import read_moment
from ledger.selectors.terms import in_question, terms_as_of
from ledger.terms import REGISTRY

BASES = {
    "per_unit": PriceBasis.UNIT,
    "per_preferred_share": PriceBasis.PREFERRED_SHARE,
    "per_right": PriceBasis.RIGHT,
}
EXPIRATION = "expiration.final"
OFFICERS = 2


def face_terms(
    plan: Plan, on: date, *, watermark: Watermark | None = None, signed: bool = False
) -> FaceTerms:
    """The terms in force on `on`, as printed on a face dated that day; nothing on it is typed in.

    No expiration is told while a question about it is open (DQ1). Held where the basis of the Purchase Price was
    not confirmed (DQ2); RuleViolation where a term is missing or fewer than two officers of the issuer are in
    office on that day (form F18).
    """
    terms = terms_as_of(plan, on)

    def term(key: str) -> Any:
        if key not in terms or terms[key].value is None:
            raise RuleViolation(
                f"The certificate shows “{REGISTRY[key].label}”, and the plan has no such term in force on "
                f"{date_text(on)}. Record it with the sentence it comes from.",
                next_act=Act.AMENDMENT,
            )
        return terms[key].value

    basis = terms.get("purchase_price.basis")
    if basis is None or basis.value is None:
        raise Held(
            "What the Purchase Price buys is not confirmed, and every certificate states it. Close DQ2 first.",
            rule="DQ2",
            next_act=Act.QUALITY,
        )
    expiration = None if in_question(plan, EXPIRATION) else term(EXPIRATION)
    adverse_person = terms.get("distribution.adverse_person")
    cusip = terms.get("rights.cusip")
    return FaceTerms(
        issuer=term("issuer.name"),
        state=term("issuer.state"),
        agent=term("agent.name"),
        agreement_date=date.fromisoformat(term("agreement.date")),
        dated_as_of=on,
        terms_as_of=on,
        purchase_price=Decimal(term("purchase_price.amount")),
        price_basis=BASES[basis.value],
        redemption_price=Decimal(term("redemption.price")),
        preferred=term("unit.security"),
        preferred_par=Decimal(term("unit.par")),
        officers=_officers(plan, on),
        unit_denominator=term("unit.denominator"),
        units_per_right=Decimal(term("units_per_right")),
        adverse_person=adverse_person is not None and adverse_person.value is not None,
        former_name=_former_name(plan, on, term("issuer.name")),
        expiration=expiration and last_date(read_moment(expiration, EXPIRATION)),
        cusip=cusip.value if cusip else None,
        watermark=watermark,
        signed=signed,
    )


def _officers(plan: Plan, on: date) -> tuple[Officer, Officer]:
    in_office = Signatory.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        plan=plan,
        party=Signatory.Party.ISSUER,
        from_on__lte=on,
    ).order_by("from_on", "pk")
    officers = [Officer(signatory.name, signatory.title) for signatory in in_office[:OFFICERS]]
    if len(officers) < OFFICERS:
        raise RuleViolation(
            f"A certificate bears the signatures of two officers in office on {date_text(on)}; the plan has "
            f"{len(officers)}. Record the officers of the issuer with their days.",
            next_act=Act.INSTRUCTION,
        )
    return officers[0], officers[1]


def _former_name(plan: Plan, on: date, name: str) -> str | None:
    """The name the issuer had before, where it changed; the one before that is history, not the face's."""
    earlier = (
        PlanTerm.objects.filter(plan=plan, key="issuer.name", effective_on__lte=on)
        .exclude(value=name)
        .order_by("-effective_on", "-recorded_at")
        .first()
    )
    return earlier.value if earlier else None
