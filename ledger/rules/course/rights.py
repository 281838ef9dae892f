"""How the Rights stand at an instant, on the course as it was known then: what every act on them asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import freeze_at, freezes
from ledger.rules.course.flips import flip_ins
from ledger.rules.course.happenings import instant_of
from ledger.rules.moments import window_words, words
from ledger.rules.rights_at import AmendmentPower, OpenWindow, RightsAt, Windows

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.expiration_date import Expiration
    from ledger.rules.course.record import Record
    from ledger.rules.moments import Window
    from ledger.rules.plan_terms import PlanTerms


def rights_when(
    at: datetime,
    record: Record,
    decided: Distribution,
    ending: Expiration,
    open_questions: tuple[str, ...] = (),
) -> RightsAt:
    """How the Rights stand at an instant, from what was known then: what every act on them asks first."""
    known, terms = record.known(at), record.terms_at(at)
    ended = ending.how in {"redeemed", "exchanged"}
    windows = Windows(
        redemption=_window(known, terms.redemption_window, at),
        exchange=_window(known, terms.exchange_window, at),
        amendment=_amendment_window(known, terms, at),
    )
    return RightsAt(
        at=at,
        distribution_date=decided.date,
        distribution_at=decided.instant,
        first_flip_in_at=next((when for when, _ in flip_ins(known, at)), None),
        # A date in doubt ends nothing (DQ1): the finding of expiration_date says so, not the clock.
        expires_at=None if ended or ending.findings else ending.computed.instant,
        ended_at=ending.computed.instant if ended else None,
        ended_by=ending.how if ended else "",
        freeze=freeze_at(at, freezes(known.events, terms.freeze_days)),
        open_questions=open_questions,
        windows=windows,
        doubt=decided.doubtful.doubt if decided.doubtful else "",
        doubt_from=decided.doubtful.earlier if decided.doubtful else None,
    )


def _window(record: Record, window: Window | None, at: datetime) -> OpenWindow | None:
    if window is None:
        return None
    return OpenWindow(
        window_words(window),
        instant_of(record, window.opens, at),
        instant_of(record, window.closes, at),
        opens_with=window.opens is not None,
    )


def _amendment_window(record: Record, terms: PlanTerms, at: datetime) -> AmendmentPower | None:
    window = terms.amendment_window
    if window is None:
        return None
    return AmendmentPower(words(window.free_until), instant_of(record, window.free_until, at), window.then)
