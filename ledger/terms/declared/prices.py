"""The terms of prices: what a Right costs, and how that changes."""

from __future__ import annotations

from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Choice, Money, Number, Percent, Text

PRICES = (
    TermKind(
        key="purchase_price.amount",
        label="Purchase Price",
        section="price",
        shape=Money(),
        rules=("R6", "DQ2"),
        finds=(
            "purchase price",
            "exercise price",
            "at a price of",
        ),
        help="The figure in the paper; what it is the price of is the next term.",
    ),
    TermKind(
        key="purchase_price.basis",
        label="Purchase Price is",
        section="price",
        shape=Choice(
            meanings={
                "per_unit": "the price of one Unit",
                "per_preferred_share": "the price of one preferred share",
                "per_right": "the price of one Right",
            }
        ),
        rules=("R6", "DQ2"),
        finds=(
            "purchase price",
            "exercise price",
            "at a price of",
        ),
        is_nullable=True,
        unsaid="Nobody knows what an exercise costs.",
        holds=("exercise", "flip_in"),
    ),
    TermKind(
        key="purchase_price.literal",
        label="Purchase Price as filed",
        section="price",
        shape=Text(),
        rules=("R6", "DQ2"),
        finds=(
            "purchase price",
            "exercise price",
        ),
        help="The paper’s own words, where they can be read in more than one way.",
        is_nullable=True,
        unsaid="The figure above is shown alone.",
    ),
    TermKind(
        key="redemption.price",
        label="Redemption Price of a Right",
        section="price",
        shape=Money(),
        rules=("R44",),
        finds=(
            "redemption price",
            "redeem the rights",
        ),
    ),
    TermKind(
        key="exchange.ratio",
        label="Exchange ratio",
        section="price",
        shape=Number(),
        rules=("R50", "DQ19"),
        finds=(
            "exchange ratio",
            "one share of common stock per right",
            "exchange the rights",
        ),
        help="Common shares for one Right.",
        is_nullable=True,
        unsaid="The Board must state it before it exchanges.",
        holds=("exchange",),
    ),
    TermKind(
        key="adjustment.threshold_pct",
        label="Adjustments carried below",
        section="price",
        shape=Percent(),
        rules=("R41",),
        finds=(
            "cumulative adjustments",
            "at least 1%",
        ),
        help="A change of price smaller than this waits for the next.",
    ),
    TermKind(
        key="adjustment.split_family",
        label="Splits adjust by",
        section="price",
        shape=Choice(
            meanings={
                "fractional_rights": "changing the Rights of a share: the price stays",
                "exercise_amount_scaled": "changing what a Right buys and costs: one Right a share stays",
                "expansion_factor": "the expansion factor: Units and price change, the Rights of a share stay",
            }
        ),
        rules=("R38", "R62", "DQ12"),
        finds=(
            "stock split",
            "stock dividend",
            "subdivision",
        ),
        is_nullable=True,
        unsaid="No split or stock dividend can be recorded.",
        holds=("split",),
    ),
)
