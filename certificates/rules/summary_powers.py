"""The Summary of Rights: what the Company may do with the Rights and the agreement, and until when."""

from certificates.rules.legends import money
from certificates.rules.summary_terms import SummaryTerms
from ledger.rules.exact import exact_text
from ledger.rules.moments import Window, window_words, words

BEFORE_THE_DISTRIBUTION_DATE = "At any time prior to the Distribution Date"
_AMENDMENTS = {
    "cure": "to cure an ambiguity, defect or inconsistency",
    "not_adverse": "to make changes not adverse to the holders of Rights",
    "periods": "to change a period; the period of redemption cannot change once the Rights are not redeemable",
}


def redemption(terms: SummaryTerms) -> list[str]:
    """The redemption in its window, and the freeze where the plan has one."""
    sentences = [
        (
            f"{_when(terms.dates.redemption_window)} the Company may redeem the Rights, all of them and not a part, at "
            f"{money(terms.redemption_price)} per Right, in cash, {terms.common} or other consideration."
        ),
        "When the action of the Board takes effect the Rights end; their holders have the right to that price only.",
    ]
    if terms.continuing_directors:
        sentences.append(_freeze(terms))
    return sentences


def _when(window: Window | None) -> str:
    """The window as a sentence begins; a paper that states none has until the Distribution Date."""
    if window is None:
        return BEFORE_THE_DISTRIBUTION_DATE
    told = window_words(window)
    return f"{told[:1].upper()}{told[1:]}"


def _freeze(terms: SummaryTerms) -> str:
    return (
        f"For {terms.dates.freeze_days} days after the Continuing Directors cease to be a majority of the Board it may "
        "not designate a Permitted Offer, redeem the Rights, or amend the Rights Agreement."
    )


def exchange(terms: SummaryTerms) -> list[str]:
    """The exchange in its window."""
    ratio = "at the ratio that the Rights Agreement states"
    if terms.exchange_ratio is not None:
        shares = "share" if terms.exchange_ratio == 1 else "shares"
        ratio = f"at {exact_text(terms.exchange_ratio)} {shares} for a Right"
    return [
        (
            f"{_when(terms.dates.exchange_window)} the Company may exchange the Rights, other than those that are "
            f"void, in whole or in part, for shares of {terms.common}, {ratio}."
        ),
    ]


def amendment(terms: SummaryTerms) -> list[str]:
    """Until when the agreement may be amended freely, and what may be amended from then on."""
    window = terms.dates.amendment_window
    until = f"Until {words(window.free_until)}" if window else "Before the Distribution Date"
    kinds = [_AMENDMENTS[kind] for kind in (window.then if window else _AMENDMENTS)]
    sentences = [
        f"{until} the Company may, with certain limits, amend the Rights Agreement without the approval of holders.",
    ]
    if not kinds:
        return [*sentences, "After it the Rights Agreement cannot be amended without them."]
    *others, last = kinds
    listed = f"{', '.join(others)}{', or ' if others else ''}{last}"
    return [*sentences, f"After it, only {listed}."]
