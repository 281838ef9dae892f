"""Acts on all holders at once, from the opening of the book to the end of the Rights.

Each rule is a statement over what the ledger holds (`ledger_position`) when it is posted. The tests hold the same
rules a second time, one movement after the other, and compare every movement on random books.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ledger.rules.carrying import Ratio, Rounding
from ledger.rules.postings.statement import Statement, place_of, position
from ledger.rules.registry import decides
from ledger.rules.vocabulary import ALIVE, BatchKind, Standing, SystemRole

_ALIVE = ", ".join(f"'{standing}'" for standing in ALIVE)

_OPENING = f"""
    SELECT 'common', {place_of(SystemRole.ISSUER_COMMON)}, {position("account.id")}, staged.shares
    FROM staged_holder staged
    JOIN ledger_holderaccount account ON account.plan_id = %(plan)s AND account.number = staged.number
    WHERE staged.shares > 0 ORDER BY staged.number
"""  # noqa: S608 - composed of our own words, values are parameters

# The shares of each holder with the Rights of one of them, top / bottom, by the class that the account holds.
_OF_CLASS = """
    FROM ledger_position held JOIN ledger_holderaccount holder ON holder.id = held.holder_id
    JOIN jsonb_to_recordset(%(ratios)s::jsonb) AS per (code text, top numeric, bottom numeric)
        ON per.code = CASE WHEN %(one_class)s THEN '' ELSE holder.share_class END
    WHERE held.plan_id = %(plan)s AND held.standing = 'valid' AND held.common > 0
"""
_ROUNDED = {
    Rounding.EXACT: "round(held.common * top / bottom, 10)",
    Rounding.TEN_PLACES: "round(held.common * top / bottom, 10)",
    Rounding.HALF_UP: "div(2 * held.common * top + bottom, 2 * bottom)",
    Rounding.DOWN: "div(held.common * top, bottom)",
}
_DIVIDEND_INEXACT = f"""
    SELECT held.common {_OF_CLASS} AND round(held.common * top / bottom, 10) * bottom <> held.common * top
"""

_HELD = "FROM ledger_position WHERE plan_id = %(plan)s AND holder_id IS NOT NULL AND rights > 0"
_HELD_ALIVE = f"FROM ledger_position WHERE plan_id = %(plan)s AND standing IN ({_ALIVE}) AND rights > 0"

_IN = "CASE instrument WHEN 'common' THEN 'issuer_common' ELSE 'rights_source' END"
_OUT = "CASE instrument WHEN 'common' THEN 'issuer_common' ELSE 'rights_cancelled' END"
_SPLIT = f"""
    SELECT instrument, NULL::bigint, NULL, {_IN}, holder_id, standing, role, quantity
    FROM staged_split WHERE quantity > 0
    UNION ALL
    SELECT instrument, holder_id, standing, role, NULL::bigint, NULL, {_OUT}, -quantity
    FROM staged_split WHERE quantity < 0
    ORDER BY 2 NULLS FIRST, 5 NULLS FIRST, 1
