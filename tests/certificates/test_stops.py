"""Stop orders: placed, lifted, run out; and what stands against a certificate that is presented."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.enums import Circumstance, PresentationKind, StopKind
from certificates.models import Certificate, StopOrder
from certificates.selectors import stops as standing
from certificates.services import presentations, stops
from certificates.services.presentations import LossTold
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Hold
from ledger.services import holders, holds, plans
from rightsadmin.common.actor import Actor
from tests.certificates import presented
from tests.certificates.factories import RELEASE_DAY, approve, clerk, separated_plan, supervisor
from tests.factories import actor, document

pytestmark = pytest.mark.django_db


def place(certificate, kind=StopKind.COURT_ORDER, **others):
    """A stop as a clerk places it."""
    words = {
        "reason": "Order of 4 January 1999",
        "authority": "Supreme Court, New York County",
        "from_on": RELEASE_DAY,
        "actor": clerk(),
    }
    return stops.place_stop(certificate=certificate, kind=kind, **(words | others))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("lost", "lost"),
        ("stolen", "lost"),
        ("destroyed", "lost"),
        ("court_order", "stopped"),
        ("agent", "stopped"),
    ],
)
def test_stop_puts_the_certificate_in_the_state_of_its_kind_and_lifting_restores_it(mailed, kind, state):
    stop = place(mailed[0], kind)
    mailed[0].refresh_from_db()
    assert (mailed[0].state, stop.state_before) == (state, "mailed")

    approval = stops.propose_lift(stop=stop, reason="Vacated on 6 January", actor=clerk())
    mailed[0].refresh_from_db()
    assert mailed[0].state == state
    assert standing.in_force(mailed[0])
    approve(approval)
    mailed[0].refresh_from_db()
    assert mailed[0].state == "mailed"
    assert (
        AuditEvent.objects.filter(object_type="certificate", object_id=mailed[0].pk)
        .values_list("verb", flat=True)
        .order_by("pk")
        .last()
        == "stop.lifted"
    )
    assert stop.history.count() == 2


def test_second_stop_on_a_certificate_is_refused_and_names_the_first(mailed):
    place(mailed[0])

    with pytest.raises(Conflict, match=r"Court order.*Have it lifted first"):
        place(mailed[0], StopKind.LOST)

    assert StopOrder.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reason": "  "}, "what the stop rests on"),
        ({"authority": ""}, "Name the authority"),
        ({"authority": "=1+1"}, "formula"),
        ({"kind": "whim"}, "no kind of stop"),
        ({"from_on": RELEASE_DAY + timedelta(days=1)}, "is not yet"),
        ({"until_on": RELEASE_DAY - timedelta(days=1)}, "would have ended"),
        ({"kind": "lost", "until_on": RELEASE_DAY}, "not found again by a date"),
        ({"kind": "adverse_claim", "until_on": RELEASE_DAY + timedelta(days=31)}, "30 days"),
    ],
)
def test_stop_that_cannot_stand_is_refused_and_changes_nothing(mailed, words, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        place(mailed[0], **words)

    assert not StopOrder.objects.exists()
    assert Certificate.objects.get(pk=mailed[0].pk).state == "mailed"


def test_stop_of_a_certificate_whose_life_has_ended_is_refused(mailed):
    presented.cancelled(mailed[0].plan, 1)

    with pytest.raises(RuleViolation, match="is cancelled and cannot become stopped"):
        place(mailed[0])


def test_stop_of_a_certificate_before_its_release_is_refused(pressed_run):
    pressed_run(separated_plan(3).plan)

    with pytest.raises(RuleViolation, match="is allocated and cannot become"):
        place(Certificate.objects.first())


def test_stop_by_a_role_without_the_act_is_refused(mailed):
    with pytest.raises(NotAuthorised):
        place(mailed[0], actor=actor("examiner"))


def test_adverse_claim_runs_out_after_thirty_days(mailed):
    stop = place(mailed[0], StopKind.ADVERSE_CLAIM)
    assert stop.until_on == date(1999, 2, 3)
    system = Actor.system("tests")

    plans.pin(plan=mailed[0].plan, day=date(1999, 2, 3), actor=system)
    assert stops.lift_run_out(actor=system) == 0
    plans.pin(plan=mailed[0].plan, day=date(1999, 2, 4), actor=system)
    assert stops.lift_run_out(actor=system) == 1
    assert stops.lift_run_out(actor=system) == 0

    mailed[0].refresh_from_db()
    stop.refresh_from_db()
    assert mailed[0].state == "mailed"
    assert stop.lifted_reason == "its last day was 03 February 1999"


def test_lifting_twice_is_a_conflict(mailed):
    stop = place(mailed[0])
    approval = stops.propose_lift(stop=stop, reason="Vacated", actor=clerk())
    with pytest.raises(Conflict, match="waits for a second person already"):
        stops.propose_lift(stop=stop, reason="Again", actor=clerk())
    approve(approval)

    with pytest.raises(Conflict, match=r"lifted by .* already: Vacated"):
        stops.propose_lift(stop=stop, reason="Again", actor=clerk())


def test_a_clerk_does_not_lift_the_stop_of_a_court_alone(mailed):
    stop = place(mailed[0], StopKind.COURT_ORDER)
    approval = stops.propose_lift(stop=stop, reason="He says so", actor=clerk())
    with pytest.raises(NotAuthorised, match="needs a second person"):
        approve(approval, clerk())
    mailed[0].refresh_from_db()
    assert mailed[0].state == "stopped"


def test_a_stop_that_ran_out_while_its_lifting_waited_is_lifted_once(mailed):
    stop = place(mailed[0], StopKind.ADVERSE_CLAIM)
    approval = stops.propose_lift(stop=stop, reason="Settled", actor=clerk())
    system = Actor.system("clock")
    plans.pin(plan=mailed[0].plan, day=date(1999, 2, 4), actor=system)
    assert stops.lift_run_out(actor=system) == 1
    with pytest.raises(Conflict, match="already: its last day was"):
        approve(approval)


def test_stop_of_a_replaced_certificate_stays_until_the_old_paper_comes_in(mailed):
    stop = place(mailed[0], StopKind.LOST)
    item = presented.received(mailed[0].plan, PresentationKind.REPLACEMENT, 1)
    presentations.examine(
        presentation=item,
        evidence=replace(presented.GOOD, is_surrendered=False),
        loss=LossTold(
            Circumstance.LOST,
            affidavit=document(item.plan, "Affidavit of loss"),
            indemnity=document(item.plan, "Indemnity bond"),
            stop=stop,
        ),
        actor=clerk(),
    )
    approve(presentations.propose(presentation=item, actor=clerk()), supervisor())
    with pytest.raises(RuleViolation, match="its stop stays"):
        stops.propose_lift(stop=stop, reason="Found", actor=clerk())

    mailed[0].refresh_from_db()
    (alarm,) = standing.against(mailed[0])
    assert alarm.startswith("Alarm: R-0000001 was replaced by R-0000004 after it was reported lost.")

    stops.record_recovery(stop=stop, reason="Came by mail from the holder", actor=clerk())
    mailed[0].refresh_from_db()
    assert mailed[0].state == "cancelled"
    assert standing.in_force(mailed[0]) is None


def test_recovery_of_a_certificate_that_was_not_replaced_is_refused(mailed):
    stop = place(mailed[0], StopKind.LOST)

    with pytest.raises(RuleViolation, match="was not replaced"):
        stops.record_recovery(stop=stop, reason="Found", actor=clerk())


def test_nothing_stands_against_a_certificate_in_good_order(mailed):
    assert standing.against(mailed[0]) == []


def test_lost_certificate_raises_the_alarm_with_its_authority(mailed):
    place(mailed[0], StopKind.STOLEN, authority="Jane Roe, by affidavit")
    mailed[0].refresh_from_db()

    (alarm,) = standing.against(mailed[0])

    assert alarm == (
        "Alarm: R-0000001 is under a stop since Monday 4 January 1999: reported stolen, on the authority of "
        "Jane Roe, by affidavit. Order of 4 January 1999"
    )


@pytest.mark.parametrize(
    ("kind", "quantity", "count"),
    [("stop", None, 1), ("deceased", None, 1), ("bad_address", None, 0), ("stop", 1, 1)],
)
def test_hold_on_the_account_stands_against_its_certificate(mailed, kind, quantity, count):
    holders.place_hold(
        account=mailed[0].account,
        kind=kind,
        quantity=quantity,
        reason="Order",
        from_on=RELEASE_DAY,
        actor=clerk(),
    )

    assert len(standing.against(mailed[0])) == count


def test_hold_for_a_quantity_lets_the_rest_go(mailed):
    certificate = mailed[0]
    holders.place_hold(
        account=certificate.account,
        kind=Hold.Kind.ADVERSE_CLAIM,
        quantity=certificate.quantity - 30,
        reason="Levy",
        from_on=RELEASE_DAY,
        actor=clerk(),
    )

    assert standing.against(certificate, presented=30) == []
    (sentence,) = standing.against(certificate, presented=31)
    assert sentence.startswith(
        f"A hold on {certificate.quantity - 30} Rights of the account, of which {certificate.quantity - 31} would be"
    )


def test_hold_that_ended_stands_no_more(mailed):
    hold = holders.place_hold(
        account=mailed[0].account, kind="stop", reason="Order", from_on=RELEASE_DAY, actor=clerk()
    )
    approve(holds.propose_lift(hold=hold, lifted_on=RELEASE_DAY, reason="Vacated", actor=clerk()))

    assert standing.against(mailed[0]) == []


def test_second_active_stop_by_raw_sql_is_refused(mailed):
    stop = place(mailed[0])

    stop.pk = None
    with pytest.raises(IntegrityError, match="stop_once_a_certificate"), transaction.atomic():
        StopOrder.objects.bulk_create([stop])
