"""Common shares and the Rights attached to them: the dividend, issues, transfers, reacquisitions."""

from ledger.services.shares.asked import propose_movement
from ledger.services.shares.dividend import propose_dividend
from ledger.services.shares.movements import issue_common, reacquire_common, transfer_common

__all__ = ["issue_common", "propose_dividend", "propose_movement", "reacquire_common", "transfer_common"]
