"""Cash for fractions that an act leaves: of a share at a split, of a Right at the separation (sections 11(p), 14).

As for every list, the database works the amounts out anew from the entries, and they must be those approved.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from certificates.enums import PaymentKind
from certificates.models import PaymentList
from certificates.services.payments import listing
from ledger.enums import BatchKind, SystemRole
from ledger.models import Approval, Batch
from ledger.rules.payments import CentRounding
from ledger.services.acts.common import follows
from rightsadmin.common.actor import Actor

# What every holder of the common that was split had before the batch, and has with it.
_SPLIT = """
    SELECT p.holder_id, p.common - coalesce(moved.shares, 0) AS before, p.common AS after
    FROM ledger_position p JOIN ledger_holderaccount h ON h.id = p.holder_id
    LEFT JOIN (
        SELECT account_id, sum(shares) AS shares FROM (
            SELECT to_account_id AS account_id, quantity AS shares FROM ledger_entry
            WHERE batch_id = %(batch)s AND instrument = 'common'
            UNION ALL
            SELECT from_account_id, -quantity FROM ledger_entry
            WHERE batch_id = %(batch)s AND instrument = 'common'
        ) entry GROUP BY account_id
    ) moved ON moved.account_id = p.account_id
    WHERE p.plan_id = %(plan)s AND p.standing = 'valid'
      AND (%(classes)s::text[] IS NULL OR h.share_class = ANY(%(classes)s))
"""
# The part of a new share that was not delivered, times the old ones that it is of: whole numbers, so that it is exact.
_OF_SHARES = """
    SELECT holder_id, greatest(round(part / %(divisor)s::numeric, 10), 0.0000000001) AS quantity,
           part * %(price)s::numeric AS exact, 0::bigint AS shares,
           div(200 * part * %(price)s::numeric + %(divisor)s::numeric, 2 * %(divisor)s::numeric) / 100 AS paid
    FROM (SELECT holder_id, before * %(new)s::numeric - after * %(divisor)s::numeric AS part FROM held) undelivered
    WHERE part > 0
"""
_LINE_OF_SHARES = r"""
    holder_id || '|' || certificates_quotient_text(exact, %(divisor)s::numeric * %(price)s::numeric) || '|'
    || round(paid, 2) || E'\n'
"""
_OF_RIGHTS = """
    SELECT holder_id, quantity, quantity * %(price)s::numeric AS exact, 0::bigint AS shares,
           round(quantity * %(price)s::numeric, 2) AS paid
    FROM held
"""
_LINE_OF_RIGHTS = r"""
    holder_id || '|' || certificates_fraction_text(quantity) || '|' || round(paid, 2) || E'\n'
"""


@follows(BatchKind.ADJUSTMENT)
def list_split(batch: Batch, approval: Approval, actor: Actor) -> PaymentList | None:
    """The list of a posted split: each holder's fraction of a new share at the company's price; None without one."""
    told = approval.payload.get("fractions")
    if not told:
        return None
    shares = Fraction(told["shares"])
    return listing.of_act(
        batch,
        kind=PaymentKind.FRACTIONS,
        held=(_SPLIT, {"batch": batch.pk, "plan": batch.plan_id, "classes": told.get("classes")}),
        worked=_OF_SHARES,
        line=_LINE_OF_SHARES,
        values={
            "price": Decimal(told["price"]),
            "new": Decimal(shares.numerator),
            "divisor": Decimal(shares.denominator),
        },
        terms=_terms(told),
        approved=_approved(told),
        actor=actor,
    )


@follows(BatchKind.SEPARATION)
def list_separation(batch: Batch, approval: Approval, actor: Actor) -> PaymentList | None:
    """The list of a posted separation: each holder's fraction of a Right at the price of a Right; None without one."""
    told = approval.payload.get("fractions")
    if not told:
        return None
    return listing.of_act(
        batch,
        kind=PaymentKind.FRACTIONS,
        held=listing.ended(batch, SystemRole.RIGHTS_CANCELLED),
        worked=_OF_RIGHTS,
        line=_LINE_OF_RIGHTS,
        values={"price": Decimal(told["price"])},
        terms=_terms(told),
        approved=_approved(told),
        actor=actor,
    )


def _terms(told: dict[str, Any]) -> dict[str, Any]:
    return {"price": Decimal(told["price"]), "rounding": CentRounding.HALF_UP.value}


def _approved(told: dict[str, Any]) -> tuple[int, str, int, str, str]:
    return told["holders"], told["quantity"], 0, told["paid"], told["lines_digest"]
