"""The models of the certificates, one file a subject."""

from certificates.models.certificate import ArchivedCopy, Certificate, NumberSeries
from certificates.models.inquiry import Inquiry
from certificates.models.notice import Notice
from certificates.models.payment import PaymentFile, PaymentLine, PaymentList
from certificates.models.presentation import (
    Election,
    Lineage,
    LossClaim,
    Presentation,
    PresentedCertificate,
    RequestedCertificate,
)
from certificates.models.returned_mail import LostHolder, ReturnedMail, Search
from certificates.models.run import PrintFile, ProofReport, Run, RunChunk, RunItem
from certificates.models.stop import StopOrder, StopReport, VoidPart
from certificates.models.template import TemplateVersion
from certificates.models.vault import CancelledStore, DestructionBatch, DestructionWitness, VaultBox

__all__ = [
    "ArchivedCopy",
    "CancelledStore",
    "Certificate",
    "DestructionBatch",
    "DestructionWitness",
    "Election",
    "Inquiry",
    "Lineage",
    "LossClaim",
    "LostHolder",
    "Notice",
    "NumberSeries",
    "PaymentFile",
    "PaymentLine",
    "PaymentList",
    "Presentation",
    "PresentedCertificate",
    "PrintFile",
    "ProofReport",
    "RequestedCertificate",
    "ReturnedMail",
    "Run",
    "RunChunk",
    "RunItem",
    "Search",
    "StopOrder",
    "StopReport",
    "TemplateVersion",
    "VaultBox",
    "VoidPart",
]
