"""Rights that become void after the separation: certificates stopped part by part, and what is due for the rest."""

from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction

from certificates.enums import CertificateState, PresentationKind, StopKind
from certificates.models import Certificate, Lineage, StopOrder, VoidPart
from certificates.selectors import evidence, voided
from certificates.selectors.verification import verify
from certificates.services import presentations, release, runs, stops, viewing
from ledger.enums import Standing
from ledger.errors import Held, RuleViolation
from ledger.models import Batch, Person, Position
from ledger.selectors import balances, proof
from ledger.selectors.identities import close_of, prove_identities
from ledger.selectors.transferees import waiting
from ledger.services import corrections, events, separation, transferees, voiding
from rightsadmin.common import clock
from tests import factories
from tests.certificates.factories import RELEASE_DAY, approve, clerk, separated_plan, supervisor
from tests.certificates.presented import GOOD, checked, mailed_plan, received, sentences, work_off
from tests.ledger.stories import announce, close_questions, confirm, find, pin, plan_with_holders

pytestmark = pytest.mark.django_db
LEGEND = "are or were beneficially owned by a Person"


@pytest.fixture
def plan():
    return mailed_plan()


def certificate(plan, number):
    return Certificate.objects.select_related("account__plan", "plan").get(plan=plan, number=number)


def raider(plan):
    return Person.objects.get(plan=plan)


def void(plan, account, quantity):
    find(plan, raider(plan), account, quantity, dated_on=RELEASE_DAY)
    approve(voiding.propose(plan=plan, actor=clerk()), supervisor())


def nothing_differs(plan):
    assert verify(plan).differences == []
    assert proof.prove(plan).differences == []
    assert evidence.evidence(plan, 5).differing == 0


def test_a_certificate_whose_rights_are_all_void_is_stopped_for_good(plan):
    old = certificate(plan, 2)
    void(plan, old.account, old.quantity)
    old = certificate(plan, 2)
    stop = StopOrder.objects.get(certificate=old)
    assert (old.state, stop.kind) == (CertificateState.STOPPED, StopKind.VOID)
    assert VoidPart.objects.get().quantity == old.quantity
    assert voided.replacements_due(plan) == []
    totals = balances.totals(plan)
    assert totals.void == old.quantity
    assert totals.certificated == evidence.evidence(plan, 5).on_certificates
    nothing_differs(plan)
    with pytest.raises(RuleViolation, match="its stop stays"):
        stops.propose_lift(stop=stop, reason="Asked for", actor=clerk())
    item = received(plan, PresentationKind.SPLIT_UP, 2)
    assert any("All the Rights" in sentence for sentence in sentences(item))


def test_for_what_is_not_void_of_a_certificate_another_is_issued_with_the_legend(plan):
    old = certificate(plan, 2)
    void(plan, old.account, 40)
    assert voided.replacements_due(plan) == [(certificate(plan, 2), old.quantity - 40)]
    nothing_differs(plan)
    item = received(plan, PresentationKind.DENOMINATIONS, 2)
    with pytest.raises(RuleViolation):
        presentations.propose(
            presentation=presentations.examine(
                presentation=item, evidence=GOOD, requested=[(old.account, old.quantity)], actor=clerk()
            ),
            actor=clerk(),
        )
    presentations.examine(
        presentation=item, evidence=GOOD, requested=[(old.account, old.quantity - 40)], actor=clerk()
    )
    checked(item)
    item.refresh_from_db()
    (new,) = Certificate.objects.filter(run=item.run)
    assert (new.quantity, new.void_legend) == (old.quantity - 40, True)
    assert Lineage.objects.get(source=old, fate="void").quantity == 40
    assert certificate(plan, 2).state == CertificateState.CANCELLED
    assert voided.replacements_due(plan) == []
    nothing_differs(plan)


