"""Payments: listed with the posting that owes them, released by a second person, taken as a file, followed up."""

from certificates.services.payments.files import take_file
from certificates.services.payments.following_up import mark
from certificates.services.payments.fractions import list_separation, list_split
from certificates.services.payments.gathering import record_single
from certificates.services.payments.listing import list_exchange, list_redemption
from certificates.services.payments.release import propose_release

__all__ = [
    "list_exchange",
    "list_redemption",
    "list_separation",
    "list_split",
    "mark",
    "propose_release",
    "record_single",
    "take_file",
]
