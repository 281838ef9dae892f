"""The certificates' identities of the daily proof: registered with the ledger's when this module is loaded."""

from collections.abc import Iterable
from fractions import Fraction

from django.db import connection

from certificates.selectors import evidence
from ledger.enums import ENDED_STATES, PlanState, SystemRole
from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.selectors.identities import NAMED, Close, proves


@proves
def _certificates(close: Close) -> Iterable[Identity]:
    """I3: after the separation the Rights outstanding are those on certificates, on none, and void.

    Once the Rights have ended no certificate evidences any: none may be left certificated in the ledger (R46).
    """
    if close.plan.state in ENDED_STATES:
        yield Identity(
            code="certificated",
            title="Rights on certificates",
            source="I3, R24, R46",
            measure=Measure.RIGHTS,
            left_name="Rights certificated in the ledger",
            left=Fraction(close.totals.certificated),
            right_name="Rights that certificates evidence after the end",
        )
    if close.plan.state != PlanState.SEPARATED:
        return
    found = evidence.evidence(close.plan, NAMED)
    totals = close.totals
    yield Identity(
        code="certificated",
        title="Rights on certificates",
        source="I3, R25",
        measure=Measure.RIGHTS,
        left_name="Rights certificated in the ledger",
        left=Fraction(totals.certificated),
        right_name="Rights on outstanding certificates and awaiting one",
        right=Fraction(found.on_certificates + found.awaiting),
        differences=tuple(
            Difference(row.number, Fraction(row.held), Fraction(row.evidenced)) for row in found.first
        ),
        differing=found.differing,
    )
    uncertificated = found.awaiting + totals.withheld + totals.valid
    yield Identity(
        code="control_total",
        title="Rights outstanding",
        source="I3",
        measure=Measure.RIGHTS,
        left_name="Rights outstanding",
        left=Fraction(totals.rights_outstanding),
        right_name="Rights on certificates, uncertificated and void",
        right=Fraction(found.on_certificates + uncertificated + totals.void),
    )


@proves
def _numbers(close: Close) -> Iterable[Identity]:
    """I6: every number of the series has its certificate, voided ones too."""
    numbers = evidence.numbers(close.plan)
    missing = () if numbers.agree else evidence.missing_numbers(close.plan, numbers.given, NAMED)
    short = numbers.given - numbers.on_record
    yield Identity(
        code="numbers",
        title="Certificate numbers",
        source="I6, form F1",
        measure=Measure.CERTIFICATES,
        left_name="Numbers given by the series",
        left=Fraction(numbers.given),
        right_name="certificates on record",
        right=Fraction(numbers.on_record),
        differences=tuple(Difference(number, Fraction(1), Fraction()) for number in missing),
        differing=max(short, len(missing)),
    )


@proves
def _exercised(close: Close) -> Iterable[Identity]:
    """The Rights that ended by exercise are those elected, and the cash that came in covers their price (section 7)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH posted AS MATERIALIZED (
                SELECT p.number, e.rights, e.tendered, e.amount_payable,
                       round(e.rights * split_part(e.price_per_right, '/', 1)::numeric
                             / split_part(e.price_per_right, '/', 2)::numeric, 2) AS payable
                FROM certificates_election e JOIN certificates_presentation p ON p.id = e.presentation_id
                WHERE p.plan_id = %(plan)s AND p.status = 'posted'
            ), short AS (SELECT * FROM posted WHERE tendered < payable OR amount_payable <> payable)
            SELECT (SELECT coalesce(sum(rights), 0) FROM posted), (SELECT coalesce(sum(tendered), 0) FROM posted),
                   (SELECT coalesce(sum(payable), 0) FROM posted), (SELECT count(*) FROM short),
                   s.number, s.tendered, s.payable
            FROM (SELECT 1) one LEFT JOIN short s ON true ORDER BY s.number LIMIT %(named)s
            """,
            {"plan": close.plan.pk, "named": NAMED},
        )
        rows = cursor.fetchall()
    elected, tendered, payable, short = rows[0][:4]
    yield Identity(
        code="exercised",
        title="Rights exercised",
        source="I4, section 7",
        measure=Measure.RIGHTS,
        left_name="Rights exercised in the ledger",
        left=Fraction(close.totals.ended[SystemRole.RIGHTS_EXERCISED]),
        right_name="Rights of posted elections",
        right=Fraction(elected),
    )
    yield Identity(
        code="cash",
        title="Cash of exercises",
        source="section 7, operations section 3",
        measure=Measure.DOLLARS,
        left_name="Cash tendered",
        left=Fraction(tendered),
        right_name="the exercise price of the Rights elected",
        right=Fraction(payable),
        at_least=True,
        differences=tuple(
            Difference(f"P-{number:06d}", Fraction(cash), Fraction(price))
            for *_, number, cash, price in rows
            if short
        ),
        differing=short,
    )
