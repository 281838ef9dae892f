"""Questions of the register: totals, what each account holds, what a person beneficially owns."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

from ledger.enums import PlanState, Standing
from ledger.models import Milestone
from ledger.rules.exact import exact_text, half_up
from ledger.rules.wire.reader import Reader
from ledger.selectors import balances, beneficial as measured, milestones, trust
from rightsadmin.rehearsal.questions.moment import Answer, Moment, number

_PLACES = 7
# What puts the plan into each of these states, from its own instant on.
_OCCURRED = {
    PlanState.SEPARATED: Milestone.Kind.DISTRIBUTION_DATE,
    PlanState.REDEEMED: Milestone.Kind.REDEEMED,
    PlanState.EXCHANGED: Milestone.Kind.EXCHANGED,
    PlanState.EXPIRED: Milestone.Kind.EXPIRED,
}
_STANDINGS = (Standing.VALID, Standing.CERTIFICATED, Standing.VOID, Standing.WITHHELD)


def totals(moment: Moment, told: Reader) -> Answer:
    found = balances.totals(moment.plan, _day(moment), moment.known_at)
    return {
        "state": _state(moment),
        "common": number(found.common_outstanding),
        "rights": {
            "valid": number(found.valid),
            "certificated": number(found.certificated),
            "void": number(found.void),
            "withheld": number(found.withheld),
            "outstanding": number(found.rights_outstanding),
        },
    }


def _day(moment: Moment) -> date:
    """The legal day whose close the books are read at: the day before, where what occurred on it is ahead."""
    rows = (milestones.of_kind(moment.plan, kind, moment.known_at) for kind in _OCCURRED.values())
    ahead = any(row and row.day == moment.on and row.instant > moment.at for row in rows)
    return moment.on - timedelta(days=1) if ahead else moment.on


def _state(moment: Moment) -> str:
    """The state of the plan at the instant: an end and the separation count from their effect, not from the posting."""
    plan, known_at = moment.plan, moment.known_at
    occurred = {state: milestones.of_kind(plan, kind, known_at) for state, kind in _OCCURRED.items()}
    effects = {state: row.instant for state, row in occurred.items() if row}
    rows = plan.history.order_by("-history_date", "-history_id")
    if known_at is not None:
        rows = rows.filter(history_date__lte=known_at)
    states = list(rows.values_list("state", "history_date"))
    by_then = (state for state, recorded_at in states if effects.get(state, recorded_at) <= moment.at)
    return str(next(by_then, states[-1][0] if states else plan.state))


def positions(moment: Moment, told: Reader) -> Answer:
    """What each registration holds, in all its accounts together, and what a trustee holds for it."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for account in moment.plan.accounts.order_by("number"):
        found = balances.account_balance(moment.plan, account.pk, _day(moment), moment.known_at)
        held[account.name].update({"common": found.common, **found.rights})
    trusted = trust.held(moment.plan, moment.on, moment.known_at)
    return {
        "accounts": {
            name: {
                key: number(Decimal(sums[key])) for key in ("common", *(each.value for each in _STANDINGS))
            }
            for name, sums in held.items()
        },
        "trustee": {
            "common": number(sum((shares for _, shares in trusted), Decimal())),
            "for": {account.name: number(shares) for account, shares in trusted},
        },
    }


def beneficial(moment: Moment, told: Reader) -> Answer:
    person = moment.scene.known_person(told.text("person"))
    found = measured.beneficial(moment.plan, person, moment.at, moment.known_at)
    return {
        "shares": exact_text(found.shares),
        "percent": exact_text(half_up(found.percent.value, _PLACES)),
        "reaches": found.reaches,
    }
