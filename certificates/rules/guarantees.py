"""Medallion guarantees: which amount the first letter of a stamp covers (17Ad-15; domain/operations, section 3)."""

from decimal import Decimal

from ledger.rules.findings import Finding, block, warn

#: Dollars that a medallion covers for one transaction, by the prefix of its stamp.
COVER: dict[str, Decimal] = {
    "Z": Decimal(10_000_000),
    "Y": Decimal(5_000_000),
    "X": Decimal(2_000_000),
    "A": Decimal(1_000_000),
    "B": Decimal(750_000),
    "C": Decimal(500_000),
    "D": Decimal(250_000),
    "E": Decimal(100_000),
    "F": Decimal(100_000),
}


def guarantee_findings(
    *, program: str, prefix: str, guarantor: str, value: Decimal | None
) -> tuple[Finding, ...]:
    """What is wrong with the guarantee of a signature; `value` is the transaction's in dollars, None if unknown.

    A guarantee is by a member of an approved program; a notary's stamp is none.
    """
    if not program or not guarantor.strip():
        return (
            block(
                "17Ad-15",
                "The signature is not guaranteed by a member of an approved medallion program; a notary's stamp is "
                "not enough.",
            ),
        )
    if prefix not in COVER:
        letters = ", ".join(COVER)
        return (
            block(
                "17Ad-15",
                f"The prefix “{prefix}” of the medallion is none of {letters}: read the stamp again.",
            ),
        )
    if value is None:
        return (
            warn(
                "17Ad-15", "The Rights have no recorded value, so the cover of the medallion is not compared."
            ),
        )
    if value > COVER[prefix]:
        return (
            block(
                "17Ad-15",
                f"The medallion {prefix} covers ${COVER[prefix]:,f}; the transaction is worth ${value:,.2f}.",
            ),
        )
    return ()
