"""Questions of money: what a Right buys, what an act would pay, what is owed to whom."""

from collections import defaultdict
from decimal import Decimal

from certificates.enums import PaymentKind
from ledger.rules.exact import exact_text, price_text
from ledger.rules.facts import BadInput
from ledger.rules.redemption import consideration_of
from ledger.rules.wire.reader import Reader
from ledger.selectors import acts, entitlements
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.terms import decimal_value
from rightsadmin.rehearsal.questions.moment import Answer, Moment, dollars, number
from rightsadmin.rehearsal.verbs.reading import optional_quantity
from rightsadmin.rehearsal.verbs.resolutions import form_of

_KINDS = ("redemption", "exchange")
_YES, _NO, _HELD = "yes", "no", "held"


def what_a_right_buys(moment: Moment, told: Reader) -> Answer:
    buys = entitlements.what_a_right_buys(
        moment.plan,
        moment.at,
        market_price=told.optional("market_price", told.positive),
        known_at=moment.known_at,
    )
    return {
        "exercise_price": price_text(buys.price_per_right),
        "units_per_right": exact_text(buys.units_before),
        "units": exact_text(buys.per_right),
        "security": buys.security,
        "cash": price_text(buys.cash_per_right),
        "reason": buys.reason,
        "citation": buys.citation,
    }


def preview(moment: Moment, told: Reader) -> Answer:
    if told.one_of("kind", _KINDS) == "redemption":
        paid_in = consideration_of(form_of(told))
        seen = acts.redemption(moment.plan, moment.at, consideration=paid_in)
        return {
            "verdict": _verdict(seen.findings),
            "price": f"{seen.price.normalize():f}",
            "amount": dollars(seen.worked.totals.paid),
            "ratio": None,
            "shares": str(seen.worked.totals.shares) if paid_in.form == "common" else None,
        }
    ratio = decimal_value(moment.plan, "exchange.ratio", moment.on)
    if ratio is None:
        raise BadInput(told.place("kind"), "the plan states no exchange ratio")
    terms = ExchangeTerms(
        portion=optional_quantity(told, "portion", Decimal(1)),
        ratio=ratio,
        market_price=optional_quantity(told, "market_price", Decimal(1)),
        shares_available=optional_quantity(told, "shares_available", Decimal()),
    )
    view = acts.exchange(moment.plan, moment.at, terms)
    return {
        "verdict": _verdict(view.findings),
        "price": None,
        "amount": dollars(view.worked.totals.cash),
        "ratio": number(ratio),
        "shares": str(view.worked.totals.shares),
    }


def _verdict(findings: object) -> str:
    said = {finding.severity.value for finding in findings}  # type: ignore[attr-defined]
    return _NO if "block" in said else _HELD if "hold" in said else _YES


def payments(moment: Moment, told: Reader) -> Answer:
    """What is owed by the lists of payments, of one kind where it is told: dollars in all and by registration; and the
    Rights that the last redemption or exchange among them pays for.
    """
    kind = told.optional("kind", lambda key: told.one_of(key, tuple(PaymentKind.values)))
    rights, total = Decimal(), Decimal()
    payees: defaultdict[str, Decimal] = defaultdict(Decimal)
    for listed in moment.plan.payment_lists.filter(**({"kind": kind} if kind else {})).order_by("pk"):
        lines = listed.lines.select_related("account")
        for line in lines:
            paid = Decimal(line.paid_cents) / 100
            total += paid
            payees[line.account.name] += paid
        if listed.kind in _KINDS:
            rights = sum((line.quantity for line in lines), Decimal())
    return {
        "rights": number(rights),
        "total": dollars(total),
        "payees": {name: dollars(amount) for name, amount in payees.items()},
    }
