"""Counsel's word on pages: on a proposed amendment, on a question, on a fact of before a milestone, each on a paper."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.errors import NotAuthorised
from ledger.models import Amendment, Approval, DataQualityIssue, PlanEvent
from ledger.selectors import law
from ledger.services import amendments, approvals, counsel as words, milestones
from ledger.services.amendments import TermChange
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import close_questions, pin, resolve

AFTER = date(1999, 1, 5)


def opinion():
    return SimpleUploadedFile("Opinion.pdf", b"%PDF-1.4 in our opinion")


def decided(client, approval):
    url = reverse("ledger:approval", args=[approval.pk])
    told = {"digest": approval.digest, "reason": "Read", "decision": "confirm"}
    return client.post(url, told)


@pytest.fixture
def amendment(plan):
    pin(plan, AFTER)
    return amendments.propose(
        resolution=resolve(plan, "amendment", "1999-01-05T12:00"),
        title="Amendment No. 1",
        changes=[TermChange("redemption.price", "0.001", "The Redemption Price shall be $.001.")],
        effective_on=AFTER,
        document=factories.document(plan, "Amendment No. 1"),
        certificate=factories.document(plan, "Certificate of compliance"),
        actor=factories.actor("clerk"),
    )


def test_an_amendment_after_the_separation_waits_for_counsels_word_on_its_page(plan, amendment, as_role):
    clerk, supervisor, counsel = (as_role(role) for role in ("clerk", "supervisor", "counsel"))
    page = reverse("ledger:approval", args=[amendment.pk])
    word = reverse("ledger:counsels-word", args=[amendment.pk])
    assert "word is awaited" in supervisor.get(page).content.decode()
    assert decided(supervisor, amendment).status_code == 422
    assert not Amendment.objects.exists()
    assert [client.get(word).status_code for client in (clerk, supervisor, counsel)] == [403, 403, 200]

    assert "1 wait for you" in counsel.get(reverse("ledger:inbox")).content.decode()
    assert word in counsel.get(page).content.decode()
    shown = counsel.get(word).content.decode()
    assert "$0.0001 → <strong>$0.001</strong>" in shown
    assert "The Redemption Price shall be $.001." in shown
    told = {
        "category": "not_adverse",
        "reason": "Holders get ten times more.",
        "title": "Opinion on Amendment No. 1",
        "dated_on": "1999-01-05",
    }
    assert counsel.post(word, told).status_code == 422
    assert counsel.post(word, told | {"file": opinion()}).status_code == 302
    assert counsel.post(word, told | {"file": opinion()}).status_code == 422

    read = supervisor.get(page).content.decode()
    assert "Holders get ten times more." in read
    paper = amendment.counsels_word.document
    assert reverse("ledger:paper", args=[plan.slug, paper.pk]) in read
    assert decided(supervisor, amendment).status_code == 302
    assert Amendment.objects.get().category == "not_adverse"


def test_who_gave_the_word_does_not_approve_it(plan, amendment, as_role):
    both = factories.actor("counsel", "both")
    both.user.groups.add(factories.actor("supervisor").user.groups.get())
    both = Actor.of_user(both.user)
    words.give_word(
        approval=amendment,
        category="cure",
        reason="A slip.",
        document=factories.opinion(plan),
        actor=both,
    )
    with pytest.raises(NotAuthorised, match="You gave counsel's word"):
        approvals.approve(approval_id=amendment.pk, digest_seen=amendment.digest, actor=both)
    assert not Amendment.objects.exists()


def test_counsels_confirmation_closes_a_question_on_an_opinion_that_can_be_opened(plan, as_role):
    counsel, clerk = as_role("counsel"), as_role("clerk")
    url = reverse("ledger:question-resolve", args=[plan.slug, "DQ1"])
    offered = counsel.get(url).content.decode()
    assert "Counsel confirmation" in offered
    assert "Board resolution</option>" not in offered
    told = {
        "basis": "counsel",
        "title": "Opinion on the expiration",
        "dated_on": "1998-12-16",
        "effective_on": "1998-11-24",
        "text": "The year is 2008.",
        "reading": "1",
    }
    assert "a paper that is kept" in counsel.post(url, told).content.decode()
    assert clerk.post(url, told | {"file": opinion()}).status_code == 422
    assert clerk.post(url, told | {"basis": "resolution", "file": opinion()}).status_code == 422
    assert counsel.post(url, told | {"file": opinion()}).status_code == 302
    assert decided(as_role("supervisor"), Approval.objects.get(act="quality")).status_code == 302
    paper = DataQualityIssue.objects.get(plan=plan, code="DQ1").resolution_document
    shown = clerk.get(reverse("ledger:question", args=[plan.slug, "DQ1"])).content.decode()
    address = reverse("ledger:paper", args=[plan.slug, paper.pk])
    assert address in shown
    assert reverse("ledger:paper-file", args=[plan.slug, paper.pk]) in clerk.get(address).content.decode()
    opened = clerk.get(reverse("ledger:paper-file", args=[plan.slug, paper.pk]))
    assert b"".join(opened) == b"%PDF-1.4 in our opinion"
    assert (opened["Content-Type"], opened["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="opinion-on-the-expiration.pdf"',
    )


def test_a_paper_known_by_its_title_alone_has_nothing_to_open(plan, as_role):
    paper = factories.document(plan, "Schedule 13D")
    client = as_role("examiner")
    assert "not on file" in client.get(reverse("ledger:paper", args=[plan.slug, paper.pk])).content.decode()
    assert client.get(reverse("ledger:paper-file", args=[plan.slug, paper.pk])).status_code == 404


@pytest.fixture
def occurred(plan):
    pin(plan, AFTER)
    milestones.record(
        plan=plan,
        kind="distribution_date",
        day=date(1998, 12, 30),
        instant=factories.new_york("1998-12-30T17:00"),
        reason="Prong (i)",
        governing="i",
        actor=Actor.system("tests"),
    )
    return plan


def test_a_fact_of_before_a_milestone_is_counsels_and_a_second_persons(occurred, as_role):
    plan = occurred
    url = reverse("ledger:event-record", args=[plan.slug, "acquiring_person_announced"])
    told = {
        "occurred_at": "1998-12-10T10:00",
        "person": "Earlier Raider LP",
        "pct": "15.5",
        "paper_title": "Opinion on an earlier announcement",
        "paper_kind": "opinion",
        "paper_dated_on": "1999-01-05",
    }
    refused = as_role("clerk").post(url, told | {"paper_file": opinion()})
    assert refused.status_code == 422
    assert "is on record: a fact of before it" in refused.content.decode()
    counsel = as_role("counsel")
    assert "a paper that is kept" in counsel.post(url, told).content.decode()
    assert counsel.post(url, told | {"paper_file": opinion()}).status_code == 302
    assert PlanEvent.objects.count() == 1
    assert decided(as_role("supervisor"), Approval.objects.get(act="late_fact")).status_code == 302
    assert PlanEvent.objects.filter(person__name="Earlier Raider LP").exists()
    asked = DataQualityIssue.objects.get(plan=plan, code="BREAK-1")
    assert asked.closed_by == ["counsel"]

    found = PlanEvent.objects.get(person__name="Earlier Raider LP")
    undo = {
        "reason": "It was another company.",
        "paper_title": "Opinion on a mistake",
        "paper_kind": "opinion",
        "paper_dated_on": "1999-01-05",
        "paper_file": opinion(),
    }
    assert counsel.post(reverse("ledger:event-reverse", args=[plan.slug, found.pk]), undo).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "open"  # until a second person agrees
    decided(as_role("supervisor"), Approval.objects.get(act="late_fact", status="pending"))
    page = as_role("clerk").get(reverse("ledger:question", args=[plan.slug, "BREAK-1"])).content.decode()
    assert (
        "was reversed: It was another company. Nothing found since stands against the date on record" in page
    )
    assert "Opinion on a mistake" in page


def test_an_act_of_the_board_of_before_a_milestone_is_counsels_too(occurred, as_role):
    plan = occurred
    close_questions(plan, "declaration", "extension")
    deferred = {
        "number": "R-9",
        "adopted_at": "1998-12-16T10:00",
        "text": "RESOLVED, that the date is deferred.",
        "prong": "i",
        "to": "1999-02-16",
        "paper_title": "Opinion on an extension of December",
        "paper_kind": "opinion",
        "paper_dated_on": "1999-01-05",
    }
    exempted = {
        "person": "Other Holder LP",
        "why": "exempt",
        "at": "1998-12-17T10:00",
        "reason": "It holds for its clients.",
        "paper_title": "Opinion on an exemption of December",
        "paper_kind": "opinion",
        "paper_dated_on": "1999-01-05",
    }
    record = reverse("ledger:resolution-record", args=[plan.slug, "extension"])
    release = reverse("ledger:release-person", args=[plan.slug])
    counsel = as_role("counsel")
    for url, told, act in ((release, exempted, "exemption"), (record, deferred, "board_act")):
        by_clerk = as_role("clerk").post(url, told | {"paper_file": opinion()})
        assert by_clerk.status_code == 422
        assert "which is on record, is counsel&#x27;s to give" in by_clerk.content.decode()
        assert "a paper that is kept" in counsel.post(url, told).content.decode()
        assert counsel.post(url, told | {"paper_file": opinion()}).status_code == 302
        assert decided(as_role("supervisor"), Approval.objects.get(act=act)).status_code == 302
    plan.refresh_from_db()
    assert law.distribution(plan).date == date(1998, 12, 30)


def test_a_fact_of_before_a_milestone_is_reversed_by_counsel_and_a_second_person(occurred, as_role):
    plan, fact = occurred, PlanEvent.objects.get()
    url = reverse("ledger:event-reverse", args=[plan.slug, fact.pk])
    told = {
        "reason": "It was another company",
        "paper_title": "Opinion",
        "paper_kind": "opinion",
        "paper_dated_on": "1999-01-05",
    }
    assert as_role("clerk").post(url, told | {"paper_file": opinion()}).status_code == 422
    assert as_role("counsel").post(url, told | {"paper_file": opinion()}).status_code == 302
    assert not PlanEvent.objects.filter(reverses=fact).exists()
    assert decided(as_role("supervisor"), Approval.objects.get(act="late_fact")).status_code == 302
    assert PlanEvent.objects.filter(reverses=fact).exists()
