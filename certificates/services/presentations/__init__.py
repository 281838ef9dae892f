"""Presentations: received, examined, checked by a second person, posted in one transaction (sections 6, 7, 8)."""

from certificates.services.presentations.desk import (
    company_answered,
    examine,
    refer_to_company,
    return_to_presenter,
    send_letter,
)
from certificates.services.presentations.posting import propose
from certificates.services.presentations.receiving import receive
from certificates.services.presentations.told import ElectionTold, EvidenceTold, LossTold

__all__ = [
    "ElectionTold",
    "EvidenceTold",
    "LossTold",
    "company_answered",
    "examine",
    "propose",
    "receive",
    "refer_to_company",
    "return_to_presenter",
    "send_letter",
]
