"""The certificates' identities of the daily proof: registered with the ledger's when this module is loaded."""

from collections.abc import Iterable
from fractions import Fraction

from certificates.selectors import evidence
from ledger.enums import PlanState
from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.selectors.identities import NAMED, Close, proves


@proves
def _certificates(close: Close) -> Iterable[Identity]:
    """I3: after the separation the Rights outstanding are those on certificates, on none, and void."""
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
