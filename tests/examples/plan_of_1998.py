"""The figures of the 8-K that the clause stories are told with."""

from datetime import UTC, date, datetime
from decimal import Decimal

OUTSTANDING = Decimal(17_890_739)
RESERVED_FOR_PLANS = Decimal(328_767)
ACQUIRING_PERSONS_SHARES = Decimal(2_683_611)
PURCHASE_PRICE = Decimal("20.00")
REDEMPTION_PRICE = Decimal("0.0001")
RECORD_DATE = date(1998, 12, 4)
ANNOUNCED_AT = datetime(1998, 12, 15, 14, tzinfo=UTC)
DISTRIBUTION_DATE = date(1998, 12, 30)
DISTRIBUTION_AT = datetime(1998, 12, 30, 22, tzinfo=UTC)
EXPIRES_AT = datetime(2008, 11, 24, 22, tzinfo=UTC)

CEDE, RAIDER, WIDOW = "CEDE & CO", "RAIDER LP", "MRS A SMITH"
HOLDERS = (
    (CEDE, Decimal(15_000_000)),
    (RAIDER, Decimal(1_000_000)),
    (WIDOW, OUTSTANDING - 16_000_000),
)
# What the Acquiring Person owns beneficially: all of its own account and a lot inside the nominee's.
RAIDERS_LOT_IN_CEDE = ACQUIRING_PERSONS_SHARES - 1_000_000
