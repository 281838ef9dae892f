"""Stop orders: which take a certificate for lost, and how long one may last (operations, section 3; UCC 8-403)."""

from datetime import date, timedelta

from ledger.rules.dates import date_text

# The paper is out of its owner's hands, or gone: replaced only after this stop (Agreement, section 6).
LOSSES = frozenset({"lost", "stolen", "destroyed"})
# After written notice of an adverse claim the agent may hold for so long; beyond it a court must say so (UCC 8-403).
ADVERSE_CLAIM_DAYS = 30


def state_under(kind: str) -> str:
    """The state of a certificate under a stop of this kind: "lost" for a loss, "stopped" for any other."""
    return "lost" if kind in LOSSES else "stopped"


def last_day(kind: str, from_on: date, until_on: date | None) -> date | None:
    """The last day of a stop, None where it holds until it is lifted; an adverse claim ends after 30 days."""
    if kind == "adverse_claim" and until_on is None:
        return from_on + timedelta(days=ADVERSE_CLAIM_DAYS)
    return until_on


def why_not_these_days(kind: str, from_on: date, until_on: date | None, today: date) -> str:
    """The sentence that refuses these days for a stop placed today, "" where they can stand."""
    if from_on > today:
        return f"A stop begins at once: {date_text(from_on)} is not yet."
    if until_on is None:
        return ""
    if until_on < today:
        return f"The stop would have ended on {date_text(until_on)}: give a later last day, or none."
    if kind in LOSSES:
        return "A certificate is not found again by a date: leave the last day empty, and lift the stop when it is."
    if kind == "adverse_claim" and until_on > from_on + timedelta(days=ADVERSE_CLAIM_DAYS):
        return (
            f"An adverse claim holds a certificate for {ADVERSE_CLAIM_DAYS} days after its written notice at most "
            "(UCC 8-403): for longer, record the court's order as a stop of its own."
        )
    return ""


def has_run_out(until_on: date | None, today: date) -> bool:
    """Whether the stop's last day is past."""
    return until_on is not None and until_on < today
