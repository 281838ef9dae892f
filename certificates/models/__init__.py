"""The models of the certificates, one file a subject."""

from certificates.models.certificate import Certificate, NumberSeries
from certificates.models.run import PrintFile, ProofReport, Run, RunChunk, RunItem
from certificates.models.template import TemplateVersion

__all__ = [
    "Certificate",
    "NumberSeries",
    "PrintFile",
    "ProofReport",
    "Run",
    "RunChunk",
    "RunItem",
    "TemplateVersion",
]
