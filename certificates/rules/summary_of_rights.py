"""The Summary of Rights: every sentence follows from a typed term, none is typed in.

A term that the plan does not have, or that is in question, takes its sentence away; it never leaves a blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from certificates.rules import summary_flips as flips, summary_powers as powers
from certificates.rules.content import PriceBasis
from certificates.rules.legends import FRACTIONS, money
from certificates.rules.summary_terms import SummaryTerms, percent, reaching
from ledger.rules.dates import prose_date
from ledger.rules.exact import Exact, is_terminating, ratio_text
from ledger.rules.moments import On, words
from ledger.rules.plan_terms import Comparison, OwnThreshold, StockAcquisitionTerms, TenderTerms

#: Up to here whole numbers are written in words.
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
PERIODS = {"business_days": "business day", "calendar_days": "day"}


@dataclass(frozen=True)
class Part:
    """A heading and its sentences."""

    heading: str
    text: str


def summary(terms: SummaryTerms) -> tuple[Part, ...]:
    """The parts of the summary, those that the plan has."""
    parts = (
        ("The Rights", _issue(terms)),
        ("Before the Distribution Date", _attached(terms)),
        ("Distribution Date", _distribution(terms)),
        ("Exercise and expiration", _exercise(terms)),
        ("Flip-In Events", flips.flip_in(terms)),
        ("Flip-Over Events", flips.flip_over(terms)),
        ("Adjustment", _adjustment(terms)),
        ("Redemption", powers.redemption(terms)),
        ("Exchange", powers.exchange(terms)),
        ("Amendment", powers.amendment(terms)),
        ("No rights as a stockholder", _stockholder(terms)),
    )
    return tuple(Part(heading, " ".join(sentences)) for heading, sentences in parts if sentences)


def units_text(count: Decimal) -> str:
    """The Units a Right buys, in words where it is one: 'one Unit', '1.5 Units'."""
    return "one Unit" if count == 1 else f"{count.normalize():f} Units"


def unit_text(denominator: int) -> str:
    """A Unit as a fraction of a share: "one one-thousandth"."""
    return FRACTIONS.get(denominator, f"1/{denominator:,}")


def price_text(price: Decimal, basis: PriceBasis | None) -> str | None:
    """The Purchase Price with what it buys; None while that is in question (DQ2)."""
    return None if basis is None else f"{money(price)} per {basis.value}"


def _dividend(terms: SummaryTerms) -> str:
    """How many Rights each share brings, of each class where the plan has several."""
    told = [(each.rights_per_share, each.title) for each in terms.classes]
    told = told or [(terms.rights_per_share, terms.common)]
    return " and ".join(f"{_rights_text(rights)} for each share of {title}" for rights, title in told)


def _rights_text(each: Exact) -> str:
    if each == 1:
        return "one Right"
    return f"{ratio_text(each)} {'Rights' if is_terminating(each) else 'of a Right'}"


def _issue(terms: SummaryTerms) -> list[str]:
    sentences = [
        (
            f"The Board declared a dividend of {_dividend(terms)}, par value "
            f"{money(terms.common_par)}, outstanding at the close of business on "
            f"{prose_date(terms.record_date)}, and for "
            "each share issued on or after that date and before the Distribution Date."
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
            f"Until the Distribution Date the Rights are attached to the {terms.shares}, are evidenced by its "
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
            f"The Rights separate from the {terms.shares}, and Rights Certificates are distributed, {earliest} "
            f"{', '.join(marked[:-1])}{' and ' if len(marked) > 1 else ''}{marked[-1]}."
        ),
        (
            "As soon as practicable after it Rights Certificates are mailed to the holders of record at the close of "
            "business on the Distribution Date, and from then on they alone represent the Rights."
        ),
    ]


def _of_what(of_class: str, terms: SummaryTerms) -> str:
    """What the percentage of an Acquiring Person is of: all common, one class of it by its title, or its votes."""
    if not of_class:
        return f"of the then outstanding shares of {terms.common}"
    if of_class == "voting_power":
        return "of the voting power then outstanding"
    title = next((each.title for each in terms.classes if each.code == of_class), f"class {of_class}")
    return f"of the then outstanding shares of {title}"


def _prongs(terms: SummaryTerms) -> list[str]:
    dates, found = terms.dates, []
    held = f"of the then outstanding shares of {terms.common}"
    if acquired := dates.stock_acquisition:
        text = (
            f"{_after(acquired, 'a public announcement', _LATER_BY_OWNERSHIP)} that a person or group (an “Acquiring "
            f"Person”) has acquired beneficial ownership of {reaching(acquired.pct, acquired.comparison)} "
            f"{_of_what(acquired.of_class, terms)}"
        )
        if acquired.passive_pct is not None:
            text += f" ({percent(acquired.passive_pct)} for one who reports on Schedule 13G)"
        text += "".join(
            f"; for {own.person} {_own(own, acquired.comparison)}" for own in dates.own_thresholds
        )
        if dates.adverse_person:
            text += (
                f", or that the Board has declared a beneficial owner of at least {percent(dates.adverse_person.pct)} "
                "an “Adverse Person”"
            )
        found.append(text)
    if tender := dates.tender:
        event = "the commencement" if tender.trigger == "commencement" else "the announcement"
        text = (
            f"{_after(tender, event, _LATER_BY_OFFER)} of a tender or exchange offer that would result in "
            f"{reaching(tender.pct, tender.comparison)} {held}"
        )
        if tender.permitted_offer:
            text += (
                ", other than an offer for all of them that the Board finds fair, and in the interest of the Company "
                "and its holders (a “Permitted Offer”)"
            )
        found.append(text)
    if dates.immediate_pct is not None:
        found.append(
            f"the date of the public announcement that a person or group owns {percent(dates.immediate_pct)} "
            f"or more {held}"
        )
    if dates.flip_over:
        found.append("the occurrence of a Flip-Over Event")
    return found


# Until when the Board may fix a later date. Where it may only before somebody is an Acquiring Person, there is no later
# date once one is announced.
_LATER_BY_OWNERSHIP = {
    "before_time": " (or such later date as the Board fixes before)",
    "any": " (or such later date as the Board fixes)",
}
_LATER_BY_OFFER = _LATER_BY_OWNERSHIP | {
    "before_acquiring_person": (
        " (or such later date as the Board fixes before a person becomes an Acquiring Person)"
    )
}


def _after(prong: StockAcquisitionTerms | TenderTerms, event: str, later: Mapping[str, str]) -> str:
    """So long after the event; of no time at all, the day of the event itself."""
    deferred = later.get(prong.extendable, "")
    if prong.period.n == 0:
        return f"the day of {event}{deferred}"
    return f"{_period(prong.period.n, prong.period.unit)}{deferred} after {event}"


def _own(own: OwnThreshold, comparison: Comparison) -> str:
    if own.pct is not None:
        return reaching(own.pct, comparison)
    return f"{percent(own.plus or Fraction())} of the shares more than it owned"


def _period(count: int, unit: str) -> str:
    written = WORDS[count] if count < len(WORDS) else str(count)
    return f"{written} {PERIODS[unit]}{'' if count == 1 else 's'}"


def _exercise(terms: SummaryTerms) -> list[str]:
    sentences = ["The Rights cannot be exercised before the Distribution Date."]
    if terms.dates.expiration is not None and not isinstance(terms.dates.expiration, On):
        sentences.append(
            f"They expire at {words(terms.dates.expiration)}, unless they are redeemed or exchanged before."
        )
    elif terms.expiration:
        sentences.append(
            f"They expire at the close of business on {prose_date(terms.expiration)}, unless they are redeemed or "
            "exchanged before."
        )
    return sentences


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
            f"{percent(terms.adjustment_threshold)} of it; what is less is carried forward."
        ),
        "Fractional Units need not be issued; cash may be paid instead.",
    ]


def _stockholder(terms: SummaryTerms) -> list[str]:
    return [
        (
            f"Until a Right is exercised its holder, as such, is no stockholder of {terms.issuer}: he has no "
            "vote and no "
            "dividend."
        ),
    ]
