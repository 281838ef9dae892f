"""The Summary of Rights (8-K, “Description of the Rights”): every sentence follows from a typed term, none is typed in.

A term that the plan does not have, or that is in question, takes its sentence away; it never leaves a blank.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from certificates.rules.content import PriceBasis
from certificates.rules.legends import FRACTIONS, money
from ledger.rules.dates import prose_date
from ledger.rules.exact import exact_text
from ledger.rules.plan_terms import PlanTerms

#: Up to here whole numbers are written in words, as the 8-K does.
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
PERIODS = {"business_days": "business day", "calendar_days": "day"}


@dataclass(frozen=True, kw_only=True)
class SummaryTerms:
    """The terms in force that the summary tells; None where the plan has no such term or it is in question."""

    issuer: str
    common: str
    common_par: Decimal
    rights_per_share: Decimal
    record_date: date
    preferred: str
    preferred_par: Decimal
    unit_denominator: int
    units_per_right: Decimal
    purchase_price: Decimal
    price_basis: PriceBasis | None
    dates: PlanTerms
    expiration: date | None
    flip_in_multiple: Decimal
    flip_in_increase: Decimal
    flip_over_assets: Decimal
    adverse_person: bool
    continuing_directors: bool
    redemption_price: Decimal
    exchange_ratio: Decimal | None
    adjustment_threshold: Decimal


@dataclass(frozen=True)
class Part:
    """A heading and its sentences."""

    heading: str
    text: str


def summary(terms: SummaryTerms) -> tuple[Part, ...]:
    """The parts of the summary in the order of the 8-K."""
    parts = (
        ("The Rights", _issue(terms)),
        ("Before the Distribution Date", _attached(terms)),
        ("Distribution Date", _distribution(terms)),
        ("Exercise and expiration", _exercise(terms)),
        ("Flip-In Events", _flip_in(terms)),
        ("Flip-Over Events", _flip_over(terms)),
        ("Adjustment", _adjustment(terms)),
        ("Redemption", _redemption(terms)),
        ("Exchange", _exchange(terms)),
        ("Amendment", _amendment(terms)),
        ("No rights as a stockholder", _stockholder(terms)),
    )
    return tuple(Part(heading, " ".join(sentences)) for heading, sentences in parts if sentences)


def persons(*, adverse_person: bool) -> str:
    """The persons whose Rights become void, as the plan defines them."""
    return "an Acquiring Person or an Adverse Person" if adverse_person else "an Acquiring Person"


def units_text(count: Decimal) -> str:
    """The Units a Right buys, in words where it is one: 'one Unit', '1.5 Units'."""
    return "one Unit" if count == 1 else f"{count.normalize():f} Units"


def unit_text(denominator: int) -> str:
    """A Unit as a fraction of a share: "one one-thousandth"."""
    return FRACTIONS.get(denominator, f"1/{denominator:,}")


def price_text(price: Decimal, basis: PriceBasis | None) -> str | None:
    """The Purchase Price with what it buys; None while that is in question (DQ2)."""
    return None if basis is None else f"{money(price)} per {basis.value}"


def _percent(value: Fraction | Decimal) -> str:
    return f"{exact_text(value)}%"


def _issue(terms: SummaryTerms) -> list[str]:
    each = terms.rights_per_share
    number = "one Right" if each == 1 else f"{each.normalize():f} Rights"
    sentences = [
        (
            f"The Board declared a dividend of {number} for each share of {terms.common}, par value "
            f"{money(terms.common_par)}, outstanding at the close of business on "
            f"{prose_date(terms.record_date)}, and for "
            "each share issued from and after that date up to, but not including, the Distribution Date."
        ),
        (
            f"Each Right entitles its registered holder to buy {units_text(terms.units_per_right)} of "
            f"{terms.preferred}, "
            f"par value {money(terms.preferred_par)} per share; a Unit is {unit_text(terms.unit_denominator)} "
            "of a share."
        ),
    ]
    if price := price_text(terms.purchase_price, terms.price_basis):
        sentences.append(f"The Purchase Price is {price}, in cash, subject to adjustment.")
    return sentences


def _attached(terms: SummaryTerms) -> list[str]:
    return [
        (
            f"Until the Distribution Date the Rights are attached to the {terms.common}, are evidenced by its "
            "certificates, and are transferred with and only with them."
        ),
        "No separate Rights Certificates are distributed, and the Rights are not traded separately.",
    ]


def _distribution(terms: SummaryTerms) -> list[str]:
    prongs = _prongs(terms)
    if not prongs:
        return []
    numerals = ("i", "ii", "iii", "iv")
    marked = [f"({numeral}) {prong}" for numeral, prong in zip(numerals, prongs, strict=False)]
    earliest = "upon" if len(marked) == 1 else "upon the earliest of"
    return [
        (
            f"The Rights separate from the {terms.common}, and Rights Certificates are distributed, {earliest} "
            f"{', '.join(marked[:-1])}{' and ' if len(marked) > 1 else ''}{marked[-1]}."
        ),
        (
            "As soon as practicable after it Rights Certificates are mailed to the holders of record at the close of "
            "business on the Distribution Date, and from then on they alone represent the Rights."
        ),
    ]


def _prongs(terms: SummaryTerms) -> list[str]:
    dates, found = terms.dates, []
    held = f"of the then outstanding shares of {terms.common}"
    later = " (or such later date as the Board fixes before)"
    if acquired := dates.stock_acquisition:
        text = (
            f"{_period(acquired.period.n, acquired.period.unit)}"
            f"{later if acquired.extendable != 'no' else ''} after a public announcement that a person or group (an "
            f"“Acquiring Person”) has acquired beneficial ownership of {_percent(acquired.pct)} or more {held}"
        )
        if dates.adverse_person:
            text += (
                f", or that the Board has declared a beneficial owner of at least {_percent(dates.adverse_person.pct)} "
                "an “Adverse Person”"
            )
        found.append(text)
    if tender := dates.tender:
        event = "the commencement" if tender.trigger == "commencement" else "the announcement"
        text = (
            f"{_period(tender.period.n, tender.period.unit)}{later if tender.extendable != 'no' else ''} after {event} "
            f"of a tender or exchange offer that would result in {_percent(tender.pct)} or more {held}"
        )
        if tender.permitted_offer:
            text += (
                ", other than an offer for all of them that the Board finds fair and in the best interests of the "
                "Company and its stockholders (a “Permitted Offer”)"
            )
        found.append(text)
    if dates.immediate_pct is not None:
        found.append(
            f"the date on which it is publicly announced that a person or group owns {_percent(dates.immediate_pct)} "
            f"or more {held}"
        )
    if dates.flip_over:
        found.append("the occurrence of a Flip-Over Event")
    return found


def _period(count: int, unit: str) -> str:
    written = WORDS[count] if count < len(WORDS) else str(count)
    return f"{written} {PERIODS[unit]}{'' if count == 1 else 's'}"


def _exercise(terms: SummaryTerms) -> list[str]:
    sentences = ["The Rights cannot be exercised before the Distribution Date."]
    if terms.expiration:
        sentences.append(
            f"They expire at the close of business on {prose_date(terms.expiration)}, unless they are redeemed or "
            "exchanged before."
        )
    return sentences


def _flip_in(terms: SummaryTerms) -> list[str]:
    who = persons(adverse_person=terms.adverse_person)
    declared = ", if the Board declares an Adverse Person" if terms.adverse_person else ""
    return [
        (
            f"If a person becomes an Acquiring Person{declared}, if the Company survives a merger with an "
            "Acquiring Person "
            f"with its {terms.common} outstanding, if {who} engages in certain self-dealing transactions, or if its "
            f"interest grows by more than {_percent(terms.flip_in_increase)} through an event while it is one, each "
            f"holder may from then on receive, upon exercise, Units worth {exact_text(terms.flip_in_multiple)} "
            "times the "
            "exercise price of the Right, or in certain circumstances cash, property or other securities."
        ),
        "The exercise price is the Purchase Price times the Units that a Right bought just before the event.",
        (
            f"All Rights that are, or in certain circumstances were, beneficially owned by {who} or by certain related "
            "parties are then null and void."
        ),
    ]


def _flip_over(terms: SummaryTerms) -> list[str]:
    if not terms.dates.flip_over:
        return []
    return [
        (
            "If, after the Stock Acquisition Date, the Company is acquired in a merger or is merged so that its "
            "shares are "
            f"exchanged, or {_percent(terms.flip_over_assets)} or more of its assets or earning power is sold, each "
            "holder whose Rights are not void may receive, upon exercise, common stock of the other party worth "
            f"{exact_text(terms.flip_in_multiple)} times the exercise price of the Right."
        ),
    ]


def _adjustment(terms: SummaryTerms) -> list[str]:
    return [
        (
            f"The Purchase Price and the Units that a Right buys are adjusted upon dividends in and splits of the "
            f"{terms.common}, upon rights granted to its holders to buy it below its market price, and upon "
            "distributions "
            "to them other than regular quarterly cash dividends."
        ),
        (
            f"With certain exceptions the Purchase Price changes only when adjustments together reach "
            f"{_percent(terms.adjustment_threshold)} of it; what is less is carried forward."
        ),
        "Fractional Units need not be issued; cash may be paid instead.",
    ]


def _redemption(terms: SummaryTerms) -> list[str]:
    sentences = [
        (
            "At any time prior to the Distribution Date the Company may redeem the Rights in whole, but not in "
            "part, at "
            f"{money(terms.redemption_price)} per Right, in cash, {terms.common} or other consideration."
        ),
        "When the action of the Board takes effect the Rights end; their holders have the right to that price only.",
    ]
    if terms.continuing_directors:
        sentences.append(_freeze(terms))
    return sentences


def _freeze(terms: SummaryTerms) -> str:
    return (
        f"For {terms.dates.freeze_days} days after the Continuing Directors cease to be a majority of the Board it may "
        "not designate a Permitted Offer, redeem the Rights, or amend the Rights Agreement."
    )


def _exchange(terms: SummaryTerms) -> list[str]:
    ratio = "at the ratio that the Rights Agreement states"
    if terms.exchange_ratio is not None:
        shares = "share" if terms.exchange_ratio == 1 else "shares"
        ratio = f"at {exact_text(terms.exchange_ratio)} {shares} for a Right"
    return [
        (
            "At any time prior to the Distribution Date the Company may exchange the Rights, other than those that are "
            f"void, in whole or in part, for shares of {terms.common}, {ratio}."
        ),
    ]


def _amendment(terms: SummaryTerms) -> list[str]:
    del terms
    return [
        (
            "Before the Distribution Date the Company may, with certain limits, amend the Rights Agreement without the "
            "approval of holders."
        ),
        (
            "After it, only to cure an ambiguity, defect or inconsistency, to make changes not adverse to the "
            "holders of "
            "Rights, or to change a period; the period of redemption cannot change once the Rights are not redeemable."
        ),
    ]


def _stockholder(terms: SummaryTerms) -> list[str]:
    return [
        (
            f"Until a Right is exercised its holder, as such, is no stockholder of {terms.issuer}: he has no "
            "vote and no "
            "dividend."
        ),
    ]
