"""Written instructions: recorded as they came, asked whether they may be acted on, never lost (section 20)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import (
    AuthorityCheck,
    InstructionApplication,
    Plan,
    Signatory,
    SourceDocument,
    WrittenInstruction,
)
from ledger.permissions import require_propose
from ledger.rules import authority
from ledger.services import audit, deadlines
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


@dataclass(frozen=True)
class Comparison:
    """The clerk who laid the signature beside the specimen, and whether they agree."""

    by: str
    agrees: bool


def record_instruction(
    *,
    plan: Plan,
    kind: str,
    text: str,
    channel: str,
    received_at: datetime,
    signed_on: date,
    signer_name: str,
    document: SourceDocument,
    signatory: Signatory | None = None,
    comparison: Comparison | None = None,
    answers: InstructionApplication | None = None,
    actor: Actor,
) -> WrittenInstruction:
    """The instruction with its first authority check; its outcome is in the check, also where it is refused.

    RuleViolation only where there is nothing to record: no text, no signer, an instant in the future, a paper,
    signatory or application of another plan.
    """
    require_propose(actor, Act.INSTRUCTION)
    if not text.strip() or not signer_name.strip():
        raise RuleViolation("Give what the instruction says, and the name under it.")
    if received_at > clock.now():
        raise RuleViolation("It cannot have been received yet: the instant lies in the future.")
    for part in (document, signatory, answers):
        if part is not None and part.plan_id != plan.pk:
            raise RuleViolation(f"“{part}” is of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        instruction = WrittenInstruction.objects.create(
            plan=plan,
            number=plan.instructions.count() + 1,
            kind=kind,
            text=text.strip(),
            channel=channel,
            received_at=received_at,
            signed_on=signed_on,
            signer_name=signer_name.strip(),
            signatory=signatory,
            document=document,
            answers=answers,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        check = _check(instruction, comparison, actor)
        audit.record(
            "instruction.recorded",
            plan=plan,
            target=instruction,
            reason=_sentences(check),
            after={"outcome": check.outcome},
            actor=actor,
        )
        deadlines.bring_to_date(plan=plan, actor=actor)
    return instruction


def check_again(
    *, instruction: WrittenInstruction, comparison: Comparison | None = None, actor: Actor
) -> AuthorityCheck:
    """The authority asked again, after a certificate, a specimen or a comparison came; the checks before stay.

    Without a comparison of its own it keeps the last one made. Conflict where the instruction was refused: what was
    refused must come again, signed anew.
    """
    require_propose(actor, Act.INSTRUCTION)
    with transaction.atomic():
        lock_plan(instruction.plan_id)
        last = instruction.checks.order_by("-pk").first()
        if last is None or last.outcome == AuthorityCheck.Outcome.REFUSED:
            raise Conflict(f"{instruction} was refused: it must come again, signed anew.")
        if comparison is None and last.signature_agrees is not None:
            comparison = Comparison(last.compared_by, last.signature_agrees)
        check = _check(instruction, comparison, actor)
        audit.record(
            "instruction.checked",
            plan=instruction.plan,
            target=instruction,
            reason=_sentences(check),
            before={"outcome": last.outcome},
            after={"outcome": check.outcome},
            actor=actor,
        )
        deadlines.bring_to_date(plan=instruction.plan, actor=actor)
    return check


def apply_for_instructions(
    *,
    plan: Plan,
    question: str,
    proposed_action: str,
    sent_at: datetime,
    act_after: date,
    document: SourceDocument,
    actor: Actor,
) -> InstructionApplication:
    """The agent's application to the company: after `act_after`, unanswered, it may act as it proposed (section 20).

    RuleViolation where a text is empty, it was not sent yet, or the day is not after the day of sending.
    """
    require_propose(actor, Act.INSTRUCTION)
    if not question.strip() or not proposed_action.strip():
        raise RuleViolation("Give the question, and what the agent will do if it is unanswered.")
    if sent_at > clock.now():
        raise RuleViolation("It cannot have been sent yet: the instant lies in the future.")
    if act_after <= clock.new_york_date(sent_at):
        raise RuleViolation("The company needs time to answer: name a day after the day of sending.")
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        application = InstructionApplication.objects.create(
            plan=plan,
            number=plan.instruction_applications.count() + 1,
            sent_at=sent_at,
            question=question.strip(),
            proposed_action=proposed_action.strip(),
            act_after=act_after,
            document=document,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        audit.record(
            "instruction.asked",
            plan=plan,
            target=application,
            after={"act_after": act_after.isoformat()},
            actor=actor,
        )
        deadlines.bring_to_date(plan=plan, actor=actor)
    return application


def _check(instruction: WrittenInstruction, comparison: Comparison | None, actor: Actor) -> AuthorityCheck:
    findings = authority.authority_findings(_asked(instruction, comparison))
    return AuthorityCheck.objects.create(
        instruction=instruction,
        outcome=authority.outcome(findings),
        findings=[
            {"severity": finding.severity.value, "rule": finding.rule, "sentence": finding.sentence}
            for finding in findings
        ],
        compared_by=comparison.by if comparison else "",
        signature_agrees=comparison.agrees if comparison else None,
        checked_at=clock.now(),
        checked_by=actor.name,
    )


def _asked(instruction: WrittenInstruction, comparison: Comparison | None) -> authority.Instruction:
    return authority.Instruction(
        signed_on=instruction.signed_on,
        received_on=clock.new_york_date(instruction.received_at),
        by_telephone=instruction.channel == WrittenInstruction.Channel.TELEPHONE,
        signer=_signer(instruction.signatory_id),
        signer_name=instruction.signer_name,
        compared_by=comparison.by if comparison else "",
        agrees=comparison is not None and comparison.agrees,
    )


def _signer(signatory_id: int | None) -> authority.Signer | None:
    """The signatory as the register has him now: evidence that came since counts."""
    if signatory_id is None:
        return None
    found = Signatory.objects.select_related("incumbency").get(pk=signatory_id)
    certificate = found.incumbency
    capacity: Any = found.party
    return authority.Signer(
        name=found.name,
        title=found.title,
        capacity=capacity,
        from_on=found.from_on,
        until_on=found.until_on,
        incumbency=authority.Incumbency(certificate.from_on, certificate.until_on, certificate.certified_by)
        if certificate
        else None,
        specimen_on_file=found.specimen_id is not None,
    )


def _sentences(check: AuthorityCheck) -> str:
    return " ".join(finding["sentence"] for finding in check.findings)