def test_what_is_void_before_it_is_printed_is_printed_on_none():
    plan = separated_plan().plan
    accounts = list(plan.accounts.order_by("number"))
    find(plan, raider(plan), accounts[1], 110, dated_on=RELEASE_DAY)
    void(plan, accounts[2], 50)
    run = runs.create_run(plan=plan, actor=clerk())
    work_off(run)
    run.refresh_from_db()
    assert run.status == "proved", run.reports.values_list("differences", flat=True)
    made = {row.account_id: row for row in Certificate.objects.filter(run=run)}
    assert accounts[1].pk not in made
    assert (made[accounts[2].pk].quantity, made[accounts[2].pk].void_legend) == (70, True)
    approve(release.propose_release(run=run, actor=clerk()))
    nothing_differs(plan)
    for row in made.values():
        with pypdfium2.PdfDocument(
            viewing.certificate_pdf(certificate=certificate(plan, row.number), actor=clerk())
        ) as pdf:
            words = " ".join(pdf[0].get_textpage().get_text_range().split())
        assert row.text in words
        assert (LEGEND in words) is (row.account_id == accounts[2].pk)


def test_what_is_being_printed_is_released_or_cancelled_before_it_is_void():
    plan = separated_plan().plan
    run = runs.create_run(plan=plan, actor=clerk())
    work_off(run)
    account = plan.accounts.order_by("number")[1]
    find(plan, raider(plan), account, 110, dated_on=RELEASE_DAY)
    approval = voiding.propose(plan=plan, actor=clerk())
    with pytest.raises(Held, match="is being printed"):
        approve(approval, supervisor())
    assert balances.totals(plan).void == 0


def test_nothing_is_done_with_the_persons_certificate_before_its_voiding_is_posted(plan):
    find(plan, raider(plan), certificate(plan, 2).account, 110, dated_on=RELEASE_DAY)
    item = received(plan, PresentationKind.SPLIT_UP, 2)
    assert any("post the voiding first" in sentence for sentence in sentences(item))
    assert not any("post the voiding" in sentence for sentence in sentences(received(plan, "split_up", 3)))


def test_a_transferees_certificate_waits_for_counsel_and_is_stopped_on_his_word(plan):
    old, other = certificate(plan, 2), certificate(plan, 3)
    item = received(plan, PresentationKind.TRANSFER, 2)
    presentations.examine(
        presentation=item, evidence=GOOD, requested=[(other.account, old.quantity)], actor=clerk()
    )
    checked(item)
    find(plan, raider(plan), old.account, old.quantity, as_of=date(1998, 12, 15))
    (asked,) = waiting(plan)
    assert (asked.account, asked.rights) == (other.account, old.quantity)
    new = Certificate.objects.get(plan=plan, account=other.account, quantity=old.quantity, state="mailed")
    ticket = received(plan, PresentationKind.COMBINATION, 3, new.number)
    assert any("wait for counsel's word" in sentence for sentence in sentences(ticket))
    approve(
        transferees.propose(
            plan=plan,
            entry=asked.entry.pk,
            account=asked.account.pk,
            void=asked.rights,
            clear=Decimal(),
            reason="A transferee of the raider",
            document=factories.opinion(plan, dated_on=RELEASE_DAY),
            actor=factories.actor("counsel"),
        ),
        supervisor(),
    )
    assert Position.objects.get(holder=other.account, standing=Standing.VOID).rights == old.quantity
    assert certificate(plan, 3).state == CertificateState.STOPPED
    nothing_differs(plan)


def reverse(plan):
    opinion = factories.opinion(plan, dated_on=RELEASE_DAY)
    wrong = Batch.objects.get(plan=plan, kind="voiding")
    with pytest.raises(Held, match="counsel's written confirmation"):
        corrections.propose(batch=wrong, reason="Not his", document=opinion, actor=clerk())
    approve(
        corrections.propose(
            batch=wrong, reason="Not his", document=opinion, actor=factories.actor("counsel")
        ),
        supervisor(),
    )


