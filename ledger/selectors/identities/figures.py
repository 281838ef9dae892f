"""The identities of figures: Units reserved, the terms that the adjustments fold to, the journal's chain."""

from collections.abc import Iterable
from fractions import Fraction

from ledger.chain import FIRST_DIGEST
from ledger.errors import BackOfficeError
from ledger.models import Batch
from ledger.rules.exact import ratio_of
from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.rules.reserve import WHAT_TO_DO, reserve_for
from ledger.selectors import adjustments, plan_day, stated_figures
from ledger.selectors.control_book import last_stated
from ledger.selectors.identities.close import Close, differing, proves
from ledger.selectors.terms import value


@proves
def _units(close: Close) -> Iterable[Identity]:
    """I8: the Units reserved suffice for every Right that is not void (section 9, R61)."""
    reserved = last_stated(close.plan, "units_reserved", close.on, close.known_at)
    needed, missing = Fraction(), ""
    try:
        figures = adjustments.figures(close.plan, plan_day.end_of(close.on), close.known_at)
        alive = close.totals.rights_outstanding - close.totals.void
        needed = reserve_for(alive, figures.units_per_right, reserved=reserved).needed
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
        remedy=WHAT_TO_DO,
    )


@proves
def _figures(close: Close) -> Iterable[Identity]:
    """I7: price, Units and Rights per share in force are the fold of the Adjustment records, worked out anew."""
    about = (
        ("Purchase Price", stated_figures.PRICE),
        ("Units per Right", stated_figures.UNITS),
        ("Rights per share", stated_figures.RIGHTS),
    )
    folded, stated, missing = {}, {}, ""
    try:
        folded = adjustments.published(adjustments.refold(close.plan, plan_day.end_of(close.on))[1])
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
            left=ratio_of(str(stated.get(key) or 0)),
            right_name="the fold of the adjustments",
            right=ratio_of(str(folded.get(key, 0))),
            missing=missing,
        )


@proves
def _journal(close: Close) -> Iterable[Identity]:
    """The batches are numbered without a gap, each chains to the one before and has the entries it says."""
    count, rows = differing(
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
