"""The signed proofs of the whole record: the last ones, and whether one lacks."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ledger.models import SealHead
from rightsadmin.common import clock, formatting

# Made every night: of a second night without one somebody must hear.
LATE_AFTER = timedelta(hours=36)


def listed() -> QuerySet[SealHead]:
    """Every proof, without the text that is signed."""
    return SealHead.objects.defer("content")


def last() -> SealHead | None:
    """The newest proof, without the text that is signed."""
    return listed().order_by("number").last()


def alarm() -> str:
    """What somebody must hear: that the record differs, or was not proved lately. "" where neither is so, and before
    the first proof.
    """
    head = last()
    if head is None:
        return ""
    if not head.holds:
        return f"{head}: {len(head.differences)} differences, found on {clock.new_york_date(head.made_at)}"
    if clock.now() - head.made_at > LATE_AFTER:
        return f"the record was not proved since {clock.new_york_date(head.made_at)}"
    return ""


def told(known_at: datetime) -> str:
    """The last proof that was made by then, for papers that leave the house: by its whole digest whoever has the paper
    can hold the record against it. "none yet" before the first.
    """
    head = listed().filter(made_at__lte=known_at).order_by("number").last()
    if head is None:
        return "none yet"
    return f"number {head.number} of {formatting.instant(head.made_at)}, {head.digest}"


def as_file(head: SealHead) -> dict[str, str]:
    """The signed head as it is kept outside: the very text, the public key and the signature."""
    return {"content": head.content, "key": head.key, "signature": head.signature}
