"""The geometry of the drawings."""

from datetime import date, timedelta
from itertools import pairwise

from ledger.timeline_svg import LABEL_WIDTH, MARGIN, WIDTH, Moment, StripDay, strip, timeline

DAY = date(1998, 12, 15)


def moments(*offsets):
    return [Moment(on=DAY + timedelta(days=offset), title=f"Moment {offset}") for offset in offsets]


def test_dates_stand_in_order_inside_the_drawing():
    drawing = timeline(moments(3650, 0, 15), DAY + timedelta(days=20))
    places = [mark.x for mark in drawing.marks]
    assert places == sorted(places)
    assert places[0] == MARGIN
    assert places[-1] == WIDTH - MARGIN
    assert places[1] < drawing.today_x < places[2]


def test_labels_in_one_lane_never_overlap():
    drawing = timeline(moments(*range(12), 40), DAY)
    for mark in drawing.marks:
        for other in drawing.marks:
            if mark is not other and mark.stem_y == other.stem_y:
                assert abs(mark.x - other.x) >= LABEL_WIDTH


def test_today_outside_the_dates_is_not_drawn():
    assert timeline(moments(0, 10), DAY + timedelta(days=11)).today_x is None
    assert timeline([], DAY).marks == ()


def test_one_date_stands_in_the_middle():
    assert [mark.x for mark in timeline(moments(0), DAY).marks] == [WIDTH // 2]


def test_strip_marks_past_today_skipped_and_last():
    days = [
        StripDay(on=date(1998, 12, 24), number=1),
        StripDay(on=date(1998, 12, 25), name="Christmas Day"),
        StripDay(on=date(1998, 12, 28), number=2),
        StripDay(on=date(1998, 12, 29), number=3),
    ]
    cells = strip(days, date(1998, 12, 28)).cells
    assert [(cell.state, cell.last) for cell in cells] == [
        ("past", False),
        ("skipped", False),
        ("today", False),
        ("ahead", True),
    ]
    assert all(later.x >= earlier.x + earlier.width for earlier, later in pairwise(cells))
