"""Raw SQL against the database: shape, CHECKs and triggers hold without the application."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from simple_history.models import HistoricalChanges

from ledger.enums import Act
from ledger.models import (
    Approval,
    Deadline,
    Director,
    LedgerAccount,
    Milestone,
    Plan,
    Resolution,
    TriggerCase,
)
from ledger.rules import postings
from ledger.selectors.proof import prove
from ledger.services import approvals, deadlines, events, posting
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce
from tests.owner import as_owner, behind_the_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = factories.mim_plan()
    jane, john = factories.account(plan), factories.account(plan, "JOHN DOE")
    factories.give_common(plan, {jane: 100, john: 17_890_639})
    return plan


def attack(sql, *params):
    def run():
        with transaction.atomic(), as_owner(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError) as refused:
        run()
    return str(refused.value)


@pytest.mark.parametrize(
    "table",
    [
        "ledger_entry",
        "ledger_batch",
        "ledger_planterm",
        "ledger_sourcedocument",
        "ledger_controlbookentry",
        "ledger_auditevent",
        "ledger_historicalplan",
        "ledger_historicalholderaccount",
    ],
)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_append_only_rows_stay(plan, table, statement):
    key = "history_id" if "historical" in table else "id"
    assert "append-only" in attack(statement.format(table, key, key))


def test_every_history_is_append_only():
    histories = {model._meta.db_table for model in apps.get_models() if issubclass(model, HistoricalChanges)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        assert histories - {table for (table,) in cursor.fetchall()} == set()


@pytest.mark.parametrize("quantity", ["0", "-5"])
def test_an_entry_moves_more_than_nothing(plan, quantity):
    assert "entry_quantity_positive" in attack(
        "INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind, "
        "effective_on, recorded_at) SELECT 999, 1, instrument, from_account_id, to_account_id, %s, kind, effective_on, "
        "recorded_at FROM ledger_entry LIMIT 1",
        quantity,
    )


def test_an_entry_moves_between_two_accounts(plan):
    assert "entry_accounts_differ" in attack(
        "INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind, "
        "effective_on, recorded_at) SELECT 999, 1, instrument, to_account_id, to_account_id, 1, kind, effective_on, "
        "recorded_at FROM ledger_entry LIMIT 1"
    )


def test_a_posted_batch_takes_no_more_entries(plan):
    assert "closed" in attack(
        "INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind, "
        "effective_on, recorded_at) SELECT batch_id, 999, instrument, from_account_id, to_account_id, 1, kind, "
        "effective_on, recorded_at FROM ledger_entry LIMIT 1"
    )


def test_an_entry_without_its_batch_does_not_commit(plan):
    attack(
        "INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind, "
        "effective_on, recorded_at) SELECT 999999, 1, instrument, from_account_id, to_account_id, 1, kind, "
        "effective_on, recorded_at FROM ledger_entry LIMIT 1"
    )


def test_a_batch_is_chained_once(plan):
    assert "batch_" in attack(
        "INSERT INTO ledger_batch (plan_id, number, kind, effective_on, recorded_at, source, legal_basis, memo, "
        "entry_count, posted_by_name, action, previous_digest, digest) SELECT plan_id, 99, kind, effective_on, "
        "recorded_at, 'again', legal_basis, memo, 0, posted_by_name, action, previous_digest, digest FROM ledger_batch "
        "ORDER BY number DESC LIMIT 1"
    )


@pytest.fixture
def approval(plan):
    return approvals.propose(
        plan=plan,
        act=Act.DIVIDEND,
        subject="A dividend",
        target_type="plan",
        target_id=plan.pk,
        payload={"rights": "1"},
        legal_basis="Form 8-K",
        actor=factories.actor("clerk"),
    )


def test_the_maker_cannot_decide_in_the_database(approval):
    assert "approval_by_a_second_person" in attack(
        "UPDATE ledger_approval SET status = 'approved', decided_by_id = proposed_by_id, decided_at = now()"
    )


def test_an_approval_without_a_person_does_not_stand(approval):
    assert "approval_decided_by_someone" in attack(
        "UPDATE ledger_approval SET status = 'approved', decided_at = now()"
    )


def test_the_payload_of_an_approval_stays(approval):
    assert "payload" in attack('UPDATE ledger_approval SET payload = \'{"rights": "2"}\'::jsonb')


def test_a_decided_approval_stays_decided(approval):
    approvals.reject(approval_id=approval.pk, reason="No.", actor=factories.actor("supervisor"))
    assert "once" in attack("UPDATE ledger_approval SET decision_reason = 'Yes.'")
    assert "once" in attack("DELETE FROM ledger_approval")
    assert Approval.objects.get().status == "rejected"


def test_what_a_deadline_says_stays(plan):
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    assert "never changes" in attack("UPDATE ledger_deadline SET date = '1999-01-01'")
    assert "never changes" in attack("DELETE FROM ledger_deadline")
    assert Deadline.objects.exists()


def test_a_separated_plan_has_its_date(plan):
    assert "plan_separated_has_distribution_date" in attack("UPDATE ledger_plan SET state = 'separated'")


def test_a_case_is_confirmed_on_a_certificate_only(plan):
    events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york("1998-12-15T09:00"),
        data={"at": "1998-12-15T09:00", "pct": "16.2"},
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan),
        actor=factories.actor("clerk"),
    )
    assert "case_confirmed_on_a_certificate" in attack("UPDATE ledger_triggercase SET status = 'confirmed'")


def test_tampering_behind_the_triggers_shows_in_the_proof(plan):
    """With the triggers off, as a database owner could: the digest chain tells."""
    from ledger.selectors.proof import prove

    assert prove(plan).proved
    with behind_the_program(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_entry SET quantity = quantity + 1 WHERE leg = 1 AND instrument = 'rights'"
        )
    assert any("is not what was posted" in difference for difference in prove(plan).differences)


def test_a_dividend_of_nothing_is_refused_before_the_database(plan):
    from ledger.errors import RuleViolation

    with pytest.raises(RuleViolation, match="nothing to post"):
        posting.post(
            plan=plan,
            movements=[],
            source="nothing",
            legal_basis="Form 8-K",
            actor=factories.actor("clerk"),
        )


def inserted(plan, instrument, source, target, quantity, kind="issue", batch=999_999):
    """An entry between two places of the plan: a holder's name with a standing, or a role."""

    def place(told):
        holder, _, standing = told.partition(":")
        accounts = LedgerAccount.objects.filter(plan=plan)
        found = (
            accounts.filter(role=told)
            if not standing
            else accounts.filter(holder__registration_lines=[holder], standing=standing)
        )
        return found.get().pk

    statement = (
        "INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind, "
        "effective_on, recorded_at) VALUES (%s, 1, %s, %s, %s, %s, %s, '1998-12-15', now())"
    )
    return (
        statement,
        batch,
        instrument,
        place(source),
        place(target),
        quantity,
        kind,
    )


