"""Shares of an exchange that a trustee holds, delivered to each holder who certifies to be no Acquiring Person.

A plan may let the Board issue the shares of an exchange to a trust, so that nobody whose Rights are void gets any
before it is known who that is.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ledger.rules.findings import Finding, block


def delivery_findings(
    account: str, in_trust: Decimal, *, found_void: Fraction, posted_void: Decimal, owners: Sequence[str]
) -> list[Finding]:
    """What stands against delivering the account's shares: there are none, or persons whose Rights are void (`owners`,
    by name) were found to own more Rights in it (`found_void`) than are void there.

    What is void already brought no shares, so that the rest of such an account is delivered (R32: a quantity, never
    the account).
    """
    if not in_trust:
        return [block("R50", f"The trustee holds no shares for account {account}.")]
    if found_void > posted_void:
        return [
            block(
                "R49",
                f"{', '.join(owners)} was found to own shares in account {account} whose Rights were exchanged with "
                "the others: Rights of an Acquiring or Adverse Person bring no shares, whatever the holder certifies.",
            )
        ]
    return []
