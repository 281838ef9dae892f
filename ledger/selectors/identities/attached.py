"""I2: while the Rights are attached every account has those that its shares carry; once they ended nobody has any.

Where an exchange in part, or a plan that rounds, has left Rights that no ratio expresses, an account may differ by what
was left over in all; a plan without either is compared exactly.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from ledger.enums import ATTACHED_STATES, ENDED_STATES
from ledger.models import AdjustmentKind, BatchNet, HolderAccount, Plan
from ledger.rules.adjustment import Split
from ledger.rules.carrying import Ratio, Rounding
from ledger.rules.exact import is_terminating, ratio_of
from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.rules.vocabulary import ALIVE, BatchKind, Instrument, SystemRole
from ledger.selectors import adjustments, carrying, plan_day, standing
from ledger.selectors.balances import FOLD
from ledger.selectors.identities.close import NAMED, Close, differing, proves
from rightsadmin.common import clock

_LEAST = Fraction(1, 10**10)
_HELD = f"""
    SELECT h.number, h.share_class, coalesce(sum(f.common), 0) AS common,
           coalesce(sum(f.rights) FILTER (WHERE f.standing <> 'void'), 0) AS valid,
           coalesce(sum(f.rights) FILTER (WHERE f.standing = 'void'), 0) AS void
    FROM ({FOLD}) f JOIN ledger_holderaccount h ON h.id = f.holder_id GROUP BY h.id, h.number, h.share_class
"""  # noqa: S608 - composed of our own text, values are parameters
# Whole numbers on both sides, so that a ratio that no decimal expresses is compared exactly. Shares whose Rights are
# void have at most what they had before an exchange in part, and at least what the others have after it.
_DIFFERING = f"""
    SELECT held.number, held.valid, held.void, held.common, held.share_class
    FROM ({_HELD}) held
    LEFT JOIN jsonb_to_recordset(%(of)s::jsonb)
        AS o (code text, top numeric, bottom numeric, part_top numeric, part_bottom numeric, over numeric)
        ON o.code = CASE WHEN %(one)s THEN '' ELSE held.share_class END
    WHERE o.code IS NULL
       OR held.valid * bottom < held.common * top - held.void * bottom - %(slack)s * bottom
       OR held.valid * bottom * part_bottom
          > (held.common + over) * top * part_bottom - held.void * part_top * bottom + %(slack)s * bottom * part_bottom
"""  # noqa: S608
_BY_CLASS = f"SELECT share_class, sum(common), sum(valid), sum(void) FROM ({_HELD}) held GROUP BY share_class"  # noqa: S608
_ALIVE = f"""
    SELECT h.number, sum(f.rights) FROM ({FOLD}) f JOIN ledger_holderaccount h ON h.id = f.holder_id
    WHERE f.standing = ANY(%(alive)s) GROUP BY h.number HAVING sum(f.rights) <> 0
"""  # noqa: S608


@dataclass(frozen=True)
class Carrying:
    """What the shares of a plan carry at a close: the ratios by class, and what was left over.

    `over` are shares that an exchange in part paid in cash, whose Rights stayed; `slack` the most that rounding can
    have left or added in all.
    """

    ratios: dict[str, Ratio]
    over: Fraction
    slack: Fraction

    def of(self, share_class: str) -> Ratio | None:
        """The ratio of a class; None where the plan does not know it."""
        return self.ratios.get("" if "" in self.ratios else share_class)

    def bounds(self, common: Decimal, void: Decimal, ratio: Ratio) -> tuple[Fraction, Fraction]:
        """The fewest and the most Rights, void ones included, that so many shares can have."""
        whole = Fraction(common) * ratio.rights
        least = whole - self.slack
        most = whole + self.over * ratio.rights + Fraction(void) * (1 - ratio.rights / ratio.of_void)
        return least, most + self.slack

    def parameters(self) -> dict[str, Any]:
        """What the statement over all accounts takes."""
        rows = []
        for code, ratio in self.ratios.items():
            part = ratio.rights / ratio.of_void
            rows.append(
                {
                    "code": code,
                    "top": ratio.rights.numerator,
                    "bottom": ratio.rights.denominator,
                    "part_top": part.numerator,
                    "part_bottom": part.denominator,
                    "over": str(_decimal_above(self.over)),
                }
            )
        return {"of": json.dumps(rows), "one": "" in self.ratios, "slack": _decimal_above(self.slack)}


def carried(plan: Plan, on: date) -> Carrying:
    """What the shares carry at the close of a day, and what exchanges and rounding left over by then."""
    ratios = carrying.ratios(plan, on)
    over, parted = Fraction(), False
    for row in adjustments.until(plan, on):
        if row.kind == AdjustmentKind.EXCHANGE and row.batch_id:
            given = BatchNet.objects.filter(batch=row.batch_id, role=SystemRole.RIGHTS_EXCHANGED).first()
            due = Fraction(given.rights if given else 0) * ratio_of(row.inputs["ratio"])
            over, parted = over + due - Fraction(row.inputs["shares"]), True
        elif row.kind == AdjustmentKind.SPLIT:
            split = adjustments.step_of(plan, row.kind, row.inputs, clock.new_york_date(row.effective_at))
            if isinstance(split, Split):
                grown = Fraction(split.new_shares_per_old)
                # What an exchange left over is of no class in particular: of one class that shrinks, it stays.
                over *= max(grown, Fraction(1)) if split.of_class else grown
    rounding = next(iter(ratios.values())).rounding
    slack = Fraction()
    if not all(is_terminating(ratio.rights) for ratio in ratios.values()):
        slack += (
            HolderAccount.objects.filter(plan=plan).count() * 10 * _LEAST
        )  # what a split's rounding leaves
    if parted or rounding is not Rounding.EXACT:
        entries = plan.batches.filter(entries__instrument=Instrument.RIGHTS).count()
        slack += entries * _LEAST
    if rounding in (Rounding.HALF_UP, Rounding.DOWN):
        issues = plan.batches.filter(kind=BatchKind.ISSUE).count()
        slack += HolderAccount.objects.filter(plan=plan).count() + issues
    return Carrying(ratios, over, slack)


def apart(plan: Plan, at: datetime) -> str:
    """Why shares carry no Rights at the instant though the plan's state says attached; empty where they do."""
    attached = standing.of(plan, at).answer("rights_attached")
    if attached.verdict != "no":
        return ""
    return f"{attached.sentence} Common carries none any more, and what ended that is still to be posted."


