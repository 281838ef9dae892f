"""The terms of the Flip-In and the Flip-Over."""

from __future__ import annotations

from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Choice, Number, Percent, Several

FLIPS = (
    TermKind(
        key="flip_in.limbs",
        label="Flip-in: the limbs of the plan",
        section="flips",
        shape=Several(
            meanings={
                "acquiring_person": "a person becomes an Acquiring Person",
                "adverse_person": "a person is declared an Adverse Person",
                "surviving_merger": "a merger with it that the company survives",
                "self_dealing": "self-dealing by it",
                "increase": "its interest is increased",
            }
        ),
        rules=("R27",),
        finds=(
            "flip-in",
            "becomes an acquiring person",
        ),
        help="None where the plan has no flip-in.",
        is_optional=True,
        unsaid="The plan has all of them.",
        scenario="flip_in_limbs",
    ),
    TermKind(
        key="flip_in.multiple",
        label="Flip-in: multiple of the exercise price",
        section="flips",
        shape=Number(),
        rules=("R29",),
        finds=(
            "two times",
            "value equal to",
            "twice",
        ),
        help="2 where a Right buys common worth twice its price.",
    ),
    TermKind(
        key="flip_in.unit_valuation",
        label="Flip-in: a Unit is valued as",
        section="flips",
        shape=Choice(
            meanings={
                "one_common_share": "worth what one common share is",
                "appraisal": "worth its own price, by appraisal",
            }
        ),
        rules=("R8", "R29"),
        finds=(
            "value equal to",
            "current market price",
            "flip-in",
        ),
        is_nullable=True,
        unsaid="What a Right buys after a Flip-In Event cannot be worked out.",
        holds=("flip_in",),
    ),
    TermKind(
        key="flip_in.increase_pct",
        label="Flip-in: increase of interest",
        section="flips",
        shape=Percent(),
        rules=("R27",),
        finds=(
            "more than 1%",
            "increase",
        ),
        scenario="increase_pct",
    ),
    TermKind(
        key="flip_in.increase_reading",
        label="Flip-in: the increase is measured in",
        section="flips",
        shape=Choice(
            meanings={
                "percentage_points": "percentage points",
                "relative": "per cent of what the person held",
                "either": "either, whichever is reached",
            }
        ),
        rules=("R27", "DQ9"),
        finds=(
            "more than 1%",
            "increase",
        ),
        is_nullable=True,
        unsaid="Both are worked out, and it is held where they differ.",
        holds=("flip_in",),
        scenario="increase_reading",
    ),
    TermKind(
        key="flip_over.limbs",
        label="Flip-over: the limbs of the plan",
        section="flips",
        shape=Several(
            meanings={
                "merger_not_survivor": "a merger that the company does not survive",
                "shares_exchanged": "a merger in which the common is exchanged",
                "half_of_assets": "the sale of so much of the assets or earning power",
            }
        ),
        rules=("R34",),
        finds=(
            "flip-over",
            "merger or other business combination",
            "50%",
        ),
        help="None where the plan has no flip-over.",
        is_optional=True,
        unsaid="The plan has all of them.",
        scenario="flip_over_limbs",
    ),
    TermKind(
        key="flip_over.multiple",
        label="Flip-over: multiple of the exercise price",
        section="flips",
        shape=Number(),
        rules=("R35",),
        finds=(
            "two times",
            "flip-over",
            "acquiring company",
        ),
        is_optional=True,
        otherwise="2",
    ),
    TermKind(
        key="flip_over.asset_pct",
        label="Flip-over: share of assets or earning power",
        section="flips",
        shape=Percent(),
        rules=("R34",),
        finds=(
            "50%",
            "assets or earning power",
        ),
        scenario="asset_pct",
    ),
)
