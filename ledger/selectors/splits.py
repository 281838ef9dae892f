"""A split of the common over all holders at the close of its day: every line, streamed, and the totals."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from ledger.enums import ATTACHED_STATES, Act
from ledger.errors import Held as HeldError, RuleViolation
from ledger.models import ControlBookEntry, Plan
from ledger.rules.adjustment import Split, exchange_ratio_after, redemption_price_after
from ledger.rules.carrying import Ratio
from ledger.rules.exact import trimmed
from ledger.rules.facts import exact_number
from ledger.rules.issued import Issued
from ledger.rules.splits import Held, SplitLine, SplitTerms, SplitTotals, split_all, treasury_after
from ledger.rules.wire.reader import Reader
from ledger.selectors import balances, carrying, corrections
from ledger.selectors.adjustments import TERM_PLACES
from ledger.selectors.balances import FOLD
from ledger.selectors.control_book import control_book, of_class
from ledger.selectors.terms import value

FETCHED_AT_ONCE = 2_000
_HELD = f"""
    SELECT holder_id, coalesce(sum(common), 0), coalesce(sum(rights) FILTER (WHERE standing = 'valid'), 0),
           coalesce(sum(rights) FILTER (WHERE standing = 'void'), 0), h.share_class
    FROM ({FOLD}) f JOIN ledger_holderaccount h ON h.id = f.holder_id
    WHERE %(one)s OR h.share_class = ANY(%(classes)s)
    GROUP BY holder_id, h.share_class HAVING coalesce(sum(common), 0) > 0 ORDER BY holder_id
"""  # noqa: S608 - composed of our own text, values are parameters


def terms_of(plan: Plan, step: Split, on: date, inputs: Mapping[str, Any]) -> SplitTerms:
    """What the split does to shares and Rights of this plan on that day, of all its classes or of the one that splits,
    and what the company says that a new share is worth; BadInput where that is no price.
    """
    ratios = carrying.ratios(plan, on)
    price = Reader(inputs).optional("cash_price", Reader(inputs).positive)
    return SplitTerms(
        shares=Fraction(step.new_shares_per_old),
        with_rights=step.family.brings_rights,
        is_attached=plan.state in ATTACHED_STATES,
        carried=ratios.get("") or Ratio(),
        cash_price=price,
        classes={code: ratio for code, ratio in ratios.items() if code and step.of_class in ("", code)},
    )


def told_of_a_class(
    plan: Plan, inputs: Mapping[str, Any], book: ControlBookEntry, on: date
) -> dict[str, Any]:
    """The figures of a split with what is outstanding of the one class that splits; as they are where all common does.

    RuleViolation where the plan has no such class, or the control book does not tell it apart.
    """
    code = inputs.get("class")
    if not code:
        return {name: told for name, told in inputs.items() if name != "class"}
    known = carrying.classes(plan, on)
    if code not in known:
        listed = ", ".join(known)
        raise RuleViolation(
            f"{code!r} is none of the plan's classes of common, {listed}: say which of them is split."
            if known
            else "The plan has one class of common: leave the class empty.",
            rule="R38",
            where="class",
        )
    return {**inputs, "class_outstanding": f"{of_class(book, code).outstanding.normalize():f}"}


def following(plan: Plan, step: Split, on: date) -> dict[str, str]:
    """The terms beyond price, Units and Rights of a share that follow the split in this plan, as they are stated then:
    the Redemption Price and the exchange ratio, where its terms say so.
    """
    found = {}
    price, ratio = value(plan, "redemption.price", on), value(plan, "exchange.ratio", on)
    if step.of_class and value(plan, "exchange.adjusts", on):
        raise HeldError(
            f"The exchange ratio follows a split, and is one for all classes: ask counsel what a Right of class "
            f"{step.of_class} is exchanged for, and state it by an amendment first.",
            rule="R50",
            next_act=Act.AMENDMENT,
        )
    if price is not None and value(plan, "redemption.adjusts", on):
        after = redemption_price_after(exact_number(price, "redemption.price"), step)
        found["redemption.price"] = trimmed(after, TERM_PLACES)
    if ratio is not None and value(plan, "exchange.adjusts", on):
        after = exchange_ratio_after(exact_number(ratio, "exchange.ratio"), step)
        found["exchange.ratio"] = trimmed(after, TERM_PLACES)
    return found


def lines(plan: Plan, terms: SplitTerms, on: date, totals: SplitTotals) -> Iterator[SplitLine]:
    """A line for each holder of common at the close of that day, by key, counted in `totals` on the way.

    RuleViolation where a movement of a later day is posted, for it was in shares of before or of after the split.
    """
    corrections.require_none_after(plan, on, "the split", "R38")
    for code, treasury in _in_treasury(plan, terms, on).items():
        added = treasury_after(treasury, terms) - treasury
        totals.treasury += added
        totals.change(code, Issued(Decimal(), added))
    yield from split_all(_held(plan, terms, on), terms, totals)


def _in_treasury(plan: Plan, terms: SplitTerms, on: date) -> dict[str, Decimal]:
    """Code of each class that splits -> its shares in the treasury: those of the ledger, or, where the plan has several
    classes, which lie in one treasury, those that the control book says; RuleViolation where it does not say it.
    """
    if not terms.classes:
        return {"": balances.totals(plan, on).treasury}
    book = control_book(plan, on)
    return {code: of_class(book, code).treasury for code in terms.classes} if book else {}


def worked(plan: Plan, terms: SplitTerms, on: date) -> SplitTotals:
    """The totals of the split, every line worked out."""
    totals = SplitTotals()
    for _ in lines(plan, terms, on, totals):
        pass
    return totals


def _held(plan: Plan, terms: SplitTerms, on: date) -> Iterator[Held]:
    parameters: dict[str, Any] = {
        "plan": plan.pk,
        "on": on,
        "known": None,
        "one": not terms.classes,
        "classes": list(terms.classes),
    }
    # A server-side cursor, so that a million accounts are never in memory at once.
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_HELD, parameters)
        while rows := cursor.fetchmany(FETCHED_AT_ONCE):
            for row in rows:
                yield Held(*row)
