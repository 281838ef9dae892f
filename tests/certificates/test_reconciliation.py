"""The daily proof over the real services: what it finds, who owns it, how it heals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import DatabaseError, InternalError

from certificates.models import Certificate
from ledger.enums import BreakStatus
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Break, ReconciliationRun
from ledger.selectors import reconciliation as selector
from ledger.services import plans, reconciliation
from ledger.tasks import reconcile_plans
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import attached_plan, separated_plan
from tests.factories import order
from tests.owner import behind_the_program

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
OUTSTANDING = Decimal(17_890_739)


def prove(plan):
    return reconciliation.reconcile(plan=plan, actor=SYSTEM)


def outcomes(run):
    return {each["code"]: each["outcome"] for each in run.identities}


def tamper(statement, *values):
    """What no service does: a row changed behind the ledger's back, the triggers off."""
    with behind_the_program(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_attached_plan_is_proved_with_both_sides():
    run = prove(attached_plan())
    assert run.proved
    assert outcomes(run) == {
        "common": "holds",
        "treasury": "holds",
        "authorized": "not_stated",
        "attached": "holds",
        "issued": "holds",
        "negative": "holds",
        "units": "not_stated",
        "figure:purchase_price.amount": "holds",
        "figure:units_per_right": "holds",
        "figure:rights_per_share": "holds",
        "journal": "holds",
        "numbers": "holds",
        "exercised": "holds",
        "cash": "holds",
    }
    common = run.identities[0]
    assert (common["left"], common["right"], common["difference"]) == ("17890739", "17890739", "0")


def test_units_reserved_and_authorised_common_are_proved_once_an_order_states_them():
    plan = attached_plan()
    order(plan, authorized=Decimal(40_000_000), units_reserved=Decimal(18_219_506))
    run = prove(plan)
    assert outcomes(run)["units"] == "holds"
    assert outcomes(run)["authorized"] == "holds"


def test_units_short_by_one_are_a_break_valued_by_no_price():
    plan = attached_plan()
    order(plan, units_reserved=OUTSTANDING - 1)
    run = prove(plan)
    found = Break.objects.get(plan=plan)
    assert (found.identity, found.key, found.difference, found.value) == ("units", "total", "-1", None)
    (said,) = [each["sentence"] for each in run.identities if each["code"] == "units"]
    assert said.startswith(
        "Units reserved 17,890,738 do not cover Units that all Rights not void call for 17,890,739"
    )
    assert "record its order in the control book" in said
    assert found.value_basis == "No price of Units is on record"


def test_a_control_book_that_says_more_is_a_break_until_it_says_the_same():
    plan = attached_plan()
    order(plan, OUTSTANDING + 100)
    run = prove(plan)
    assert not run.proved
    found = Break.objects.get(plan=plan)
    assert (found.identity, found.left, found.right, found.difference) == (
        "common",
        "17890839",
        "17890739",
        "100",
    )
    prove(plan)
    assert Break.objects.count() == 1
    order(plan, OUTSTANDING)
    healed = prove(plan)
    found.refresh_from_db()
    assert (found.status, found.closed_by, found.closed_on) == (
        BreakStatus.CLOSED,
        healed,
        date(1998, 12, 15),
    )
    order(plan, OUTSTANDING + 1)
    prove(plan)
    assert Break.objects.count() == 2
    assert AuditEvent.objects.filter(verb="reconciliation.proved").count() == 4


def test_an_account_with_other_rights_than_its_shares_carry_is_named():
    plan = attached_plan()
    first = plan.accounts.order_by("number").first()
    tamper(
        "UPDATE ledger_entry SET quantity = quantity - 1 WHERE instrument = 'rights' AND to_account_id IN "
        "(SELECT id FROM ledger_ledgeraccount WHERE holder_id = %s)",
        first.pk,
    )
    prove(plan)
    found = Break.objects.get(plan=plan, identity="attached")
    assert (found.key, found.left, found.right) == (first.number, "99", "100")
    assert found.value == Decimal("0.00")
    assert found.value_basis.startswith("Floor")


def test_a_batch_that_lost_an_entry_or_its_link_is_named():
    plan = attached_plan()
    tamper(
        "UPDATE ledger_batch SET previous_digest = %s WHERE plan_id = %s AND number = 2", "f" * 64, plan.pk
    )
    prove(plan)
    assert Break.objects.get(plan=plan, identity="journal").key == "batch 2"


def test_separated_plan_is_proved_before_and_after_its_run(pressed_run):
    plan = separated_plan().plan
    before = prove(plan)
    assert outcomes(before)["certificated"] == "holds"
    assert "attached" not in outcomes(before)
    pressed_run(plan)
    after = prove(plan)
    assert after.proved
    sides = {each["code"]: (each["left"], each["right"]) for each in after.identities}
    assert sides["control_total"][0] == sides["control_total"][1] == "17890739"
    assert sides["numbers"][0] == str(Certificate.objects.count())


def test_a_certificate_for_other_rights_and_a_number_without_one_are_named(pressed_run):
    plan = separated_plan().plan
    pressed_run(plan)
    first, second = Certificate.objects.select_related("account").order_by("number")[:2]
    tamper("UPDATE certificates_certificate SET quantity = quantity + 5 WHERE id = %s", first.pk)
    tamper("UPDATE certificates_certificate SET number = 900, text = 'R-0000900' WHERE id = %s", second.pk)
    prove(plan)
    assert set(Break.objects.filter(plan=plan).values_list("identity", "key")) == {
        ("certificated", first.account.number),
        ("control_total", "total"),
        ("numbers", second.text),
    }


def test_a_break_is_owned_explained_and_closed_only_when_it_holds_again():
    plan, clerk = attached_plan(), factories.actor("clerk")
    order(plan, OUTSTANDING + 100)
    prove(plan)
    found = Break.objects.get()
    reconciliation.assign_break(found=found, owner=clerk.user, actor=factories.actor("supervisor"))
    reconciliation.explain_break(found=found, explanation="The order ran ahead of an issue.", actor=clerk)
    with pytest.raises(RuleViolation, match="still differs by 100"):
        reconciliation.close_break(found=found, reason="Mended.", actor=clerk)
    prove(plan)
    found.refresh_from_db()
    assert (found.owner_name, found.status) == ("Clerk Tester", BreakStatus.EXPLAINED)
    order(plan, OUTSTANDING)
    closed = reconciliation.close_break(found=found, reason="The officer withdrew the order.", actor=clerk)
    assert (closed.status, closed.closed_reason) == (BreakStatus.CLOSED, "The officer withdrew the order.")
    assert closed.history.count() == 5
    with pytest.raises(Conflict, match="was closed on"):
        reconciliation.explain_break(found=found, explanation="Too late.", actor=clerk)


def test_only_those_whose_role_carries_it_prove_own_or_explain():
    plan, examiner = attached_plan(), factories.actor("examiner")
    with pytest.raises(NotAuthorised):
        reconciliation.reconcile(plan=plan, actor=examiner)
    order(plan, OUTSTANDING + 100)
    prove(plan)
    with pytest.raises(NotAuthorised, match="cannot own a break"):
        reconciliation.assign_break(
            found=Break.objects.get(), owner=examiner.user, actor=factories.actor("supervisor")
        )


def test_a_break_ages_and_is_counted():
    plan = attached_plan()
    order(plan, OUTSTANDING + 100)
    prove(plan)
    assert selector.counts([plan]) == {plan.pk: (1, 0)}
    plan = plans.pin(plan=plan, day=date(1998, 12, 15) + timedelta(days=31), actor=SYSTEM)
    prove(plan)
    assert selector.counts([plan]) == {plan.pk: (1, 1)}
    assert list(selector.aged(plan)) == [Break.objects.get()]


def test_a_proof_cannot_be_changed():
    run = prove(attached_plan())
    with pytest.raises((InternalError, DatabaseError)):
        ReconciliationRun.objects.filter(pk=run.pk).update(differing=0, made_by="nobody")


def test_the_daily_task_proves_every_plan(django_capture_on_commit_callbacks):
    plan = attached_plan()
    with django_capture_on_commit_callbacks(execute=True):
        assert reconcile_plans() == 1
    assert ReconciliationRun.objects.get(plan=plan).made_by == "system:reconcile"


def test_the_command_says_each_identity_and_fails_where_one_differs(capsys):
    plan = attached_plan()
    call_command("reconcile", plan.slug)
    assert "holds  Common outstanding" in capsys.readouterr().out
    order(plan, OUTSTANDING + 100)
    with pytest.raises(CommandError, match="1 of 1 plans differ"):
        call_command("reconcile")
    with pytest.raises(CommandError, match="no plan nowhere"):
        call_command("reconcile", "nowhere")