@pytest.mark.parametrize(("act", "state"), [("redemption", "redeemed"), ("expiration", "expired")])
def test_nobody_can_be_given_a_right_that_is_not_void_in_an_ended_plan(plan, act, state):
    with pytest.raises(IntegrityError, match="post their end first"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state=state)
    posting.post(
        plan=plan,
        movements=getattr(postings, act)(date(1998, 12, 15)),
        source=act,
        legal_basis="The end",
        actor=factories.actor("supervisor"),
    )
    Plan.objects.filter(pk=plan.pk).update(state=state)
    for kind in ("issue", "adjustment", "reversal"):
        given = inserted(plan, "rights", "rights_source", "JANE ROE:valid", 5, kind)
        assert "nobody can be given one" in attack(*given)
    for other in ("attached", "separated", "draft"):
        assert "never leaves that state" in attack("UPDATE ledger_plan SET state = %s", other)


@pytest.mark.parametrize("kind", ["transfer", "rights_transfer", "reversal"])
def test_rights_do_not_move_from_holder_to_holder_without_shares(plan, kind):
    moved = inserted(plan, "rights", "JANE ROE:valid", "JOHN DOE:valid", 5, kind)
    assert "do not move without it" in attack(*moved)


def test_a_frozen_distribution_date_does_not_move(plan):
    Plan.objects.filter(pk=plan.pk).update(state="separated", distribution_date=date(1998, 12, 30))
    assert "frozen" in attack("UPDATE ledger_plan SET distribution_date = '1999-06-01'")
    assert "frozen" in attack("UPDATE ledger_plan SET state = 'attached', distribution_date = NULL")


@pytest.mark.parametrize(
    "change",
    [
        "adopted_at = adopted_at - interval '1 day'",
        "effective_at = effective_at + interval '1 day'",
        "kind = 'redemption'",
        "data = '{}'",
    ],
)
def test_a_resolution_stays_as_it_was_adopted(plan, change):
    Resolution.objects.update(text="RESOLVED, that a mistyped word is no decision.")
    changed = change.replace("'{}'", """'{"portion": "0.5"}'""")
    assert "stays as it was adopted" in attack(f"UPDATE ledger_resolution SET {changed}")
    assert "stays as it was adopted" in attack("DELETE FROM ledger_resolution")


def test_what_was_changed_behind_the_services_is_named_by_the_proof(plan):
    announced = announce(plan)
    assert prove(plan).differences == []
    TriggerCase.objects.filter(event=announced).update(status="closed")
    Director.objects.filter(plan=plan).update(joined_on=date(1990, 1, 1))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_dataqualityissue WHERE code = 'DQ8'")
    Plan.objects.filter(pk=plan.pk).update(state="trigger_pending", distribution_date=date(1998, 12, 29))
    plan.refresh_from_db()
    named = " ".join(prove(plan).differences)
    for row in ("trigger case", "director", "data quality issue", "plan"):
        assert f"The {row}" in named
    assert "was deleted and no act on record did so" in named


def test_what_was_added_behind_the_services_is_named_by_the_proof(plan):
    """A milestone, a fact, a term: none can be changed, and none appears unsaid."""
    announced, term = announce(plan), plan.terms.get(key="expiration.final")
    assert prove(plan).differences == []
    Milestone.objects.create(
        plan=plan,
        kind="distribution_date",
        day=date(1998, 12, 10),
        instant=announced.occurred_at,
        reason="None",
        recorded_at=announced.recorded_at,
        recorded_by="nobody",
    )
    for row in (announced, term):
        row.pk = None
        row.save(force_insert=True)
    named = " ".join(prove(plan).differences)
    for row in ("milestone", "plan event", "plan term"):
        assert f"The {row}" in named
    assert "stands there and no act on record made it" in named


def test_shares_without_their_rights_and_rights_without_shares_show_in_the_proof(plan):
    shares = LedgerAccount.objects.get(plan=plan, role="issuer_common")
    jane = LedgerAccount.objects.get(plan=plan, holder__registration_lines=["JANE ROE"], standing="valid")
    posting.post(
        plan=plan,
        movements=postings.issue(jane.holder_id, Decimal(5), date(1998, 12, 15), Decimal(4)),
        source="issue",
        legal_basis="Too few Rights",
        actor=factories.actor("clerk"),
    )
    assert shares.entries_out.count() == 3
    assert "1 accounts hold other Rights than their common carries" in " ".join(prove(plan).differences)
