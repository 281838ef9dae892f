"""The Flip-In Event: its five limbs, and what each valid Right buys afterwards (rules R27-R31).

8-K: "each holder of a Right will thereafter have the right to receive, upon exercise, Units ... having a
value equal to two times the exercise price of the Right".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from fractions import Fraction
from itertools import takewhile
from typing import Literal

from ledger.rules.exact import Exact, exact_text
from ledger.rules.findings import Finding, Severity, block, hold, is_allowed
from ledger.rules.registry import decides

# "a value equal to two times the exercise price" (R29), where a plan does not say another multiple.
TWICE = Fraction(2)

ONE_PERCENT = Fraction(1)

UnitValuation = Literal["one_common_share", "appraisal"]


class FlipInLimb(Enum):
    """The five limbs, by their number in the 8-K (R27)."""

    BECAME_ACQUIRING_PERSON = "i"
    ADVERSE_PERSON_DECLARED = "ii"
    COMPANY_SURVIVES_MERGER = "iii"
    SELF_DEALING = "iv"
    INTEREST_INCREASED = "v"


@dataclass(frozen=True, slots=True)
class FlipInFact:
    """Something that may be a Flip-In Event: the limb it is put under, and what that limb asks.

    `evidence` names the document, empty while there is none. (i) asks `by_flip_over`; (iii)
    `common_outstanding` (stays so after the merger); (iv) `is_listed_act` (None: the agreement's list is not
    loaded, DQ19); (iii) to (v) `person_qualifies`, an Acquiring or Adverse Person at the time; (v) the
    percent owned `before` and `after`.
    """

    limb: FlipInLimb
    person: str
    at: datetime
    evidence: str = ""
    by_flip_over: bool = False
    person_qualifies: bool = True
    common_outstanding: bool = True
    is_listed_act: bool | None = None
    before: Fraction | None = None
    after: Fraction | None = None


@dataclass(frozen=True, slots=True)
class FlipInAssessment:
    """One fact and what is said against it; with no findings it is a Flip-In Event."""

    fact: FlipInFact
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> bool:
        """Whether the fact is a Flip-In Event on what is recorded."""
        return is_allowed(self.findings)


@dataclass(frozen=True, slots=True)
class FlipIn:
    """Every fact assessed, in time, and the first that counts, which fixes the calculation (R27)."""

    assessments: tuple[FlipInAssessment, ...]

    @property
    def first(self) -> FlipInFact | None:
        """The first Flip-In Event, None where there is none yet."""
        return next((each.fact for each in self.assessments if each.counts), None)

    @property
    def undecided_before_first(self) -> tuple[FlipInAssessment, ...]:
        """Earlier facts that are only held: while there are any, the first event may yet change."""
        earlier = takewhile(lambda each: not each.counts, self.assessments)
        return tuple(each for each in earlier if all(f.severity is not Severity.BLOCK for f in each.findings))


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a Right gets when authorised shares do not suffice (section 11(a)(iii)); per Right, exact.

    Each gets `shares`, worth `value`. A holder who pays the exercise price gets `cash_when_paying` beside
    them, to twice that price; one who surrenders without paying gets `cash_without_paying`, to the Spread.
    """

    shares: Fraction
    value: Fraction
    spread: Fraction
    cash_when_paying: Fraction
    cash_without_paying: Fraction


@decides(
    "R29",
    "Units at half their value",
    "Units (or, in certain circumstances, cash, property or other securities of the "
    "Company) having a value equal to two times the exercise price of the Right",
)
def units_for_exercise_price(
    price_per_right: Exact, market_price: Exact, multiple: Exact = TWICE
) -> Fraction:
    """How many Units (or shares) a Right buys for its exercise price after a Flip-In Event, exact.

    N = multiple x exercise price / market price (R29, section 11(a)(ii)): below one Unit where the market price
    is above the multiple of the exercise price.
    """
    return Fraction(multiple) * Fraction(price_per_right) / Fraction(market_price)


@decides(
    "R8",
    "Value of a Unit",
    "In general, each Unit has substantially the same economic attributes and voting rights as one share of "
    "Company Common Stock.",
)
def unit_price(
    valuation: UnitValuation | None, *, told: Exact | None, common: Exact | None, unit: Exact | None
) -> tuple[Fraction | None, tuple[Finding, ...]]:
    """The price of a Unit that a Flip-In is worked out at, None where it is held.

    `told` is what the company certifies for this act, `common` and `unit` the latest prices on record of one common
    share and of one Unit. one_common_share: a Unit is worth what a common share is; appraisal: its own price only.
    """
    if valuation is None:
        return None, (hold("R8", "How a Unit is valued is not confirmed by counsel."),)
    price = told if told is not None else common if valuation == "one_common_share" else unit
    if price is None:
        of = "a common share" if valuation == "one_common_share" else "a Unit"
        return None, (hold("R29", f"No price of {of} is on record: record the price with its paper."),)
    return Fraction(price), ()