"""  # noqa: S608 - composed of our own words, values are parameters


def opening(on: date) -> Statement:
    """The common as the master securityholder file has it; accounts without shares are passed over.

    The file's rows stand in the table `staged_holder` (number, shares).
    """
    return Statement(BatchKind.OPENING, on, _OPENING)


@decides("R2")
@decides(
    "R3",
    "Record Date",
)
def dividend(ratios: Mapping[str, Ratio], record_date: date) -> Statement:
    """The dividend: Rights for each share held at the close of business on the Record Date (R2, R3), by the class of
    the common; one ratio under "" for all shares.

    Nothing of a later day may be posted yet, so that what is held is what was held at that close.
    """
    rounding = next(iter(ratios.values())).rounding
    sql = f"""
        SELECT 'rights', {place_of(SystemRole.RIGHTS_SOURCE)}, {position("holder_id")}, rights
        FROM (SELECT held.account_id, held.holder_id, {_ROUNDED[rounding]} AS rights {_OF_CLASS}) carried
        WHERE rights > 0 ORDER BY account_id
    """  # noqa: S608 - composed of our own words, values are parameters
    told = [
        {"code": code, "top": ratio.rights.numerator, "bottom": ratio.rights.denominator}
        for code, ratio in ratios.items()
    ]
    parameters: dict[str, Decimal | bool | str] = {"ratios": json.dumps(told), "one_class": "" in ratios}
    inexact = _DIVIDEND_INEXACT if rounding is Rounding.EXACT else ""
    return Statement(BatchKind.DIVIDEND, record_date, sql, parameters, inexact)


@decides("R46")
def redemption(on: date, *, in_common: bool = False) -> Statement:
    """Every Right that is not void ends at once (R44, R46); void ones take no part (R32).

    `in_common`: and the whole common shares that it is paid in are delivered (R45), as `exchange` delivers them.
    """
    ended = _ended(SystemRole.RIGHTS_REDEEMED)
    if in_common:
        ended = f"({ended}) UNION ALL {_delivered(Standing.VALID)}"
    return Statement(BatchKind.REDEMPTION, on, ended)


@decides("R24")
def expiration(on: date) -> Statement:
    """Every Right that is not void expires in one posting (R24)."""
    return Statement(BatchKind.EXPIRATION, on, _ended(SystemRole.RIGHTS_EXPIRED))


@decides("R49")
def exchange(portion: Decimal, on: date, *, in_trust: bool = False) -> Statement:
    """Of every holder's Rights that are not void this portion given up, and the whole common shares delivered for
    them (R50), to the holder or to a trustee for it; void ones take no part (R49).

    The shares of each holder stand in the table `staged_delivery` (holder_id, shares).
    """
    delivered = _delivered(Standing.IN_TRUST if in_trust else Standing.VALID)
    given_up = f"""
        SELECT 'rights', {position("holder_id", "standing")}, {place_of(SystemRole.RIGHTS_EXCHANGED)},
               round(rights * %(portion)s::numeric, 10)
        {_HELD_ALIVE}
    """
    return Statement(BatchKind.EXCHANGE, on, f"{given_up} UNION ALL {delivered}", {"portion": portion})


def split(on: date) -> Statement:
    """A split or combination of the common, the treasury's too: what each account gets more, or gives back, of shares
    and of the Rights that each new share brings (R62), as `ledger.rules.splits` works it out.

    The changes stand in the table `staged_split` (holder_id and standing, or role; instrument, quantity): less than
    nothing where it takes back.
    """
    return Statement(BatchKind.ADJUSTMENT, on, _SPLIT)


def rights_number(rights_for_each: Decimal, on: date, *, rounded: bool = False) -> Statement:
    """The Board's election to change the number of Rights (section 11(i)): each Right of every holder becomes so many,
    in the standing in which it is held; a void one becomes as many void ones (R32).

    `rounded`: half-up in ten places, where a share carries a number of Rights that no decimal expresses.
    """
    more = rights_for_each > 1
    made, taken = place_of(SystemRole.RIGHTS_SOURCE), place_of(SystemRole.RIGHTS_CANCELLED)
    held = position("holder_id", "standing")
    places = f"{made}, {held}" if more else f"{held}, {taken}"
    sql = f"""
        SELECT 'rights', {places}, abs(changed)
        FROM (SELECT account_id, holder_id, standing, round(rights * %(each)s::numeric, 10) - rights AS changed
              {_HELD}) grown
        WHERE changed <> 0 ORDER BY account_id
    """  # noqa: S608 - composed of our own words, values are parameters
    inexact = f"SELECT rights {_HELD} AND round(rights * %(each)s::numeric, 10) <> rights * %(each)s::numeric"
    return Statement(BatchKind.ADJUSTMENT, on, sql, {"each": rights_for_each}, "" if rounded else inexact)


def _delivered(standing: Standing) -> str:
    return f"""
        SELECT 'common', {place_of(SystemRole.ISSUER_COMMON)}, {position("staged.holder_id", standing)},
               staged.shares::numeric
        FROM staged_delivery staged WHERE staged.shares > 0
    """  # noqa: S608 - composed of our own words, values are parameters


def _ended(role: SystemRole) -> str:
    return f"""
        SELECT 'rights', {position("holder_id", "standing")}, {place_of(role)}, rights
        {_HELD_ALIVE} ORDER BY account_id
    """