@pytest.mark.parametrize("part", [40, None])
def test_a_voiding_reversed_on_counsels_paper_brings_the_certificate_back(plan, part):
    old = certificate(plan, 2)
    void(plan, old.account, part or old.quantity)
    reverse(plan)
    assert voided.void_on(old) == 0
    stop = StopOrder.objects.get(certificate=old)
    assert stop.lifted_at
    assert "reversal" in stop.lifted_reason.lower()
    assert certificate(plan, 2).state == CertificateState.MAILED
    assert voided.without_certificate(old.account) == 0
    nothing_differs(plan)


def test_rights_brought_back_after_their_certificate_was_surrendered_are_on_a_new_one(plan):
    old = certificate(plan, 2)
    void(plan, old.account, 40)
    item = received(plan, PresentationKind.DENOMINATIONS, 2)
    presentations.examine(
        presentation=item, evidence=GOOD, requested=[(old.account, old.quantity - 40)], actor=clerk()
    )
    checked(item)
    reverse(plan)
    new = Certificate.objects.filter(account=old.account).latest("number")
    assert (new.quantity, new.run.kind, new.run.approval.act) == (40, "presentation", "correction")
    assert voided.without_certificate(old.account) == 0
    work_off(new.run)
    new.refresh_from_db()
    assert (new.state, new.run.status) == (CertificateState.PRINTED, "released")
    nothing_differs(plan)


def test_rights_void_before_the_separation_come_back_with_a_certificate_each():
    plan, who = plan_with_holders()
    announce(plan)
    confirm(plan)
    for account, quantity in ((who["raider"], 1_000_000), (who["widow"], 100)):
        find(plan, raider(plan), account, quantity)
    approve(voiding.propose(plan=plan, actor=clerk()), supervisor())
    events.record_event(
        plan=plan,
        kind="distribution_notice",
        occurred_at=factories.new_york("1998-12-30T18:00"),
        document=factories.document(plan, "Notice of the Distribution Date"),
        actor=clerk(),
    )
    close_questions(plan, "issue", "exercise", "flip_in", "flip_over")
    plan = pin(plan, RELEASE_DAY)
    approve(separation.propose(plan=plan, actor=clerk()).approval, supervisor())
    reverse(plan)
    nothing_differs(plan)
    run = runs.create_run(plan=plan, actor=clerk())
    work_off(run)
    approve(release.propose_release(run=run, actor=clerk()))
    made = {row.account_id: row for row in Certificate.objects.filter(plan=plan).exclude(run=run)}
    assert {key: (row.quantity, row.void_legend) for key, row in made.items()} == {
        who["raider"].pk: (1_000_000, False),
        who["widow"].pk: (100, False),
    }
    new = made[who["raider"].pk].run
    assert (new.kind, new.approval.act) == ("presentation", "correction")
    assert new.approval.payload["brought_back"][0]["certificate"] == "1000000"
    work_off(new)
    new.refresh_from_db()
    assert (new.status, balances.totals(plan).void) == ("released", 0)
    nothing_differs(plan)
    assert not [row.code for row in prove_identities(close_of(plan, clock.now())) if row.differing]
    assert voided.without_certificate(who["widow"]) == 0


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE certificates_voidpart SET quantity = 1",
        "DELETE FROM certificates_voidpart",
        "UPDATE ledger_beneficialfinding SET quantity = 1",
        "DELETE FROM ledger_beneficialfinding",
        (
            "INSERT INTO ledger_beneficialfinding (plan_id, person_id, kind, account_id, quantity, reason, as_of,"
            " document_id, recorded_at, recorded_by) SELECT plan_id, person_id, 'derivative', account_id, quantity,"
            " reason, as_of, document_id, recorded_at, recorded_by FROM ledger_beneficialfinding"
        ),
    ],
)
def test_raw_sql_cannot_change_what_was_found_or_made_void(plan, attack):
    void(plan, certificate(plan, 2).account, 40)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert voided.void_on(certificate(plan, 2)) == 40