def flip_in(facts: Iterable[FlipInFact]) -> FlipIn:
    """The facts assessed in order of time: "any" of the five limbs is a Flip-In Event, the first counts."""
    return FlipIn(tuple(assess(fact) for fact in sorted(facts, key=lambda each: each.at)))


def assess(fact: FlipInFact) -> FlipInAssessment:
    """Whether one fact is a Flip-In Event; without evidence it is held (R27)."""
    findings = list(_limb_findings(fact))
    if not fact.evidence:
        findings.append(hold("R27", f"No document proves limb ({fact.limb.value}) for {fact.person}."))
    return FlipInAssessment(fact, tuple(findings))


def increase_readings(before: Fraction, after: Fraction) -> tuple[bool, bool]:
    """Whether an interest grew "by more than 1%": in percentage points, and relative to before (DQ9)."""
    grown = after - before
    return grown > ONE_PERCENT, grown * 100 > before


def shortage(
    *, price_per_right: Exact, market_price: Exact, rights: Exact, available: Exact, multiple: Exact = TWICE
) -> Shortage:
    """What each of the valid Rights gets when only `available` shares are there for all, pro rata.

    The Current Value is N x M, the Spread what it exceeds the exercise price by (section 11(a)(iii)). Raises
    ValueError where the shares suffice.
    """
    entitlement = units_for_exercise_price(price_per_right, market_price, multiple)
    shares = Fraction(available) / Fraction(rights)
    if shares >= entitlement:
        raise ValueError("the available shares suffice: there is no shortage to make good")
    current_value = entitlement * Fraction(market_price)
    spread = current_value - Fraction(price_per_right)
    value = shares * Fraction(market_price)
    return Shortage(
        shares=shares,
        value=value,
        spread=spread,
        cash_when_paying=current_value - value,
        cash_without_paying=max(spread - value, Fraction(0)),
    )


@decides(
    "R31",
    "Substitutes for Units",
    "or, in certain circumstances, cash, property or other securities of the Company",
)
def entitlement_findings(
    *, is_price_open: bool, needed: Exact, authorised: Exact | None
) -> tuple[Finding, ...]:
    """What holds the calculation: a price whose basis is open (DQ2), more Units `needed` for all the Rights than the
    `authorised` (None: no order states them) (R31).
    """
    findings = []
    if is_price_open:
        findings.append(
            hold(
                "DQ2",
                "Whether the Purchase Price is of a Unit, of a preferred share or of a Right is not settled.",
            )
        )
    if authorised is not None and Fraction(needed) > Fraction(authorised):
        findings.append(
            hold(
                "R31",
                f"{exact_text(needed)} Units are needed for all the Rights and {exact_text(authorised)} are reserved: "
                "the Board must list what takes the place of Units, and its value.",
            )
        )
    return tuple(findings)


def _limb_findings(fact: FlipInFact) -> Iterable[Finding]:
    match fact.limb:
        case FlipInLimb.BECAME_ACQUIRING_PERSON if fact.by_flip_over:
            yield block("R27", "Becoming an Acquiring Person by a Flip-Over Event is no Flip-In Event.")
        case FlipInLimb.COMPANY_SURVIVES_MERGER if not fact.common_outstanding:
            yield block("R27", "The common does not stay outstanding after the merger: see Flip-Over.")
        case FlipInLimb.SELF_DEALING if fact.is_listed_act is None:
            yield hold("DQ19", "The agreement's list of self-dealing transactions is not loaded.")
        case FlipInLimb.SELF_DEALING if not fact.is_listed_act:
            yield block("R27", "The transaction is not on the agreement's list of self-dealing.")
        case FlipInLimb.INTEREST_INCREASED:
            yield from _increase_findings(fact)
        case _:
            pass
    needs_person = fact.limb not in (FlipInLimb.BECAME_ACQUIRING_PERSON, FlipInLimb.ADVERSE_PERSON_DECLARED)
    if needs_person and not fact.person_qualifies:
        yield block("R27", f"{fact.person} was neither an Acquiring nor an Adverse Person at the time.")


def _increase_findings(fact: FlipInFact) -> Iterable[Finding]:
    if fact.before is None or fact.after is None:
        yield hold("R27", "The percentages owned before and after are not recorded.")
        return
    points, relative = increase_readings(fact.before, fact.after)
    if not points and not relative:
        yield block("R27", "The interest did not grow by more than 1%, on either reading.")
    elif points != relative:
        grown = f"from {exact_text(fact.before)}% to {exact_text(fact.after)}%"
        yield hold("DQ9", f"It grew {grown}: more than 1% relatively or in points, not both; ask counsel.")
