"""Notices: begun on frozen words and figures, previewed, approved, pressed for every holder, mailed."""

from certificates.services.notices.approval import propose
from certificates.services.notices.delivery import manifest, package
from certificates.services.notices.drafting import begin, preview, withdraw
from certificates.services.notices.mailing import mark_mailed

__all__ = ["begin", "manifest", "mark_mailed", "package", "preview", "propose", "withdraw"]
