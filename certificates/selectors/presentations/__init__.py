"""Presentations, read: examined under all rules at once, and what would come of each; one reader behind page, letter
and posting.
"""

from certificates.selectors.presentations.election import Settled, election_of
from certificates.selectors.presentations.examination import Examination, examine, surrendered_at
from certificates.selectors.presentations.facts import unprintable
from certificates.selectors.presentations.payload import payload, ratio
from certificates.selectors.presentations.tickets import (
    calendar_of,
    elections_on_hand,
    latest_change,
    version,
)

__all__ = [
    "Examination",
    "Settled",
    "calendar_of",
    "election_of",
    "elections_on_hand",
    "examine",
    "latest_change",
    "payload",
    "ratio",
    "surrendered_at",
    "unprintable",
    "version",
]
