"""The words of the journal: what moves, how it is held, where it can go, which act moved it.

Each list stands here alone. `ledger.enums` puts the labels beside it for the database and the pages.
"""

from enum import StrEnum


class Instrument(StrEnum):
    """What moves."""

    COMMON = "common"
    RIGHTS = "rights"


class Standing(StrEnum):
    """How a holder holds: valid Rights travel with the common, then by certificate; void is for good.

    In trust is common alone: shares of an exchange that its trustee holds for a holder until it certifies (R50).
    """

    VALID = "valid"
    CERTIFICATED = "certificated"
    VOID = "void"
    WITHHELD = "withheld"
    IN_TRUST = "in_trust"


class SystemRole(StrEnum):
    """The places of the plan itself, which are no holder's."""

    ISSUER_COMMON = "issuer_common"
    TREASURY = "treasury"
    RIGHTS_SOURCE = "rights_source"
    RIGHTS_EXERCISED = "rights_exercised"
    RIGHTS_REDEEMED = "rights_redeemed"
    RIGHTS_EXCHANGED = "rights_exchanged"
    RIGHTS_EXPIRED = "rights_expired"
    RIGHTS_CANCELLED = "rights_cancelled"


class BatchKind(StrEnum):
    """The acts that post."""

    OPENING = "opening"
    DIVIDEND = "dividend"
    ISSUE = "issue"
    TRANSFER = "transfer"
    REACQUISITION = "reacquisition"
    VOIDING = "voiding"
    SEPARATION = "separation"
    RIGHTS_TRANSFER = "rights_transfer"
    EXERCISE = "exercise"
    REDEMPTION = "redemption"
    EXCHANGE = "exchange"
    EXPIRATION = "expiration"
    ADJUSTMENT = "adjustment"
    DELIVERY = "delivery"
    REVERSAL = "reversal"


class Owned(StrEnum):
    """How a person beneficially owns: shares in an account, a right to acquire some, a derivative over some (R12)."""

    HELD = "held"
    RIGHT_TO_ACQUIRE = "right_to_acquire"
    DERIVATIVE = "derivative"


# Rights in these standings can still be redeemed, exchanged or expire; void ones take part in nothing (R32, I4).
ALIVE = (Standing.VALID, Standing.CERTIFICATED, Standing.WITHHELD)

# Where Rights can be held: all but in trust, where shares of an exchange are, which carry none.
RIGHTS_STANDINGS = (*ALIVE, Standing.VOID)

# Where what exists comes from: these two places owe what all others hold.
SOURCES = (SystemRole.ISSUER_COMMON, SystemRole.RIGHTS_SOURCE)

# Of the plan's own places these hold common; the others hold Rights.
COMMON_ROLES = (SystemRole.ISSUER_COMMON, SystemRole.TREASURY)
