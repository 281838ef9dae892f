"""What else of a plan's figures follows a split of the common, where its terms say so.

All holders together neither gain nor lose by a split. Where each new share brings its Right there are more Rights, so
each is redeemed for less: .01 becomes .005 at 2 for 1, and 20,000,000 x .005 are the 100,000.00 of before; and each is
exchanged for as many of the new shares as it was for old ones. Where the Rights stay as many as they are, the
Redemption Price stays, and a Right is exchanged for more of the smaller shares.
"""

from fractions import Fraction

from ledger.rules.adjustment.figures import Split
from ledger.rules.exact import Exact


def redemption_price_after(price: Exact, split: Split) -> Fraction:
    """The Redemption Price of a Right after the split, exact."""
    return (
        Fraction(price) / Fraction(split.new_shares_per_old)
        if split.family.brings_rights
        else Fraction(price)
    )


def exchange_ratio_after(ratio: Exact, split: Split) -> Fraction:
    """The shares for which a Right is exchanged after the split, exact."""
    return (
        Fraction(ratio)
        if split.family.brings_rights
        else Fraction(ratio) * Fraction(split.new_shares_per_old)
    )
