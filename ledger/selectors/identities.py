"""The identities of a plan proved from its rows (operations section 3): the ledger's own, and those others register.

Each prover is asked at one close and answers its identities; certificates register theirs when they are loaded, for
the ledger imports nothing of them. Everything is counted by the database, never account by account.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.models import Max

from ledger.chain import FIRST_DIGEST
from ledger.enums import ATTACHED_STATES
from ledger.errors import BackOfficeError
from ledger.models import Batch, Plan
from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.selectors import adjustments, balances, plan_day
from ledger.selectors.balances import FOLD, Totals
from ledger.selectors.control_book import control_book, last_stated
from ledger.selectors.rights import rights_at
from ledger.selectors.terms import value

NAMED = 1_000  # differences of one identity that become breaks of their own; beyond them something larger is wrong


@dataclass(frozen=True)
class Close:
    """The plan at the close of a day, as known at an instant, with the totals every identity starts from."""

    plan: Plan
    on: date
    known_at: datetime
    totals: Totals

    @property
    def parameters(self) -> dict[str, Any]:
        """What the statements over the journal take (balances.FOLD)."""
        return {"plan": self.plan.pk, "on": self.on, "known": self.known_at, "named": NAMED}


Prover = Callable[[Close], Iterable[Identity]]
_PROVERS: list[Prover] = []


def proves(prover: Prover) -> Prover:
    """Registers a prover: its identities are part of every proof from then on, in the order of registration."""
    _PROVERS.append(prover)
    return prover


def close_of(plan: Plan, known_at: datetime) -> Close:
    """The close to prove: the plan's today, or the day of its latest entry where a replay was pinned back before it."""
    posted = Batch.objects.filter(plan=plan).aggregate(last=Max("effective_on"))["last"]
    today = plan_day.today(plan)
    on = max(today, posted) if posted else today
    return Close(plan, on, known_at, balances.totals(plan, on, known_at))


def prove_identities(close: Close) -> tuple[Identity, ...]:
    """Every registered identity at that close."""
    return tuple(identity for prover in _PROVERS for identity in prover(close))


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
    count, rows = _differing(
        f"""
        SELECT h.number, held.rights, held.common FROM ({held}) held
        JOIN ledger_holderaccount h ON h.id = held.holder_id
        WHERE held.rights * %(per)s <> held.common * %(rights)s
        """,  # noqa: S608
        close.parameters | {"rights": ratio.numerator, "per": ratio.denominator},
    )
    totals = close.totals
    exchanged = f"SELECT coalesce(sum(given_up), 0), coalesce(sum(delivered), 0) FROM ({_EXCHANGED}) x"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(exchanged, close.parameters)
        given_up, delivered = cursor.fetchone()
    yield Identity(
        **about,
        left=Fraction(totals.rights_outstanding + given_up),
        right=Fraction(totals.common_outstanding - delivered) * ratio,
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
    count, rows = _differing(
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


@proves
def _units(close: Close) -> Iterable[Identity]:
    """I8: the Units reserved suffice for every Right that is not void (section 9, R61)."""
    reserved = last_stated(close.plan, "units_reserved", close.on, close.known_at)
    needed, missing = Fraction(), ""
    try:
        figures = adjustments.figures(close.plan, plan_day.end_of(close.on), close.known_at)
        needed = Fraction(close.totals.rights_outstanding - close.totals.void) * figures.units_per_right
    except BackOfficeError as error:
        missing = error.sentence
    if reserved is None:
        missing = "No order states how many Units are reserved for exercise: record it in the control book."
    yield Identity(
        code="units",
        title="Units reserved",
        source="I8, R61, section 9",
        measure=Measure.UNITS,
        left_name="Units reserved",
        left=Fraction(reserved or 0),
        right_name="Units that all Rights not void call for",
        right=needed,
        at_least=True,
        missing=missing,
    )


@proves
def _figures(close: Close) -> Iterable[Identity]:
    """I7: price, Units and Rights per share in force are the fold of the Adjustment records, worked out anew."""
    about = (
        ("Purchase Price", adjustments.PRICE),
        ("Units per Right", adjustments.UNITS),
        ("Rights per share", adjustments.RIGHTS),
    )
    folded, stated, missing = {}, {}, ""
    try:
        effective = sum(
            row.effective_at <= plan_day.end_of(close.on) for row in adjustments.history(close.plan)
        )
        lines = adjustments.refold(close.plan)[:effective]
        folded = adjustments.published(lines[-1].after if lines else adjustments.opening(close.plan))
        stated = {key: value(close.plan, key, close.on, close.known_at) for _, key in about}
    except BackOfficeError as error:
        missing = error.sentence
    for title, key in about:
        yield Identity(
            code=f"figure:{key}",
            title=title,
            source="I7",
            measure=Measure.FIGURE,
            left_name="Term in force",
            left=Fraction(stated.get(key) or 0),
            right_name="the fold of the adjustments",
            right=Fraction(folded.get(key, 0)),
            missing=missing,
        )


@proves
def _journal(close: Close) -> Iterable[Identity]:
    """The batches are numbered without a gap, each chains to the one before and has the entries it says."""
    count, rows = _differing(
        """
        SELECT 'batch ' || number FROM (
            SELECT b.number, b.previous_digest, b.entry_count, coalesce(e.counted, 0) AS counted,
                   row_number() OVER (ORDER BY b.number) AS place,
                   lag(b.digest, 1, %(first)s) OVER (ORDER BY b.number) AS expected
            FROM ledger_batch b
            LEFT JOIN (
                SELECT batch_id, count(*) AS counted FROM ledger_entry
                WHERE batch_id IN (SELECT id FROM ledger_batch WHERE plan_id = %(plan)s) GROUP BY batch_id
            ) e ON e.batch_id = b.id
            WHERE b.plan_id = %(plan)s
        ) chained
        WHERE previous_digest <> expected OR counted <> entry_count OR number <> place
        """,
        close.parameters | {"first": FIRST_DIGEST},
    )
    batches = Batch.objects.filter(plan=close.plan).count()
    yield Identity(
        code="journal",
        title="Chain of the journal",
        source="17Ad-10; the nightly proof refolds every entry",
        measure=Measure.BATCHES,
        left_name="Batches posted",
        left=Fraction(batches),
        right_name="batches that chain and are whole",
        right=Fraction(batches - count),
        differences=tuple(Difference(key, Fraction(1), Fraction()) for (key,) in rows),
        differing=count,
    )


def _differing(statement: str, parameters: dict[str, Any]) -> tuple[int, Sequence[tuple[Any, ...]]]:
    """How many rows the statement finds, and the first NAMED of them in the order of their key (its first column)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH found AS MATERIALIZED ({statement})
            SELECT (SELECT count(*) FROM found), f.* FROM found f ORDER BY 2 LIMIT %(named)s
            """,  # noqa: S608 - composed of our own text, values are parameters
            parameters,
        )
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [row[1:] for row in rows]
