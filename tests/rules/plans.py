"""Terms and instants the tests of the date rules share: the plan of the 8-K, as its words have it."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from ledger.calendars import seeded_calendar
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.course.distribution import Distribution
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.record import Record
from ledger.rules.dates import start_of, to_utc
from ledger.rules.facts import AcquiringPersonAnnounced, Event, Period, TenderOffer
from ledger.rules.moments import On
from ledger.rules.plan_terms import (
    AdversePersonTerms,
    PlanTerms,
    StockAcquisitionTerms,
    TenderTerms,
    one_law,
)

BANKING = seeded_calendar("ny-banking")
STRICT = seeded_calendar("ny-gcl24")

MIM = PlanTerms(
    record_date=date(1998, 12, 4),
    stock_acquisition=StockAcquisitionTerms(Fraction(15), Period(10), "before_time"),
    tender=TenderTerms(Fraction(15), Period(10)),
    adverse_person=AdversePersonTerms(Fraction(10)),
    immediate_pct=Fraction(40),
    flip_over=True,
    expiration=On(date(2008, 11, 24)),
    agreement_date=date(1998, 11, 24),
)


def ny(text: str) -> datetime:
    """The instant of a New York wall time such as "1998-12-15T09:00"."""
    return to_utc(datetime.fromisoformat(text))


def announced(at: str, pct: object = 16) -> AcquiringPersonAnnounced:
    """The announcement of an Acquiring Person, 16% unless said."""
    return AcquiringPersonAnnounced(ny(at), Fraction(str(pct)))


def offer(commenced: str | None, own: int = 100, **more: object) -> TenderOffer:
    """A tender offer; `intent`, `permitted` and `withdrawn` are New York wall times."""
    moments = {
        field: ny(str(more[key]))
        for key, field in (
            ("intent", "intent_at"),
            ("permitted", "board_permitted_at"),
            ("withdrawn", "withdrawn_at"),
        )
        if key in more
    }
    return TenderOffer(
        Fraction(own),
        commenced_at=ny(commenced) if commenced else None,
        all_shares=bool(more.get("all_shares", True)),
        **moments,
    )


def record(
    events: Iterable[Event], terms: PlanTerms = MIM, calendar: BusinessCalendar | None = None
) -> Record:
    """The record of terms that never change and these events, counted on one calendar whatever the terms name."""
    since = start_of(terms.agreement_date or terms.record_date)
    calendars = {"ny-gcl24": STRICT}
    told = Record(one_law(terms, since), (), lambda code: calendar or calendars.get(code, BANKING))
    return told.with_events(*events)


def decide(*events: Event, terms: PlanTerms = MIM, **options: object) -> Distribution:
    """The Distribution Date on the New York bank calendar."""
    return distribution_date(record(events, terms), **{"with_strict": False} | options)


def codes(distribution: Distribution) -> set[str]:
    """The codes of the warnings."""
    return {notice.code for notice in distribution.warnings}