def differences(
    plan: Plan, on: date, known_at: datetime | None, of: Carrying
) -> tuple[int, Sequence[tuple[Any, ...]]]:
    """How many accounts have other Rights than their shares carry, and the first of them: number, valid, void, common,
    class.
    """
    asked = {"plan": plan.pk, "on": on, "known": known_at, "named": NAMED, **of.parameters()}
    return differing(_DIFFERING, asked)


@proves
def _attached(close: Close) -> Iterable[Identity]:
    """I2: before the Distribution Date every account's Rights, valid and void, are those its shares carry."""
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
    if missing := apart(close.plan, plan_day.end_of(close.on)):
        yield Identity(**about, missing=missing)
        return
    of = carried(close.plan, close.on)
    count, rows = differences(close.plan, close.on, close.known_at, of)
    held = Fraction(close.totals.rights_outstanding)
    yield Identity(
        **about,
        left=held,
        right=_nearest(held, _bounds_in_all(close, of)),
        differences=tuple(
            Difference(
                number, Fraction(valid + void), _carried_by(of, valid + void, void, common, share_class)
            )
            for number, valid, void, common, share_class in rows
        ),
        differing=count,
    )


@proves
def _ended(close: Close) -> Iterable[Identity]:
    """No Right that is not void outlives the end of all of them (R24, R46, R50)."""
    if close.plan.state not in ENDED_STATES:
        return
    count, rows = differing(_ALIVE, close.parameters | {"alive": list(ALIVE)})
    totals = close.totals
    yield Identity(
        code="ended",
        title="No Rights after their end",
        source="R24, R46, R50",
        measure=Measure.RIGHTS,
        left_name="Rights that are not void",
        left=Fraction(totals.rights_outstanding - totals.void),
        right_name="Rights an ended plan has",
        differences=tuple(Difference(number, Fraction(rights), Fraction()) for number, rights in rows),
        differing=count,
    )


def _bounds_in_all(close: Close, of: Carrying) -> tuple[Fraction, Fraction]:
    with connection.cursor() as cursor:
        cursor.execute(_BY_CLASS, close.parameters)
        rows = cursor.fetchall()
    least = most = Fraction()
    for share_class, common, _, void in rows:
        if ratio := of.of(share_class):
            low, high = of.bounds(common, void, ratio)
            least, most = least + low, most + high
    return least, most


def _carried_by(of: Carrying, held: Decimal, void: Decimal, common: Decimal, share_class: str) -> Fraction:
    ratio = of.of(share_class)
    return _nearest(Fraction(held), of.bounds(common, void, ratio)) if ratio else Fraction()


def _nearest(held: Fraction, bounds: tuple[Fraction, Fraction]) -> Fraction:
    return min(max(held, bounds[0]), bounds[1])


def _decimal_above(value: Fraction) -> Decimal:
    """The least decimal of ten places that is not below the value."""
    scaled = value * 10**10
    return Decimal(-(-scaled.numerator // scaled.denominator)).scaleb(-10)
