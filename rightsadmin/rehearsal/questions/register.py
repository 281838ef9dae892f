"""Questions of the register: totals, what each account holds, what a person beneficially owns."""

from collections import Counter, defaultdict
from decimal import Decimal

from ledger.enums import Standing
from ledger.rules.exact import exact_text, half_up
from ledger.rules.wire.reader import Reader
from ledger.selectors import balances, beneficial as measured, trust
from rightsadmin.rehearsal.questions.moment import Answer, Moment, number

_PLACES = 7
_STANDINGS = (Standing.VALID, Standing.CERTIFICATED, Standing.VOID, Standing.WITHHELD)


def totals(moment: Moment, told: Reader) -> Answer:
    found = balances.totals(moment.plan, moment.on, moment.known_at)
    return {
        "state": moment.plan.state,
        "common": number(found.common_outstanding),
        "rights": {
            "valid": number(found.valid),
            "certificated": number(found.certificated),
            "void": number(found.void),
            "withheld": number(found.withheld),
            "outstanding": number(found.rights_outstanding),
        },
    }


def positions(moment: Moment, told: Reader) -> Answer:
    """What each registration holds, in all its accounts together, and what a trustee holds for it."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for account in moment.plan.accounts.order_by("number"):
        found = balances.account_balance(moment.plan, account.pk, moment.on, moment.known_at)
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
