"""Which acts are possible at an instant: exercise, redemption, exchange, extension, amendment, exemption, expiration.

Each is no, held or yes by the rule of its own power, with the open questions and the unconfirmed cases that hold it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.rules.amendments import Amendment, AmendmentCategory, amendment_findings, category_findings
from ledger.rules.business_days import close_on
from ledger.rules.course.acquisitions import first_acquiring_person
from ledger.rules.course.answers import (
    Answer,
    Asked,
    by_findings,
    ends_by,
    held_by,
    nothing_distributed,
    soonest,
    waiting_cases,
    waiting_ends,
    waiting_orders,
)
from ledger.rules.course.releases import release_findings
from ledger.rules.dates import day_text, moment_text, start_of
from ledger.rules.exchange import exchange_findings, window_findings
from ledger.rules.exercise import exercise_findings, last_day_of_suspension
from ledger.rules.findings import block
from ledger.rules.redemption import redemption_findings
from ledger.rules.resolutions import BoardResolution, verdict
from ledger.rules.until import until_distribution, until_stated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ledger.rules.exact import Exact
    from ledger.rules.facts import Prong, ReleaseReason
    from ledger.rules.findings import Finding
    from ledger.rules.rights_at import RightsAt


@dataclass(frozen=True, slots=True)
class ExchangeOrder:
    """An exchange as it is ordered: the ratio, None where none is recorded, the shares that it needs and has, and a
    later time of its effect.
    """

    ratio: Exact | None
    shares_needed: Exact
    shares_available: Exact
    has_substitute: bool = False
    effective_at: datetime | None = None


def exercisable(asked: Asked) -> Answer:
    """From the Distribution Date to the end of the Rights, unless the company has suspended it (R23, R24)."""
    findings = [
        *exercise_findings(asked.rights),
        *held_by(asked, "exercise"),
        *waiting_orders(asked.unapproved),
        *asked.undecided,
    ]
    ends = ends_by(asked)
    until = ends if asked.rights.is_separated else soonest(asked, asked.rights.distribution_at, ends)
    if asked.rights.suspended_since:
        until = soonest(asked, close_on(last_day_of_suspension(asked.rights.suspended_since)), ends)
    return by_findings(findings, "The Distribution Date has come: the Rights may be exercised.", until)


def redeemable(asked: Asked, *, in_whole: bool = True, effective_at: datetime | None = None) -> Answer:
    """Within the window that the plan's terms state, or until the Distribution Date (R43)."""
    window = asked.rights.windows.redemption
    until = window.closes_at if window else _prior_to_distribution(asked)
    findings = [
        *nothing_distributed(asked),
        *(
            asked.rights.until_decided(window, asked.undecided)
            or redemption_findings(asked.rights, in_whole=in_whole, effective_at=effective_at)
        ),
        *held_by(asked, "redemption"),
        *waiting_orders(asked.unapproved),
        *waiting_cases(asked),
    ]
    said = (
        until_stated("redemption", window.words, window.closes_at)
        if window
        else until_distribution("redemption", asked.rights.distribution_date)
    )
    return by_findings(findings, said, soonest(asked, until, ends_by(asked)))


def exchangeable(asked: Asked, order: ExchangeOrder | None = None) -> Answer:
    """Within the window that the plan's terms state, or from the first Flip-In Event until the Distribution Date (R48);
    an exchange that is ordered also needs its ratio and its shares (R50).
    """
    window = asked.rights.windows.exchange
    until = window.closes_at if window else _prior_to_distribution(asked)
    said = (
        until_stated("exchange", window.words, window.closes_at)
        if window
        else until_distribution("exchange", asked.rights.distribution_date)
    )
    findings = [
        *nothing_distributed(asked),
        *(asked.rights.until_decided(window, asked.undecided) or _against_exchange(asked.rights, order)),
        *held_by(asked, "exchange"),
        *waiting_orders(asked.unapproved),
        *waiting_cases(asked),
    ]
    return by_findings(findings, said, soonest(asked, until, ends_by(asked)))


def exchange_due(asked: Asked) -> Answer:
    """Whether the plan exchanges by itself, and has somebody to do so for."""
    if not asked.is_automatic:
        return Answer("no", "The plan exchanges nothing by itself: the Board orders an exchange.")
    since = first_acquiring_person(asked.record, asked.at)
    if since is None:
        return Answer("no", "There is no Acquiring Person: no exchange is due.")
    possible = exchangeable(asked)
    if not possible.is_yes:
        return possible
    return Answer("yes", f"There is an Acquiring Person since {moment_text(since)}: the exchange is due.")


