"""Common delivered by an act: staged for its posting, and outstanding in the control book from the same day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import connection

from ledger.models import Plan, Resolution
from ledger.rules.issued import Issued
from ledger.selectors import carrying
from ledger.services import control_book
from rightsadmin.common.actor import Actor

# The list is staged, so that the posting is one statement however many holders there are.
_STAGE = """
    CREATE TEMPORARY TABLE staged_delivery (holder_id bigint PRIMARY KEY, shares bigint NOT NULL) ON COMMIT DROP
"""


def stage(shares: Iterable[tuple[int | str, int]]) -> None:
    """The whole shares of each holder, for the statement of the posting."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_delivery")
        cursor.execute(_STAGE)
        with cursor.copy("COPY staged_delivery (holder_id, shares) FROM STDIN") as copy:
            for row in shares:
                copy.write_row(row)


def issue_in_control_book(
    plan: Plan, resolution: Resolution, shares: Iterable[tuple[int | str, int]], on: date, actor: Actor
) -> None:
    """The shares delivered to each holder are outstanding from now on, each of his class: the Board's own order is the
    issuer's authorisation (R61).
    """
    delivered: defaultdict[str, Decimal] = defaultdict(Decimal)
    of = carrying.class_by_account(plan, on)
    for account, whole in shares:
        delivered[of.get(int(account), "")] += whole
    control_book.change(
        plan,
        on,
        {code: Issued(issued) for code, issued in delivered.items() if issued},
        document=resolution.document,
        reason=str(resolution),
        actor=actor,
    )
