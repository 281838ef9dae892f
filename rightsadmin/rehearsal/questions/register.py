"""Questions of the register: totals, what each account holds, what a person beneficially owns."""

from ledger.enums import Standing
from ledger.rules.exact import exact_text, half_up
from ledger.rules.wire.reader import Reader
from ledger.selectors import balances, ownership
from rightsadmin.rehearsal.questions.moment import Answer, Moment, number

_PLACES = 7


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
    accounts = {}
    for account in moment.plan.accounts.order_by("number"):
        held = balances.account_balance(moment.plan, account.pk, moment.on, moment.known_at)
        accounts[account.name] = {"common": number(held.common)} | {
            standing.value: number(held.rights.get(standing.value, held.common * 0)) for standing in Standing
        }
    return {"accounts": accounts}


def beneficial(moment: Moment, told: Reader) -> Answer:
    person = moment.scene.known_person(told.text("person"))
    found = ownership.beneficial(moment.plan, person, moment.on, moment.known_at)
    return {
        "shares": exact_text(found.shares),
        "percent": exact_text(half_up(found.percent.value, _PLACES)),
        "reaches": found.reaches,
    }