def extendable(asked: Asked, prong: Prong) -> Answer:
    """Whether the Board may defer the prong (R14)."""
    row = next(row for row in asked.distribution.prongs if row.prong == prong)
    judged = verdict(BoardResolution("extension", asked.at, prong=prong), asked.record)
    findings = [*judged.findings, *held_by(asked, "extension")]
    until = soonest(asked, row.computed.instant, ends_by(asked))
    return by_findings(findings, f"The Board may defer prong ({prong}).", until)


def amendable(asked: Asked, amendment: Amendment | None = None) -> Answer:
    """Whether the Board may make the amendment, or any without more (R54-R57); of one, counsel says its kind."""
    power = asked.rights.windows.amendment
    until = power.free_until if power else _prior_to_distribution(asked)
    findings = [
        *amendment_findings(asked.rights, amendment or Amendment()),
        *(category_findings(asked.rights, None) if amendment is None else ()),
        *held_by(asked, "amendment"),
    ]
    said = (
        until_stated("amendment", f"until {power.words}", power.free_until)
        if power
        else until_distribution("amendment", asked.rights.distribution_date)
    )
    yes = said if amendment is None else "The Board may make this amendment without the holders."
    return by_findings(findings, yes, soonest(asked, until, ends_by(asked)))


def of_a_kind(asked: Asked, category: AmendmentCategory | None) -> Answer:
    """Whether an amendment of the category that counsel gave it may be made; None: no word of counsel yet (R55)."""
    return by_findings(category_findings(asked.rights, category), "Such an amendment may be made.")


def effective_amendment(asked: Asked, amendment: Amendment, category: AmendmentCategory | None) -> Answer:
    """Whether the amendment may take effect, by what may be amended at that instant, of the category that counsel gave
    it (None: none); the freeze forbids the Board's own act alone.
    """
    rights = replace(asked.rights, freeze=None)
    findings = [*amendment_findings(rights, amendment), *category_findings(rights, category)]
    return by_findings(findings, "The amendment may take effect.")


def exemptable(asked: Asked, person: str = "", why: ReleaseReason = "exempt") -> Answer:
    """Whether a person may be taken out of the definition, for the reason given (DQ13)."""
    findings = [
        *release_findings(asked.record, asked.rights, person, why, asked.at, asked.led),
        *held_by(asked, "declaration"),
    ]
    if asked.rights.is_separated:
        yes = (
            "The Board may take out of the definition whoever did not give the Distribution Date, which stands: it "
            "only decides whether that person's Rights are void."
        )
        return by_findings(findings, yes, ends_by(asked))
    yes = "The Board may take a person out of the definition."
    return by_findings(findings, yes, soonest(asked, asked.rights.distribution_at, ends_by(asked)))


def expiration_due(asked: Asked) -> Answer:
    """Whether the Rights have expired, and their end may be posted (R24, DQ1)."""
    ending, day = asked.ending, asked.ending.computed.value
    findings = [*nothing_distributed(asked), *ending.findings, *waiting_ends(asked)]
    if ending.how != "expired" or day is None:
        # While a question is about the date itself, none is told: the question is what it waits for (DQ1).
        waits = (
            findings if ending.findings and day is None else [*findings, block("R24", ending.computed.reason)]
        )
        return by_findings(waits, "")
    instant = ending.computed.instant
    if instant is None or asked.at < instant:
        sentence = f"The Rights expire at the close of business on {day_text(day)}: not yet."
        return by_findings([*findings, block("R24", sentence)], "")
    return by_findings(findings, ending.computed.reason)


def flip_in_priceable(asked: Asked) -> Answer:
    """Whether what a Right buys after a Flip-In Event may be reckoned with: the Rights are there, and no question holds
    it.
    """
    findings = [*asked.rights.general_findings(), *held_by(asked, "flip_in")]
    return by_findings(findings, "What a Right buys after a Flip-In Event may be reckoned.", ends_by(asked))


def _against_exchange(rights: RightsAt, order: ExchangeOrder | None) -> Iterable[Finding]:
    if order is None:
        return [*rights.general_findings(), *window_findings(rights)]
    return exchange_findings(
        rights,
        ratio=order.ratio,
        shares_needed=order.shares_needed,
        shares_available=order.shares_available,
        has_substitute=order.has_substitute,
        effective_at=order.effective_at,
    )


def _prior_to_distribution(asked: Asked) -> datetime | None:
    """Until when a power "prior to the Distribution Date" may be used: on the date itself it is held (DQ5, DQ14)."""
    day = asked.rights.distribution_date
    if day is None:
        return None
    return soonest(asked, start_of(day), asked.rights.distribution_at)
