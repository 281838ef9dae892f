"""Presentations, read: examined under all rules at once, and what would come of each; one reader behind page, letter
and posting.
"""

from certificates.selectors.presentations.election import Settled, election_of
from certificates.selectors.presentations.examination import Examination, examine, surrendered_at
from certificates.selectors.presentations.facts import unprintable
from certificates.selectors.presentations.payload import payload, ratio
from certificates.selectors.presentations.tickets import (
    PUT_TO_THE_COMPANY,
    calendar_of,
    elections_on_hand,
    latest_change,
    referred_with,
    version,
)

__all__ = [
    "PUT_TO_THE_COMPANY",
    "Examination",
    "Settled",
    "calendar_of",
    "election_of",
    "elections_on_hand",
    "examine",
    "latest_change",
    "payload",
    "ratio",
    "referred_with",
    "surrendered_at",
    "unprintable",
    "version",
]
