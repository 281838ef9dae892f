"""Keyset pages over real rows."""

import base64
import json

import pytest

from ledger.models import HolderAccount
from rightsadmin.common.pagination import BadCursor, bounded_count, keyset_page
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts():
    plan = factories.mim_plan()
    for number, city in (("1", "B"), ("2", "A"), ("3", "B"), ("4", "A"), ("5", "C")):
        account = factories.account(plan, number=number)
        HolderAccount.objects.filter(pk=account.pk).update(city=city)
    return HolderAccount.objects.filter(plan=plan)


def walk(queryset, order, size):
    cursor, pages = "", []
    while True:
        page = keyset_page(queryset, order=order, size=size, cursor=cursor)
        pages.append([row.number for row in page.rows])
        cursor = page.next_cursor
        if not cursor:
            return pages, page


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("city",), [["2", "4"], ["1", "3"], ["5"]]),
        (("-city", "-number"), [["5", "3"], ["1", "4"], ["2"]]),
        (("-city", "number"), [["5", "1"], ["3", "2"], ["4"]]),
    ],
)
def test_pages_follow_the_order_and_split_ties(accounts, order, expected):
    assert walk(accounts, order, 2)[0] == expected


def test_previous_page_is_the_page_one_came_from(accounts):
    _, last = walk(accounts, ("city",), 2)
    back = keyset_page(accounts, order=("city",), size=2, cursor=last.previous_cursor)
    assert [row.number for row in back.rows] == ["1", "3"]
    first = keyset_page(accounts, order=("city",), size=2, cursor=back.previous_cursor)
    assert [row.number for row in first.rows] == ["2", "4"]
    assert (first.previous_cursor, bool(first.next_cursor)) == ("", True)


def test_page_costs_one_query(accounts, django_assert_num_queries):
    cursor = keyset_page(accounts, order=("city",), size=2).next_cursor
    with django_assert_num_queries(1):
        keyset_page(accounts, order=("city",), size=2, cursor=cursor)


def forged(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "no base64 at all!",
        "é",
        forged("after", "city,pk"),
        forged("sideways", "city,pk", "A", 1),
        forged("after", "number,pk", "A", 1),
        forged("after", "city,pk", "A\x00", 1),
        forged("after", "city,pk", ["A"], 1),
        forged("after", "city,pk", "A", "no number"),
    ],
)
def test_forged_cursor_is_refused(accounts, cursor):
    with pytest.raises(BadCursor):
        keyset_page(accounts, order=("city",), size=2, cursor=cursor)


def test_count_stops_at_its_limit(accounts):
    assert bounded_count(accounts, limit=3) == 4
    assert bounded_count(accounts, limit=10) == 5
