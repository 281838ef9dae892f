"""Persons, findings, ties and voiding by their pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger.models import Approval, BeneficialFinding, Person, PersonTie, TransfereeWord, TriggerCase
from ledger.selectors import balances, law
from ledger.selectors.transferees import waiting
from ledger.services import approvals
from ledger.services.shares import transfer_common
from tests import factories
from tests.ledger.stories import announce, confirm, find, pin, plan_with_holders, tie

pytestmark = pytest.mark.django_db
PAPER = {"paper_title": "Schedule 13D", "paper_kind": "schedule_13d", "paper_dated_on": "1998-12-15"}


def kept():
    return SimpleUploadedFile("opinion.pdf", b"%PDF-1.4")


OPINION = {"paper_title": "Opinion", "paper_kind": "opinion", "paper_dated_on": "1998-12-17"}


@pytest.fixture
def story(as_role):
    plan, accounts = plan_with_holders()
    return plan, accounts, as_role("clerk")


def approve(act):
    approval = Approval.objects.get(act=act, status="pending")
    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )


def at(page):
    return f"/plans/mim-1998/{page}"


def test_a_derivative_is_found_and_withdrawn_on_the_pages(story):
    _, _, clerk = story
    told = PAPER | {"person": "Holder O", "kind": "derivative", "quantity": "300000", "reason": "A swap"}
    assert clerk.post(at("findings/record/"), told | {"account": "000001"}).status_code == 422
    assert clerk.post(at("findings/record/"), told).status_code == 302
    approve("void_finding")
    found = BeneficialFinding.objects.get()
    page = clerk.get(at("persons/")).content.decode()
    assert "Derivative over shares" in page
    assert "2,683,611 shares reach it" in page
    assert f"findings/{found.pk}/withdraw/" in page
    assert clerk.post(at(f"findings/{found.pk}/withdraw/"), {"reason": ""}).status_code == 422
    assert clerk.post(at(f"findings/{found.pk}/withdraw/"), {"reason": "Settled in 1997"}).status_code == 302
    approve("finding_withdrawal")
    assert "Settled in 1997" in clerk.get(at(f"persons/{found.person_id}/")).content.decode()


def test_a_tie_is_recorded_and_ended_on_the_pages(story):
    _, _, clerk = story
    told = PAPER | {"one": "Holder O", "other": "Ally Fund", "since": "1998-12-01", "basis": "Item 6"}
    assert clerk.post(at("ties/record/"), told | {"other": "Holder O"}).status_code == 422
    assert clerk.post(at("ties/record/"), told).status_code == 302
    approve("person_tie")
    standing = PersonTie.objects.get()
    assert "Holder O with Ally Fund" in clerk.get(at("persons/")).content.decode()
    end = PAPER | {"until": "1998-12-10", "basis": "They parted"}
    assert clerk.post(at(f"ties/{standing.pk}/end/"), end).status_code == 302
    approve("person_tie")
    assert PersonTie.objects.get(replaces=standing).until == date(1998, 12, 10)
    assert clerk.get(at(f"ties/{standing.pk}/end/")).status_code == 404


def test_the_voiding_is_previewed_and_proposed_on_its_page(story):
    plan, accounts, clerk = story
    person = announce(plan).person
    assert "No finding is against" in clerk.get(at("voiding/")).content.decode()
    assert clerk.post(at("voiding/"), {}).status_code == 422
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    page = clerk.get(at(f"voiding/?person={person.pk}")).content.decode()
    assert "1,000,000 Rights; found to be owned by: Raider LP" in page
    assert clerk.post(at("voiding/"), {"person": person.pk, "counsel_title": "Opinion"}).status_code == 422
    assert clerk.post(at("voiding/"), {"person": person.pk}).status_code == 302
    approve("voiding")
    assert balances.account_balance(plan, accounts["raider"].pk).rights["void"] == 1_000_000
    assert "Its Rights are void" in clerk.get(at(f"persons/{person.pk}/")).content.decode()


def test_counsel_gives_his_word_on_a_transferee_on_the_page(story, as_role):
    plan, accounts, clerk = story
    person = announce(plan).person
    plan = pin(plan, date(1998, 12, 17))
    transfer_common(
        plan=plan,
        giver=accounts["raider"],
        taker=accounts["widow"],
        quantity=Decimal(400_000),
        effective_on=date(1998, 12, 16),
        document=factories.document(plan, "Order"),
        actor=factories.actor("clerk"),
    )
    confirm(plan)
    find(plan, person, accounts["raider"], 600_000, dated_on=date(1998, 12, 17))
    (asked,) = waiting(plan)
    address = at(f"voiding/transferees/{asked.entry.pk}/{asked.account.number}/")
    counsel = as_role("counsel")
    assert address in counsel.get(at("voiding/")).content.decode()
    assert address not in clerk.get(at("voiding/")).content.decode()
    assert clerk.get(address).status_code == 403
    told = OPINION | {"void": "300000", "clear": "100001", "reason": "She knew"}
    assert counsel.post(address, told | {"paper_file": kept()}).status_code == 422
    told["clear"] = "100000"
    assert "a paper that is kept" in counsel.post(address, told).content.decode()
    assert counsel.post(address, told | {"paper_file": kept()}).status_code == 302
    approve("transferee")
    assert TransfereeWord.objects.get().void == 300_000
    assert counsel.get(address).status_code == 404


def test_the_pages_of_persons_are_for_who_may(story, as_role):
    examiner = as_role("examiner")
    assert examiner.get(at("persons/")).status_code == 200
    for page in ("voiding/", "findings/record/", "ties/record/"):
        assert examiner.get(at(page)).status_code == 403


def test_a_transfer_of_before_is_named_on_its_page_and_waits_for_counsel(story, as_role):
    plan, accounts, clerk = story
    batch = transfer_common(
        plan=plan,
        giver=accounts["raider"],
        taker=accounts["widow"],
        quantity=Decimal(400_000),
        effective_on=date(1998, 12, 14),
        document=factories.document(plan, "Order"),
        actor=factories.actor("clerk"),
    )
    person = announce(plan).person
    told = PAPER | {"batch": batch.number, "taker": "000002", "person": person.pk, "rights": "400001"}
    told |= {"taker": accounts["widow"].number, "reason": "Agreed in November"}
    assert clerk.post(at("voiding/earlier/"), told | {"rights": "400000"}).status_code == 422  # not confirmed
    confirm(plan)
    find(plan, person, accounts["raider"], 600_000)
    assert waiting(plan) == []
    assert at("voiding/earlier/") in clerk.get(at("voiding/")).content.decode()
    assert clerk.post(at("voiding/earlier/"), told).status_code == 422
    other = told | {"taker": accounts["cede"].number, "rights": "400000"}
    assert clerk.post(at("voiding/earlier/"), other).status_code == 422
    assert clerk.post(at("voiding/earlier/"), told | {"rights": "400000"}).status_code == 302
    approve("earlier_transfer")
    (asked,) = waiting(plan)
    assert (asked.account, asked.rights, asked.person) == (accounts["widow"], 400_000, "Raider LP")
    page = clerk.get(at("voiding/")).content.decode()
    assert "7(e)(iii)" in page
    address = at(f"voiding/transferees/{asked.entry.pk}/{asked.account.number}/")
    word = OPINION | {"void": "400000", "clear": "0", "reason": "By the plan of November"}
    assert as_role("counsel").post(address, word | {"paper_file": kept()}).status_code == 302
    approve("transferee")
    assert balances.account_balance(plan, accounts["widow"].pk).rights["void"] == 400_000
    assert waiting(plan) == []


def test_a_second_acquirer_has_its_case_and_is_voided_with_its_group_on_the_pages(story):
    plan, accounts, clerk = story
    announce(plan)
    confirm(plan)
    second = announce(plan, at="1998-12-15T11:00", pct="16", name="Holder O").person
    case = TriggerCase.objects.get(plan=plan, person=second)
    assert case.question.startswith("Holder O became an Acquiring or Adverse Person")
    assert "Holder O" in clerk.get(at("cockpit/")).content.decode()
    assert "Trigger Case open" in clerk.get(at("persons/")).content.decode()
    assert "A Trigger Case is open" in clerk.get(at(f"persons/{second.pk}/")).content.decode()
    page = clerk.get(at("standing/")).content.decode()
    assert (
        "The Rights that Raider LP and whoever counts with them own are void. A Trigger Case waits (Holder O)"
        in page
    )
    kept_paper = PAPER | {"paper_title": "Officer’s certificate", "paper_kind": "officer_certificate"}
    assert clerk.post(at(f"cases/{case.pk}/"), kept_paper).status_code == 302
    approve("trigger_case")
    tie(plan, "Holder O", "Ally Fund", date(1998, 12, 1))
    find(plan, second, accounts["raider"], 600_000)
    find(plan, Person.objects.get(plan=plan, name="Ally Fund"), accounts["widow"], 300)
    page = clerk.get(at(f"voiding/?person={second.pk}")).content.decode()
    assert "600,300 Rights; found to be owned by: Ally Fund; Holder O" in page
    assert clerk.post(at("voiding/"), {"person": second.pk}).status_code == 302
    approve("voiding")
    assert balances.account_balance(plan, accounts["widow"].pk).rights["void"] == 300
    assert "Holder O, Raider LP" in clerk.get(at("standing/")).content.decode()


def test_who_did_not_give_the_distribution_date_is_taken_out_after_it_on_the_page(story):
    plan, _, clerk = story
    announce(plan)
    confirm(plan)
    plan = pin(plan, date(1999, 1, 4))
    # The date is on record; whoever crosses since moves nothing, and has a case of its own all the same.
    late = announce(plan, at="1999-01-04T09:00", pct="17", name="Holder O")
    case = TriggerCase.objects.get(plan=plan, person=late.person)
    release = PAPER | {
        "why": "inadvertent",
        "at": "1999-01-04T12:00",
        "reason": "A broker’s error, section 1(a)",
    }
    refused = clerk.post(at("persons/release/"), release | {"person": "Raider LP"})
    assert refused.status_code == 422
    assert "Raider LP gave it" in refused.content.decode()
    assert clerk.post(at("persons/release/"), release | {"person": "Holder O"}).status_code == 302
    approve("exemption")
    case.refresh_from_db()
    assert case.status == "closed"
    assert not hasattr(late, "reversed_by")
    assert law.distribution(plan).breaks == ()
    assert "Closed" in clerk.get(at("cockpit/")).content.decode()
