"""Stored calendars: what the shipped ones say, and what a change of a row changes."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from ledger.calendars import CALENDAR_CODES, seeded_calendar
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Calendar, CalendarClosing
from ledger.rules.business_days import Closing
from ledger.selectors.calendars import snapshot
from ledger.services import calendars
from rightsadmin.common.actor import Actor

SYSTEM = Actor.system("test")


@pytest.fixture
def loaded(db):
    return calendars.load_shipped(actor=SYSTEM)


def test_snapshot_says_what_the_shipped_calendar_says(loaded):
    assert sorted(Calendar.objects.values_list("code", flat=True)) == sorted(CALENDAR_CODES)
    for code in CALENDAR_CODES:
        stored, seeded = snapshot(code), seeded_calendar(code)
        assert (stored.version, stored.first, stored.last) == ("1", seeded.first, seeded.last)
        assert {(row.date, row.effect, row.reason) for row in stored.closings} == {
            (row.date, row.effect, row.reason) for row in seeded.closings
        }
    assert CalendarClosing.history.count() == CalendarClosing.objects.count()


def test_loading_again_changes_nothing(loaded):
    rows = CalendarClosing.objects.count()
    assert calendars.load_shipped(actor=SYSTEM) == []
    assert CalendarClosing.objects.count() == rows


def test_a_later_row_becomes_a_version_and_what_staff_removed_stays_removed(loaded, monkeypatch):
    shipped = seeded_calendar("ny-banking")
    removed = date(1998, 12, 25)
    calendars.remove_closing(code="ny-banking", day=removed, reason="Paper", actor=SYSTEM)
    later = Closing(date(1998, 12, 21), "ny-banking", "closed", "Day of mourning", "Proclamation 1")
    more = replace(shipped, closings=(*shipped.closings, later))
    monkeypatch.setattr(
        calendars, "seeded_calendar", lambda code: more if code == "ny-banking" else seeded_calendar(code)
    )
    told = io.StringIO()
    call_command("load_calendars", stdout=told)
    assert told.getvalue() == "ny-banking is now version 3.\n"
    assert [snapshot("ny-banking", version).is_business_day(later.date) for version in (1, 2, 3)] == [
        True,
        True,
        False,
    ]
    assert snapshot("ny-banking").is_business_day(removed)


def test_each_change_is_a_version_and_old_versions_stay(loaded):
    day = date(1998, 12, 21)
    added = calendars.add_closing(
        code="ny-banking", day=day, effect="closed", reason="Bank holiday", source="Order 1", actor=SYSTEM
    )
    assert added.version == 2
    removed = calendars.remove_closing(code="ny-banking", day=day, reason="Order 1 withdrawn", actor=SYSTEM)
    assert removed.version == 3

    assert [snapshot("ny-banking", version).is_business_day(day) for version in (1, 2, 3)] == [
        True,
        False,
        True,
    ]
    assert snapshot("ny-banking").advance(date(1998, 12, 15), 10) == date(1998, 12, 30)
    assert snapshot("ny-banking", 2).advance(date(1998, 12, 15), 10) == date(1998, 12, 31)


def test_change_without_a_reason_twice_or_by_a_clerk_is_refused(loaded):
    row = {"code": "ny-banking", "day": date(1998, 12, 25), "effect": "closed", "source": "x"}
    with pytest.raises(RuleViolation):
        calendars.add_closing(**row, reason=" ", actor=SYSTEM)
    with pytest.raises(Conflict):
        calendars.add_closing(**row, reason="Christmas", actor=SYSTEM)
    with pytest.raises(NotAuthorised):
        calendars.add_closing(**row, reason="x", actor=Actor(name="A clerk", roles=("clerk",)))
    with pytest.raises(RuleViolation):
        calendars.remove_closing(code="ny-banking", day=date(1998, 12, 21), reason="x", actor=SYSTEM)
    assert Calendar.objects.get(code="ny-banking").version == 1


def test_version_that_never_was_is_refused(loaded):
    with pytest.raises(RuleViolation):
        snapshot("ny-banking", 2)
    with pytest.raises(RuleViolation):
        snapshot("mars")


@pytest.mark.parametrize("edge", ["first", "last"])
def test_a_day_outside_the_calendar_cannot_be_closed(loaded, edge):
    last_within = getattr(Calendar.objects.get(code="ny-banking"), edge)
    outside = last_within + timedelta(days=1 if edge == "last" else -1)
    row = {"code": "ny-banking", "effect": "closed", "reason": "x", "source": "x", "actor": SYSTEM}
    with pytest.raises(RuleViolation, match="is outside the calendar"):
        calendars.add_closing(day=outside, **row)
    Calendar.objects.get(code="ny-banking").closings.filter(date=last_within).delete()
    assert calendars.add_closing(day=last_within, **row).version == 2


def test_a_calendar_that_does_not_exist_is_not_changed(loaded):
    with pytest.raises(RuleViolation, match="There is no calendar 'mars'"):
        calendars.remove_closing(code="mars", day=date(1998, 12, 25), reason="x", actor=SYSTEM)
    with pytest.raises(RuleViolation, match="There is no calendar 'mars'"):
        calendars.add_closing(
            code="mars", day=date(1998, 12, 25), effect="closed", reason="x", source="x", actor=SYSTEM
        )


def test_a_closing_needs_its_source_and_its_removal_a_reason(loaded):
    day = date(1998, 12, 25)
    with pytest.raises(RuleViolation, match="reason and source are needed"):
        calendars.add_closing(
            code="ny-banking", day=date(1998, 12, 21), effect="closed", reason="x", source=" ", actor=SYSTEM
        )
    with pytest.raises(RuleViolation, match="Say why the row is removed"):
        calendars.remove_closing(code="ny-banking", day=day, reason=" ", actor=SYSTEM)
    assert not snapshot("ny-banking").is_business_day(day)
