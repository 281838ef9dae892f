"""A split of the common over all holders at the close of its day: every line, streamed, and the totals."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from ledger.enums import ATTACHED_STATES, Act
from ledger.errors import RuleViolation
from ledger.models import Plan
from ledger.rules.adjustment import Split, exchange_ratio_after, redemption_price_after
from ledger.rules.exact import trimmed
from ledger.rules.facts import exact_number
from ledger.rules.splits import Held, SplitLine, SplitTerms, SplitTotals, split_all, treasury_after
from ledger.rules.wire.reader import Reader
from ledger.selectors import balances, carrying, corrections
from ledger.selectors.adjustments import TERM_PLACES
from ledger.selectors.balances import FOLD
from ledger.selectors.terms import value

FETCHED_AT_ONCE = 2_000
_HELD = f"""
    SELECT holder_id, coalesce(sum(common), 0), coalesce(sum(rights) FILTER (WHERE standing = 'valid'), 0),
           coalesce(sum(rights) FILTER (WHERE standing = 'void'), 0)
    FROM ({FOLD}) f GROUP BY holder_id HAVING coalesce(sum(common), 0) > 0 ORDER BY holder_id
"""  # noqa: S608 - composed of our own text, values are parameters


def terms_of(plan: Plan, step: Split, on: date, inputs: Mapping[str, Any]) -> SplitTerms:
    """What the split does to shares and Rights of this plan on that day, and what the company says that a new share is
    worth; BadInput where that is no price.
    """
    price = Reader(inputs).optional("cash_price", Reader(inputs).positive)
    return SplitTerms(
        shares=Fraction(step.new_shares_per_old),
        with_rights=step.family.brings_rights,
        is_attached=plan.state in ATTACHED_STATES,
        carried=carrying.ratio(plan, on),
        cash_price=price,
    )


def following(plan: Plan, step: Split, on: date) -> dict[str, str]:
    """The terms beyond price, Units and Rights of a share that follow the split in this plan, as they are stated then:
    the Redemption Price and the exchange ratio, where its terms say so.
    """
    found = {}
    price, ratio = value(plan, "redemption.price", on), value(plan, "exchange.ratio", on)
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
    if later := corrections.standing(plan).filter(effective_on__gt=on).order_by("effective_on").first():
        raise RuleViolation(
            f"A movement of {later.effective_on} is posted already: the holders of {on} are not those of now. Correct "
            "it by reversal first, and post it again after the split.",
            rule="R38",
            next_act=Act.CORRECTION,
        )
    treasury = balances.totals(plan, on).treasury
    totals.treasury = treasury_after(treasury, terms) - treasury
    yield from split_all(_held(plan, on), terms, totals)


def worked(plan: Plan, terms: SplitTerms, on: date) -> SplitTotals:
    """The totals of the split, every line worked out."""
    totals = SplitTotals()
    for _ in lines(plan, terms, on, totals):
        pass
    return totals


def _held(plan: Plan, on: date) -> Iterator[Held]:
    parameters: dict[str, Any] = {"plan": plan.pk, "on": on, "known": None}
    # A server-side cursor, so that a million accounts are never in memory at once.
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_HELD, parameters)
        while rows := cursor.fetchmany(FETCHED_AT_ONCE):
            for row in rows:
                yield Held(*row)
