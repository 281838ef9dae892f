"""What others still owe the plan by a day that a paper fixed (sections 20 and 21)."""

from collections.abc import Iterator

from ledger.models import AgentNotice, AuthorityCheck, InstructionApplication, Plan
from ledger.rules.agent import last_day_to_appoint
from ledger.rules.dates import day_text
from ledger.rules.deadlines import AwaitedDay


def days(plan: Plan) -> tuple[AwaitedDay, ...]:
    """The appointment of a successor after each notice that has none, the answer to each open application."""
    return (*_successors(plan), *_answers(plan))


def _successors(plan: Plan) -> Iterator[AwaitedDay]:
    for notice in AgentNotice.objects.filter(plan=plan, change__isnull=True):
        yield AwaitedDay(
            kind="agent_successor",
            key=f"agent_successor:{notice.pk}",
            title="Last day to appoint a successor Rights Agent",
            day=last_day_to_appoint(notice.given_on, notice.days),
            reason=(
                f"{notice.get_kind_display()}: notice of {day_text(notice.given_on)}, {notice.days} days. If the "
                "company appoints nobody by then, a holder of Rights may ask a court to."
            ),
            section="Section 21: Change of Rights Agent",
        )


def _answers(plan: Plan) -> Iterator[AwaitedDay]:
    for application in open_applications(plan):
        yield AwaitedDay(
            kind="instruction_answer",
            key=f"instruction_answer:{application.pk}",
            title=f"Answer to application {application.number}",
            day=application.act_after,
            reason=f"Unanswered after this day the agent may act: {application.proposed_action}",
            section="Section 20: applications for written instructions",
        )


def open_applications(plan: Plan) -> list[InstructionApplication]:
    """The applications that no instruction with authority has answered."""
    answered = AuthorityCheck.objects.filter(
        instruction__plan=plan, outcome=AuthorityCheck.Outcome.ACCEPTED, instruction__answers__isnull=False
    )
    return list(
        InstructionApplication.objects.filter(plan=plan).exclude(
            pk__in=answered.values("instruction__answers")
        )
    )
