"""What somebody must do for a plan by a day that a paper, an act or a rule of the regulator has fixed.

One supplier for each kind; the certificates register theirs when they are loaded, for the ledger imports nothing of
them. What is owed runs on after the Rights have ended, until the act that meets it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, reduce
from operator import or_

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet

from ledger.enums import ENDED_STATES, Act, ResolutionKind
from ledger.models import AgentNotice, AuthorityCheck, Calendar, ConfirmedYear, InstructionApplication, Plan
from ledger.rules.agent import last_day_to_appoint
from ledger.rules.dates import day_text, new_york_date
from ledger.rules.deadlines import AWAITED, AwaitedDay, confirm_year_by
from ledger.rules.deadlines.row import AwaitedKind
from ledger.rules.exchange import propose_exchange_by
from ledger.rules.exercise import SUSPENSION_DAYS, last_day_of_suspension
from ledger.selectors import board, calendars, market_prices, plan_day, standing
from ledger.selectors.control_book import last_stated
from ledger.selectors.standing import suspended_since
from ledger.selectors.terms import value

CALENDAR_YEAR: AwaitedKind = "calendar_year"  # asked last: a plan of which nothing is awaited counts on none
Supplier = Callable[[Plan, date], Iterable[AwaitedDay]]
_SUPPLIERS: dict[AwaitedKind, Supplier] = {}
Rows = tuple[type[Model], str]  # the rows of a table, and the way from one to its plan
_OF: dict[AwaitedKind, tuple[Rows, ...]] = {}
# What ends with the Rights: nobody is asked to do it for a plan that has none.
_OF_LIVING_PLANS: frozenset[AwaitedKind] = frozenset({"agent_successor", "suspension_end", "exchange_due"})


def awaits(kind: AwaitedKind, *of: Rows) -> Callable[[Supplier], Supplier]:
    """Registers the supplier of a kind: it is asked of a plan on its today. Where it says `of` which rows it is, only a
    plan that has one of them is asked.
    """

    def register(supplier: Supplier) -> Supplier:
        _SUPPLIERS[kind] = supplier
        if of:
            _OF[kind] = of
        return supplier

    return register


def days(plan: Plan) -> tuple[AwaitedDay, ...]:
    """What is awaited; of a plan whose Rights have ended only what runs on, and its calendar while anything does."""
    today, has_ended = plan_day.today(plan), plan.state in ENDED_STATES
    without = _without_rows(plan)
    asked = [kind for kind in AWAITED if kind not in without and not (has_ended and kind in _OF_LIVING_PLANS)]
    rows = tuple(row for kind in asked if kind != CALENDAR_YEAR for row in _SUPPLIERS[kind](plan, today))
    return rows if has_ended and not rows else (*rows, *_SUPPLIERS[CALENDAR_YEAR](plan, today))


def _without_rows(plan: Plan) -> set[AwaitedKind]:
    """The kinds of which the plan has no row at all, by one question instead of one for each."""
    kinds, text, parameters = _question()
    with connection.cursor() as cursor:
        cursor.execute(text, [*parameters, plan.pk])
        found = cursor.fetchone()
    return {kind for kind, has_rows in zip(kinds, found, strict=True) if not has_rows}


@cache
def _question() -> tuple[tuple[AwaitedKind, ...], str, tuple[int, ...]]:
    """Made once, for it is asked whenever a plan's deadlines are computed: the plan's key is its last parameter."""
    kinds = tuple(_OF)
    asked = (
        reduce(
            or_,
            (Exists(QuerySet(model).filter(**{to_plan: OuterRef("pk")})) for model, to_plan in _OF[kind]),
        )
        for kind in kinds
    )
    text, parameters = Plan.objects.filter(pk=0).order_by().values_list(*asked).query.sql_with_params()
    return kinds, text, parameters[:-1]


@awaits("agent_successor", (AgentNotice, "plan"))
def _successors(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
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
            mends="Record the appointment of the successor.",
            act=Act.AGENT_CHANGE,
            rule=last_day_to_appoint,
        )


@awaits("instruction_answer", (InstructionApplication, "plan"))
def _answers(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    for application in open_applications(plan):
        yield AwaitedDay(
            kind="instruction_answer",
            key=f"instruction_answer:{application.pk}",
            title=f"Answer to application {application.number}",
            day=application.act_after,
            reason=f"Unanswered after this day the agent may act: {application.proposed_action}",
            section="Section 20: applications for written instructions",
            mends="Record the company's written instruction that answers it.",
            act=Act.INSTRUCTION,
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


@awaits("suspension_end")
def _suspension(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    since = suspended_since(plan, plan_day.instant(plan))
    if since is None:
        return
    last = last_day_of_suspension(since)
    yield AwaitedDay(
        kind="suspension_end",
        key=f"suspension_end:{since.isoformat()}",
        title=f"Day {SUSPENSION_DAYS} of the suspension of exercise",
        day=last,
        reason=(
            f"The company suspended the exercise on {day_text(new_york_date(since))}. It may do so for "
            f"{SUSPENSION_DAYS} days at most, through {day_text(last)}, and announces the end as it announced the "
            "beginning."
        ),
        section="Section 9: suspension of exercise",
        mends="Record the fact that the company ended the suspension, or ask it for its announcement.",
        act=Act.FACT,
        rule=last_day_of_suspension,
    )


@awaits("exchange_due")
def _automatic_exchange(plan: Plan, today: date) -> Iterator[AwaitedDay]:
    """The exchange of a plan that exchanges by itself: two persons propose and post it, and no job does.

    A job is nobody's hand: of the two persons that an act needs (I10) it can be neither. And what the exchange delivers
    and pays turns on papers that the terms do not hold; the reason names those that are lacking.
    """
    if not value(plan, "exchange.automatic", today):
        return
    stands = standing.of(plan)
    answer, since = stands.answer("exchange_due"), stands.acquired_at
    if since is None or answer.verdict == "no":
        return
    yield AwaitedDay(
        kind="exchange_due",
        key="exchange_due",
        title="Last day to propose the exchange that the plan makes by itself",
        day=propose_exchange_by(since),
        reason=(
            f"{answer.sentence} The plan exchanges by itself, without an order of the Board; no job posts it. "
            f"{_lacking_for_the_exchange(plan, today)}"
        ),
        section="Section 24: exchange",
        mends="Propose the exchange on the company's paper, for a second person to approve.",
        act=Act.EXCHANGE,
        rule=propose_exchange_by,
    )


def _lacking_for_the_exchange(plan: Plan, today: date) -> str:
    """What must be on record before somebody can propose the exchange, and is not; "" where all of it is."""
    lacking = []
    if value(plan, "exchange.ratio", today) is None:
        lacking.append("the ratio, which the plan's terms do not state")
    if not board.in_effect(plan, ResolutionKind.EXCHANGE).exists():
        lacking.append("the company's paper, recorded as an exchange with the portion and the ratio")
    if last_stated(plan, "authorized", today) is None:
        lacking.append("an order that says how many shares are authorised")
    if market_prices.latest(plan, "common", plan_day.instant(plan)) is None:
        lacking.append("the market price of a share, at which fractions are paid")
    return f"Still lacking for it: {'; '.join(lacking)}." if lacking else "All that it needs is on record."


@awaits(CALENDAR_YEAR)
def _coming_year(plan: Plan, today: date) -> Iterator[AwaitedDay]:
    """The coming year of the plan's calendar, while nobody has held it against its paper."""
    year = today.year + 1
    confirmed = ConfirmedYear.objects.filter(calendar=OuterRef("pk"), year=year)
    calendars_named = Calendar.objects.filter(code=value(plan, "business_day.calendar", today))
    calendar = calendars_named.exclude(Exists(confirmed)).first()
    if calendar is None:
        return
    yield AwaitedDay(
        kind=CALENDAR_YEAR,
        key=f"calendar_year:{calendar.code}:{year}",
        title=f"Confirm the calendar of {year}",
        day=confirm_year_by(year, calendars.snapshot(calendar.code)),
        reason=(
            f"Nobody has confirmed the Business Days of {year} in {calendar.code}, on which this plan counts. The "
            f"calendar reaches to {day_text(calendar.last)}."
        ),
        section="House rule: each year of a calendar is held against the paper that announces its closings",
        mends=f"Hold {year} against the published closings, add what differs, and confirm the year.",
        act=Act.CALENDAR,
        rule=confirm_year_by,
    )
