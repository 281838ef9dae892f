"""The identities of common and Rights: the control book, the Rights attached, what was ever issued."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from ledger.enums import ATTACHED_STATES
from ledger.rules.exact import is_terminating
from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.selectors import adjustments, plan_day
from ledger.selectors.balances import FOLD
from ledger.selectors.control_book import control_book, last_stated
from ledger.selectors.identities.close import Close, differing, proves
from ledger.selectors.rights import rights_at


@proves
def _common(close: Close) -> Iterable[Identity]:
    """The control book against the master securityholder file (R61, 17Ad-10)."""
    book = control_book(close.plan, close.on, close.known_at)
    missing = "" if book else "There is no control book yet: record the issuer's written order."
    outstanding, treasury = (book.outstanding, book.treasury) if book else (Decimal(), Decimal())
    totals = close.totals
    yield Identity(
        code="common",
        title="Common outstanding",
        source="R61, 17Ad-9",
        measure=Measure.SHARES,
        left_name="Common of the control book",
        left=Fraction(outstanding),
        right_name="common of all accounts",
        right=Fraction(totals.common_outstanding),
        missing=missing,
    )
    yield Identity(
        code="treasury",
        title="Common in treasury",
        source="R61",
        measure=Measure.SHARES,
        left_name="Treasury of the control book",
        left=Fraction(treasury),
        right_name="treasury of the ledger",
        right=Fraction(totals.treasury),
        missing=missing,
    )
    authorized = last_stated(close.plan, "authorized", close.on, close.known_at)
    reserved = book.reserved if book else Decimal()
    yield Identity(
        code="authorized",
        title="Common authorised",
        source="17Ad-10",
        measure=Measure.SHARES,
        left_name="Common authorised by the officer's order",
        left=Fraction(authorized or 0),
        right_name="common issued and reserved",
        right=Fraction(totals.common_outstanding + totals.treasury + reserved),
        at_least=True,
        missing=missing
        or (
            "" if authorized is not None else "No order states how much common is authorised: ask the issuer."
        ),
    )


_LAST_PLACES = Decimal(1).scaleb(-9)


def _unheld(ratio: Fraction) -> Decimal:
    """How far Rights times the shares that carry one may lie off the shares: nothing, but for what rounding to the
    journal's ten places leaves where a split made of a share's Rights a number that no decimal expresses.
    """
    return Decimal() if is_terminating(ratio) else ratio.denominator * _LAST_PLACES


# What each holder gave up in exchanges in part, and the shares that were delivered for it.
_EXCHANGED = """
    SELECT a.holder_id,
           coalesce(sum(e.quantity) FILTER (WHERE e.instrument = 'rights'), 0) AS given_up,
           coalesce(sum(e.quantity) FILTER (WHERE e.instrument = 'common'), 0) AS delivered
    FROM ledger_batch b
    JOIN ledger_entry e ON e.batch_id = b.id
    JOIN ledger_ledgeraccount a
      ON a.id = CASE e.instrument WHEN 'rights' THEN e.from_account_id ELSE e.to_account_id END
    WHERE b.plan_id = %(plan)s AND b.kind = 'exchange' AND b.effective_on <= %(on)s AND b.recorded_at <= %(known)s
    GROUP BY a.holder_id
"""


@proves
def _attached(close: Close) -> Iterable[Identity]:
    """I2: before the Distribution Date every account's Rights, valid and void, are those its shares carry.

    What an exchange in part has ended counts as held, and the shares it delivered carry none (R50).
    """
    if close.plan.state not in ATTACHED_STATES:
        return
    about: dict[str, Any] = {
        "code": "attached",
        "title": "Rights attached to common",
        "source": "I2, R11, R20",
        "measure": Measure.RIGHTS,
        "left_name": "Rights held with common",
        "right_name": "Rights the common carries",
    }
    if rights_at(close.plan, plan_day.end_of(close.on)).is_separated:
        yield Identity(
            **about,
            missing="The Distribution Date has come: common carries no Rights any more, and the separation is "
            "still to be posted.",
        )
        return
    ratio = adjustments.rights_per_share(close.plan, close.on)
    # Whole numbers on both sides, so that a ratio no decimal expresses is compared exactly.
    held = f"""
        SELECT f.holder_id, sum(coalesce(f.common, 0)) - coalesce(min(x.delivered), 0) AS common,
               sum(coalesce(f.rights, 0)) + coalesce(min(x.given_up), 0) AS rights
        FROM ({FOLD}) f
        LEFT JOIN ({_EXCHANGED}) x ON x.holder_id = f.holder_id GROUP BY f.holder_id
    """  # noqa: S608 - composed of our own text, values are parameters
    count, rows = differing(
        f"""
        SELECT h.number, held.rights, held.common FROM ({held}) held
        JOIN ledger_holderaccount h ON h.id = held.holder_id
        WHERE abs(held.rights * %(per)s - held.common * %(rights)s) > %(unheld)s
        """,  # noqa: S608
        close.parameters | {"rights": ratio.numerator, "per": ratio.denominator, "unheld": _unheld(ratio)},
    )
    totals = close.totals
    exchanged = f"SELECT coalesce(sum(given_up), 0), coalesce(sum(delivered), 0) FROM ({_EXCHANGED}) x"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(exchanged, close.parameters)
        given_up, delivered = cursor.fetchone()
    left = Fraction(totals.rights_outstanding + given_up)
    carried = Fraction(totals.common_outstanding - delivered) * ratio
    is_rounded = (
        abs(left - carried) * ratio.denominator <= Fraction(_unheld(ratio)) * close.plan.accounts.count()
    )
    yield Identity(
        **about,
        left=left,
        right=left if is_rounded else carried,
        differences=tuple(
            Difference(number, Fraction(rights), Fraction(common) * ratio) for number, rights, common in rows
        ),
        differing=count,
    )


@proves
def _issued(close: Close) -> Iterable[Identity]:
    """I4: every Right ever issued is outstanding or ended."""
    totals = close.totals
    yield Identity(
        code="issued",
        title="Rights ever issued",
        source="I4",
        measure=Measure.RIGHTS,
        left_name="Rights issued",
        left=Fraction(totals.issued),
        right_name="Rights outstanding and ended",
        right=Fraction(totals.rights_outstanding + sum(totals.ended.values(), Decimal())),
    )


@proves
def _not_negative(close: Close) -> Iterable[Identity]:
    """No account of a holder holds less than nothing (I1)."""
    count, rows = differing(
        f"""
        SELECT h.number || ' ' || f.standing, least(coalesce(f.common, 0), coalesce(f.rights, 0))
        FROM ({FOLD}) f
        JOIN ledger_holderaccount h ON h.id = f.holder_id
        WHERE f.common < 0 OR f.rights < 0
        """,  # noqa: S608
        close.parameters,
    )
    yield Identity(
        code="negative",
        title="No account below nothing",
        source="I1",
        measure=Measure.ACCOUNTS,
        left_name="Accounts below nothing",
        left=Fraction(count),
        right_name="accounts allowed",
        differences=tuple(Difference(key, Fraction(held), Fraction()) for key, held in rows),
        differing=count,
    )
