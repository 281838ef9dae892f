"""Written instructions: recorded whatever is found, acted on only with authority; and the register of signatories."""

from datetime import date

import pytest

from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Deadline, Plan, Signatory, WrittenInstruction
from ledger.services import deadlines, instructions, signatories
from ledger.services.instructions import Comparison
from ledger.services.signatories import Named
from rightsadmin.common.actor import Actor
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.mim_plan()
    factories.give_common(plan, {factories.account(plan): 17_890_739})
    return plan


def certify(plan: Plan, *named: tuple[str, str], specimen: bool = True, **days) -> None:
    paper = factories.document(plan, "Incumbency certificate")
    signatories.record_incumbency(
        plan=plan,
        document=paper,
        dated_on=date(1998, 12, 1),
        certified_by="Eleanor M. Whitcomb",
        certified_by_title="Chairman",
        named=[Named(name, title, paper if specimen else None) for name, title in named],
        actor=factories.actor("clerk"),
        **{"from_on": date(1998, 12, 1)} | days,
    )


def posner(plan: Plan) -> Signatory:
    return Signatory.objects.get(plan=plan, name="Barry A. Posner", until_on__isnull=True)


def instruct(
    plan: Plan, *, signatory: Signatory | None, agrees: bool | None = True, **changes
) -> WrittenInstruction:
    told = {
        "kind": WrittenInstruction.Kind.NOTICE,
        "text": "Mail the summary of rights.",
        "channel": WrittenInstruction.Channel.COURIER,
        "received_at": factories.new_york("1998-12-16T10:00"),
        "signed_on": date(1998, 12, 15),
        "signer_name": signatory.name if signatory else "A. Stranger",
    } | changes
    return instructions.record_instruction(
        plan=plan,
        signatory=signatory,
        document=factories.document(plan, "Instruction"),
        comparison=None if agrees is None else Comparison("Nora Whitfield", agrees),
        actor=factories.actor("clerk"),
        **told,
    )


def outcome(instruction: WrittenInstruction) -> str:
    return instruction.checks.order_by("-pk")[0].outcome


def test_certified_officer_with_his_specimen_is_obeyed(plan):
    certify(plan, ("Barry A. Posner", "Vice President and General Counsel"))
    instruction = instruct(plan, signatory=posner(plan))
    assert outcome(instruction) == "accepted"
    assert instruction.checks.get().findings == []
    assert Signatory.objects.filter(plan=plan, party="issuer").count() == 2  # the register, no second list


def test_what_fails_is_recorded_as_refused_with_its_reasons(plan):
    instruction = instruct(plan, signatory=None, channel=WrittenInstruction.Channel.TELEPHONE, agrees=None)
    assert outcome(instruction) == "refused"
    assert [finding["severity"] for finding in instruction.checks.get().findings] == ["block", "block"]
    event = AuditEvent.objects.get(verb="instruction.recorded")
    assert "never suffices" in event.reason
    with pytest.raises(Conflict, match="signed anew"):
        instructions.check_again(instruction=instruction, actor=factories.actor("clerk"))


def test_instruction_that_waits_is_accepted_once_its_papers_came(plan):
    instruction = instruct(plan, signatory=posner(plan), agrees=None)
    assert outcome(instruction) == "held"
    assert len(instruction.checks.get().findings) == 2  # certificate and specimen, at once

    certify(plan, ("Barry A. Posner", "Vice President and General Counsel"))
    again = instructions.check_again(instruction=instruction, actor=factories.actor("clerk"))
    assert [finding["sentence"] for finding in again.findings] == [
        "Nobody has compared the signature with the specimen yet."
    ]
    instructions.check_again(
        instruction=instruction, comparison=Comparison("N. W.", agrees=True), actor=factories.actor("clerk")
    )
    assert outcome(instruction) == "accepted"
    assert instruction.checks.count() == 3


def test_new_title_ends_the_old_office_the_day_before(plan):
    certify(plan, ("Barry A. Posner", "President"))
    rows = Signatory.objects.filter(plan=plan, name="Barry A. Posner").order_by("from_on")
    assert list(rows.values_list("title", "from_on", "until_on")) == [
        ("Vice President and General Counsel", date(1998, 11, 24), date(1998, 11, 30)),
        ("President", date(1998, 12, 1), None),
    ]


def test_officer_who_left_is_refused(plan):
    certify(plan, ("Barry A. Posner", "Vice President and General Counsel"))
    gone = posner(plan)
    signatories.end_office(
        signatory=gone, until_on=date(1998, 12, 15), reason="Letter", actor=factories.actor("clerk")
    )
    assert outcome(instruct(plan, signatory=gone)) == "refused"
    with pytest.raises(RuleViolation, match="ended on"):
        signatories.end_office(
            signatory=gone, until_on=date(1998, 12, 15), reason="x", actor=factories.actor("clerk")
        )


def test_certificate_that_names_nobody_or_one_twice_changes_nothing(plan):
    for named in ((), (("A", "President"), ("a", "Treasurer")), (("", "President"),)):
        with pytest.raises(RuleViolation):
            certify(plan, *named)
    with pytest.raises(RuleViolation, match="ends before"):
        certify(plan, ("A", "President"), until_on=date(1998, 11, 30))
    assert not plan.incumbency_certificates.exists()


def test_unanswered_application_is_a_deadline_until_an_instruction_with_authority_answers(plan):
    application = instructions.apply_for_instructions(
        plan=plan,
        question="Are boxes 1 and 2 of certificate R-1 to be taken as answered?",
        proposed_action="Return the certificate.",
        sent_at=factories.new_york("1998-12-14T10:00"),
        act_after=date(1998, 12, 21),
        document=factories.document(plan, "Application"),
        actor=factories.actor("clerk"),
    )

    def current() -> list[date | None]:
        deadlines.recompute(plan=plan, actor=Actor.system("tests"))
        rows = Deadline.objects.filter(plan=plan, kind="instruction_answer", status="current")
        return list(rows.values_list("date", flat=True))

    assert current() == [date(1998, 12, 21)]
    instruct(plan, signatory=None, answers=application)  # a stranger's word answers nothing
    assert current() == [date(1998, 12, 21)]
    certify(plan, ("Barry A. Posner", "Vice President and General Counsel"))
    instruct(plan, signatory=posner(plan), answers=application)
    assert current() == []


def test_examiner_records_nothing(plan):
    with pytest.raises(NotAuthorised):
        instructions.record_instruction(
            plan=plan,
            kind="other",
            text="x",
            channel="mail",
            received_at=factories.new_york("1998-12-16T10:00"),
            signed_on=date(1998, 12, 15),
            signer_name="x",
            document=factories.document(plan),
            actor=factories.actor("examiner"),
        )
