"""The legal standing of a plan at an instant, as known: the one bridge from the record to the answers of the course.

Whoever asks whether the Rights exist, may be redeemed, exchanged, extended, amended, asks here and quotes the answer.
A question is worked out when it is first asked, and what several rest on once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q

from ledger.enums import BatchKind, CaseStatus, EventKind, PlanState, Severity
from ledger.models import Batch, DataQualityIssue, Milestone, Plan, PlanEvent, Resolution, TriggerCase
from ledger.rules.amendments import Amendment, AmendmentCategory
from ledger.rules.carrying import End
from ledger.rules.continuing_directors import BoardView
from ledger.rules.course import acting, answers
from ledger.rules.course.acquisitions import first_acquiring_person
from ledger.rules.course.acting import ExchangeOrder
from ledger.rules.course.answers import Answer, Case, Unapproved, held_by
from ledger.rules.course.distribution import Break, Distribution
from ledger.rules.course.expiration_date import Expiration
from ledger.rules.course.record import Record
from ledger.rules.course.rights import rights_when
from ledger.rules.course.standing import QUESTIONS
from ledger.rules.course.telling import ToldEnd, told_end
from ledger.rules.facts import Exchanged, Redeemed, ReleaseReason
from ledger.rules.findings import Finding
from ledger.rules.resolutions import BoardResolution, Verdict, verdict
from ledger.rules.rights_at import RightsAt
from ledger.selectors import (
    board,
    cases,
    citations,
    facts,
    law,
    milestones,
    plan_day,
    questions,
    undecided_date,
)
from ledger.selectors.terms import value_at
from rightsadmin.common import clock

# What this plan's own paper is quoted on for each question.
SUBJECTS = {
    "rights_exist": "expiration",
    "rights_attached": "dividend",
    "shares_carry_rights": "dividend",
    "separable": "separation",
    "exercisable": "exercise",
    "transferable": "separation",
    "redeemable": "redemption",
    "exchangeable": "exchange",
    "exchange_due": "exchange",
    "extendable": "extension",
    "extendable_i": "prong_i",
    "extendable_ii": "prong_ii",
    "amendable": "amendment",
    "exemptable": "exemption",
    "void": "voiding",
    "ends_at": "expiration",
    "expiration_due": "expiration",
    "flip_in_priceable": "flip_in",
}


class Standing:
    """The answers at one instant, as known at another, each with the sentence of this plan's own paper.

    `without` is a resolution whose own effect is left out: it is judged on the day before it.
    """

    def __init__(
        self, plan: Plan, at: datetime, known_at: datetime | None = None, without: Resolution | None = None
    ) -> None:
        self.plan, self.at, self.known_at, self.without = plan, at, known_at, without

    # ------------------------------------------------------------------------------------------------ questions

    def answer(self, question: str) -> Answer:
        """The answer to one of SUBJECTS, with its citation."""
        return self._cited(question, QUESTIONS[question](self))

    def answers(self) -> dict[str, Answer]:
        """Every answer, by its question."""
        self._citations |= citations.several(
            self.plan, set(SUBJECTS.values()), clock.new_york_date(self.at), self.known_at
        )
        return {question: self.answer(question) for question in SUBJECTS}

    def redemption(self, *, effective_at: datetime | None = None) -> Answer:
        """Whether the Board may redeem, with effect from a later instant where it said one."""
        return self._cited("redeemable", acting.redeemable(self, effective_at=effective_at))

    def exchange(self, order: ExchangeOrder) -> Answer:
        """Whether the Board may exchange as it ordered."""
        return self._cited("exchangeable", acting.exchangeable(self, order))

    def amendment(self, amendment: Amendment) -> Answer:
        """Whether the Board may make this amendment."""
        return self._cited("amendable", acting.amendable(self, amendment))

    def category(self, category: AmendmentCategory | None) -> Answer:
        """Whether an amendment of the category that counsel gave it may be made; None: no word of counsel yet."""
        return self._cited("amendable", acting.of_a_kind(self, category))

    def effective_amendment(self, amendment: Amendment, category: AmendmentCategory | None) -> Answer:
        """Whether the amendment may take effect at the instant, of the category that counsel gave it (None: none)."""
        return self._cited("amendable", acting.effective_amendment(self, amendment, category))

    def exemption(self, person: str, why: ReleaseReason) -> Answer:
        """Whether this person may be taken out of the definition, for this reason."""
        return self._cited("exemptable", acting.exemptable(self, person, why))

    def power(self, resolution: BoardResolution, board: BoardView, held_as: str = "") -> Verdict:
        """Whether the Board had the power that the resolution uses, on the facts known when it acted."""
        codes = self.holding(held_as) if held_as else ()
        return verdict(
            resolution, self.law.record, board=board, open_questions=codes, undecided=self.undecided
        )

    # -------------------------------------------------------------------------------------------------- moments

    @property
    def distribution_date(self) -> date | None:
        """The Distribution Date: that on record, or by the facts known."""
        return self.plan.distribution_date or self.distribution.date

    @property
    def acquired_at(self) -> datetime | None:
        """When somebody first became an Acquiring Person, by the instant; None where nobody has."""
        return first_acquiring_person(self.record, self.at)

    @property
    def flip_in_at(self) -> datetime | None:
        """The first Flip-In Event by the instant, confirmed or not."""
        return self.rights.first_flip_in_at

    @cached_property
    def end(self) -> End | None:
        """When all the Rights ended or will end by law: by a redemption or exchange on record, or their expiration.

        None where nothing ends them, or only an expiration that is in doubt or held.
        """
        if posted := posted_end(self.plan, self.known_at):
            return posted
        doubtful = bool(self.ending.findings)
        for ending in self.ending.endings:
            if ending.instant is None or (ending.how == "expired" and doubtful):
                continue
            order = board.order_of_end(self.plan, ending.how, ending.instant)
            return End(ending.instant, ending.how, paid_at=board.paid_at(order) if order else None)
        return None

    @property
    def told_end(self) -> ToldEnd | None:
        """The end that has come or is ordered, and is not posted."""
        if posted_end(self.plan, self.known_at):
            return None
        return told_end(self)

    # ------------------------------------------------------------- what the questions are asked of, each once

    @cached_property
    def law(self) -> law.Law:
        asked = law.in_force(self.plan, clock.new_york_date(self.at), self.known_at)
        if self.without is None:
            return asked
        return asked.without_events([facts.event_of(row) for row in self.without.events.all()])

    @cached_property
    def record(self) -> Record:
        return self.law.record.known(self.at)

    @cached_property
    def distribution(self) -> Distribution:
        return self.law.distribution(self.at, with_strict=False)

    @cached_property
    def is_strictly_otherwise(self) -> bool:
        warnings = self.law.distribution(self.at).warnings
        return any(notice.code == "strict_reading_differs" for notice in warnings)

    @cached_property
    def ending(self) -> Expiration:
        """With the questions that hold every expiry among what puts it in doubt, until it is posted."""
        found = self._ending
        if found.is_on_record:
            return found
        return replace(found, findings=(*found.findings, *held_by(self, "expiry")))

    @cached_property
    def rights(self) -> RightsAt:
        found = rights_when(self.at, self.law.record, self.distribution, self.ending)
        return replace(found, suspended_since=suspended_since(self.plan, self.at))

    @cached_property
    def cases(self) -> Sequence[Case]:
        """The Trigger Cases that are open or confirmed, as known."""
        rows = TriggerCase.objects if self.known_at is None else TriggerCase.history.as_of(self.known_at)
        found = (
            rows.filter(plan=self.plan).exclude(status=CaseStatus.CLOSED).select_related("person", "event")
        )
        is_open = [row for row in found if row.status == CaseStatus.OPEN]
        owning = cases.found_to_own(self.plan, is_open, self.known_at)
        return [
            Case(
                row.person.name if row.person else "",
                row.prong,
                row.status == CaseStatus.CONFIRMED,
                row.event_id in owning,
            )
            for row in found
        ]

    @cached_property
    def led(self) -> Sequence[str]:
        """The persons whose facts gave the Distribution Date."""
        return [case.person.name for case in cases.that_gave(self.plan, self.distribution) if case.person]

    @cached_property
    def unapproved(self) -> Sequence[Unapproved]:
        """The redemptions and exchanges, effective by the instant, that wait for a second person."""
        return board.unapproved(self.plan, self.at, self.known_at)

    @cached_property
    def _ending(self) -> Expiration:
        return self.law.expiration(self.at, decided=self.distribution)

    @cached_property
    def breaks(self) -> Sequence[Break]:
        """What was found since against a Distribution Date or an end of the Rights on record."""
        return [*self.distribution.breaks, *self._ending.breaks]

    @cached_property
    def undecided(self) -> Sequence[Finding]:
        """What holds whatever rests on a Distribution Date that an act of the Board may move yet."""
        return undecided_date.held(self.plan, self.at, self.distribution, self.known_at)

    @cached_property
    def ordered(self) -> Sequence[Redeemed | Exchanged]:
        """The redemptions and exchanges of all Rights that have their effect, whether or not it has come."""
        events = [event for event in self.law.events if isinstance(event, Redeemed | Exchanged)]
        return [event for event in events if self.law.has_effect(event)]

    @cached_property
    def is_automatic(self) -> bool:
        return bool(value_at(self.plan, "exchange.automatic", self.at, self.known_at))

    @cached_property
    def is_dividend_posted(self) -> bool:
        rows = Batch.objects.filter(
            plan=self.plan, kind=BatchKind.DIVIDEND, effective_on__lte=clock.new_york_date(self.at)
        )
        return (rows.filter(recorded_at__lte=self.known_at) if self.known_at else rows).exists()

    @cached_property
    def is_separated(self) -> bool:
        return (
            self.plan.state == PlanState.SEPARATED
            and milestones.of_kind(self.plan, Milestone.Kind.DISTRIBUTION_DATE, self.known_at) is not None
        )

    @cached_property
    def has_notice(self) -> bool:
        rows = PlanEvent.objects.filter(plan=self.plan, kind=EventKind.DISTRIBUTION_NOTICE)
        if self.known_at is None:
            return rows.filter(reversed_by__isnull=True).exists()
        known = rows.filter(recorded_at__lte=self.known_at)
        return known.exclude(reversed_by__recorded_at__lte=self.known_at).exists()

    def holding(self, act: str) -> tuple[str, ...]:
        """The open questions that hold the act, as known."""
        return self._holding.get(act, ())

    def open_about(self, term: str) -> tuple[str, ...]:
        """The open questions about the term."""
        return tuple(issue.code for issue in questions.about(self.plan, term))

    @cached_property
    def _holding(self) -> dict[str, tuple[str, ...]]:
        rows = DataQualityIssue.objects.filter(plan=self.plan, severity=Severity.HOLD)
        if self.known_at is None:
            rows = rows.filter(resolved_at__isnull=True)
        else:
            open_then = Q(resolved_at__isnull=True) | Q(resolved_at__gt=self.known_at)
            rows = rows.filter(open_then, opened_at__lte=self.known_at)
        found: dict[str, tuple[str, ...]] = {}
        for code, holds in rows.order_by("pk").values_list("code", "holds"):
            for act in holds:
                found[act] = (*found.get(act, ()), code)
        return found

    @cached_property
    def _citations(self) -> dict[str, citations.Citation]:
        return {}

    def _cited(self, question: str, answer: Answer) -> Answer:
        subject = SUBJECTS[question]
        if subject not in self._citations:
            self._citations[subject] = citations.of(
                self.plan, subject, clock.new_york_date(self.at), self.known_at
            )
        return replace(answer, citation=str(self._citations[subject]))


def of(
    plan: Plan,
    at: datetime | None = None,
    known_at: datetime | None = None,
    *,
    without: Resolution | None = None,
) -> Standing:
    """The standing at the instant (default: the plan's now), as known at `known_at` (default: now)."""
    return Standing(plan, at or plan_day.instant(plan), known_at, without)


def posted_end(plan: Plan, known_at: datetime | None = None) -> End | None:
    """The end of all the Rights that is posted, as known; None while none is."""
    ended = milestones.ended(plan, known_at)
    return End(ended.instant, ended.how, is_posted=True) if ended else None


def waiting_orders(plan: Plan, by: datetime | None = None) -> list[Finding]:
    """What the redemptions and exchanges hold that wait for a second person: those effective by an instant, or all."""
    return answers.waiting_orders(board.unapproved(plan, by))


def suspended_since(plan: Plan, at: datetime) -> datetime | None:
    """When the company suspended the exercise; None where it had not, or had announced the end by the instant (section
    9).
    """
    last = (
        PlanEvent.objects.filter(
            plan=plan,
            kind__in=(EventKind.SUSPENSION_BEGAN, EventKind.SUSPENSION_ENDED),
            occurred_at__lte=at,
            reverses__isnull=True,
            reversed_by__isnull=True,
        )
        .order_by("-occurred_at", "-pk")
        .first()
    )
    return last.occurred_at if last and last.kind == EventKind.SUSPENSION_BEGAN else None
