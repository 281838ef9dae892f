"""The models of the certificates, one file a subject."""

from certificates.models.certificate import ArchivedCopy, Certificate, NumberSeries
from certificates.models.inquiry import Inquiry
from certificates.models.presentation import (
    Election,
    Lineage,
    LossClaim,
    Presentation,
    PresentedCertificate,
    RequestedCertificate,
)
from certificates.models.run import PrintFile, ProofReport, Run, RunChunk, RunItem
from certificates.models.stop import StopOrder
from certificates.models.template import TemplateVersion

__all__ = [
    "ArchivedCopy",
    "Certificate",
    "Election",
    "Inquiry",
    "Lineage",
    "LossClaim",
    "NumberSeries",
    "Presentation",
    "PresentedCertificate",
    "PrintFile",
    "ProofReport",
    "RequestedCertificate",
    "Run",
    "RunChunk",
    "RunItem",
    "StopOrder",
    "TemplateVersion",
]
