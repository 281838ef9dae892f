"""What notices say and to whom they go: every figure from the ledger and the terms in force."""

from certificates.selectors.notices.basis import Basis
from certificates.selectors.notices.contexts import DOCUMENTS, context
from certificates.selectors.notices.deadlines import MailBy, mail_by, told_by
from certificates.selectors.notices.letterhead import letterhead
from certificates.selectors.notices.recipients import Recipient, recipients, recipients_digest

__all__ = [
    "DOCUMENTS",
    "Basis",
    "MailBy",
    "Recipient",
    "context",
    "letterhead",
    "mail_by",
    "recipients",
    "recipients_digest",
    "told_by",
]
