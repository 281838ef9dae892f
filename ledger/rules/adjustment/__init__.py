"""Anti-dilution: how Purchase Price, Units per Right and Rights per share change, with the worksheet kept.

Rules R37-R41; sections 11(a)(i), (b), (c), (e), (h), (i), (p) and 12 of the agreement.

The figures of a plan are always the fold of its steps (invariant I7): `fold` is the only way from one set of
figures to the next, and every line of its worksheet keeps the exact value beside the published one.
"""

from ledger.rules.adjustment.election import election_findings, rights_for_each_right
from ledger.rules.adjustment.factors import AdjustmentError, price_factor
from ledger.rules.adjustment.figures import (
    AdjustmentPolicy,
    Distribution,
    ExchangeInPart,
    Figures,
    PriceFactor,
    Readjustment,
    ReleaseCarried,
    RightsNumber,
    RightsOffering,
    Split,
    SplitFamily,
    Step,
)
from ledger.rules.adjustment.following import exchange_ratio_after, redemption_price_after
from ledger.rules.adjustment.worksheet import Worksheet, WorksheetLine, apply_step, fold

__all__ = [
    "AdjustmentError",
    "AdjustmentPolicy",
    "Distribution",
    "ExchangeInPart",
    "Figures",
    "PriceFactor",
    "Readjustment",
    "ReleaseCarried",
    "RightsNumber",
    "RightsOffering",
    "Split",
    "SplitFamily",
    "Step",
    "Worksheet",
    "WorksheetLine",
    "apply_step",
    "election_findings",
    "exchange_ratio_after",
    "fold",
    "price_factor",
    "redemption_price_after",
    "rights_for_each_right",
]
