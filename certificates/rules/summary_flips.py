"""The Summary of Rights: Flip-In and Flip-Over Events, by the limbs that the plan has."""

from certificates.rules.summary_terms import SummaryTerms, percent, persons
from ledger.rules.exact import exact_text


def flip_in(terms: SummaryTerms) -> list[str]:
    """When a Right buys more of the company, and whose Rights are void; nothing of a plan without a limb."""
    events = _flip_in_events(terms)
    if not events:
        return []
    who = persons(adverse_person=terms.adverse_person)
    return [
        (
            f"If {_either(events)}, each holder may from then on receive, upon exercise, Units worth "
            f"{exact_text(terms.flip_in_multiple)} times the exercise price of the Right, or in certain circumstances "
            "cash, property or other securities."
        ),
        "The exercise price is the Purchase Price times the Units that a Right bought just before the event.",
        (
            f"All Rights that are, or in certain circumstances were, beneficially owned by {who} or by certain related "
            "parties are then null and void."
        ),
    ]


def _flip_in_events(terms: SummaryTerms) -> list[str]:
    who = persons(adverse_person=terms.adverse_person)
    told = {
        "acquiring_person": "a person becomes an Acquiring Person",
        "adverse_person": "the Board declares an Adverse Person" if terms.adverse_person else "",
        "surviving_merger": (
            f"the Company survives a merger with an Acquiring Person with its {terms.common} outstanding"
        ),
        "self_dealing": f"{who} engages in certain self-dealing transactions",
        "increase": (
            f"the interest of {who} grows by more than {percent(terms.flip_in_increase)} through an event while it is "
            "one"
        ),
    }
    return [told[limb] for limb in terms.dates.flip_in_limbs if told[limb]]


def flip_over(terms: SummaryTerms) -> list[str]:
    """When a Right buys shares of the other party; nothing of a plan without a limb."""
    told = {
        "merger_not_survivor": "the Company is acquired in a merger",
        "shares_exchanged": "is merged so that its shares are exchanged",
        "half_of_assets": f"{percent(terms.flip_over_assets)} or more of its assets or earning power is sold",
    }
    limbs = terms.dates.flip_over_limbs
    if not limbs:
        return []
    if "merger_not_survivor" not in limbs:
        told["shares_exchanged"] = f"the Company {told['shares_exchanged']}"
    events = _either([told[limb] for limb in limbs], and_if="")
    return [
        (
            f"If, {_opened(terms)}, a Flip-Over Event occurs, that is if {events}, each holder whose "
            "Rights are not void may receive, upon exercise, common stock of the other party worth "
            f"{exact_text(terms.flip_over_multiple)} times the exercise price of the Right."
        ),
    ]


def _opened(terms: SummaryTerms) -> str:
    by_date = "after the Stock Acquisition Date"
    if not terms.continuing_directors:
        return by_date
    return f"{by_date} or while the Continuing Directors are less than a majority of the Board"


def _either(events: list[str], *, and_if: str = "if ") -> str:
    """Events as alternatives: "A, if B, or if C"."""
    first, *others = events
    if not others:
        return first
    *middle, last = others
    return f"{first}{''.join(f', {and_if}{each}' for each in middle)}, or {and_if}{last}"
