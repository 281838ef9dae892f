"""What an act adds to the control book, and takes from it: of all common, and of each class that it tells apart."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import Basis
from ledger.errors import RuleViolation
from ledger.models import AuditEvent, ControlBookEntry
from ledger.rules.issued import Issued
from ledger.selectors.control_book import by_class, control_book as book_of
from ledger.services import control_book
from ledger.services.terms import record_term
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(1998, 12, 15)
TITLES = {"A": "Class A", "B": "Class B"}


@pytest.fixture
def plan():
    """The plan of the 8-K, of whose common the control book tells."""
    return factories.mim_plan()


def issued(outstanding, treasury=0, reserved=0):
    return Issued(*map(Decimal, (outstanding, treasury, reserved)))


def changed(plan, changes):
    control_book.change(
        plan,
        ON,
        changes,
        document=factories.document(plan, "Resolution"),
        reason="Resolution",
        actor=factories.actor("supervisor"),
    )
    return book_of(plan, ON)


def ordered(plan, whole, classes=None):
    control_book.record_control_book(
        plan=plan,
        as_of=ON,
        **whole.figures,
        classes=classes,
        document=factories.document(plan, "Order"),
        actor=factories.actor("supervisor"),
    )


def in_classes(plan):
    """The plan with two classes of common, and what is issued of each."""
    record_term(
        plan=plan,
        key="common.classes",
        value=[{"code": code, "title": title, "rights_per_share": "1"} for code, title in TITLES.items()],
        citation="Section 1.",
        basis=Basis.AGREEMENT,
        document=factories.document(plan, "Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=factories.actor("counsel"),
    )
    ordered(plan, issued(1_000, 50, 7), {"A": issued(900, 50, 5), "B": issued(100, 0, 2)})


def test_what_is_delivered_is_outstanding_from_that_day_on(plan):
    ordered(plan, issued(1_000, 50, 7))
    book = changed(plan, {"": issued(25, -50)})
    assert (book.outstanding, book.treasury, book.reserved, book.by_class) == (1_025, 0, 7, {})
    told = AuditEvent.objects.filter(verb="control_book.changed").latest("pk")
    assert (told.before["outstanding"], told.after["outstanding"]) == ("1000", "1025")
    assert "by_class" not in told.after


def test_nothing_is_entered_where_nothing_changes_or_no_book_is_kept(plan):
    entries = ControlBookEntry.objects.count()
    changed(plan, {})
    assert ControlBookEntry.objects.count() == entries
    assert book_of(plan, date(1990, 1, 1)) is None
    control_book.change(
        plan,
        date(1990, 1, 1),
        {"": issued(1)},
        document=factories.document(plan),
        reason="Order",
        actor=factories.actor("supervisor"),
    )
    assert ControlBookEntry.objects.count() == entries


@pytest.mark.parametrize(("less", "named"), [(issued(-1_001), "outstanding"), (issued(0, -51), "treasury")])
def test_no_more_is_taken_than_there_is(plan, less, named):
    ordered(plan, issued(1_000, 50, 7))
    with pytest.raises(RuleViolation, match=f"fewer shares {named} than"):
        changed(plan, {"": less})
    assert book_of(plan, ON).outstanding == 1_000
    assert changed(plan, {"": issued(-1_000)}).outstanding == 0


def test_each_class_takes_its_own_and_all_together_the_sum(plan):
    in_classes(plan)
    book = changed(plan, {"B": issued(40), "A": issued(-100, 100)})
    assert (book.outstanding, book.treasury) == (940, 150)
    assert by_class(book) == {"A": issued(800, 150, 5), "B": issued(140, 0, 2)}
    told = AuditEvent.objects.filter(verb="control_book.changed").latest("pk")
    assert told.after["by_class"]["B"]["outstanding"] == "140"


def test_a_class_that_the_book_does_not_tell_apart_is_asked_for(plan):
    in_classes(plan)
    with pytest.raises(RuleViolation, match="does not say how much of class C"):
        changed(plan, {"C": issued(1)})
