"""What an act is asked with before anybody orders it, and the papers that propose it."""

from ledger.pages.acts.forms.adjusting import AdjustmentQuestion, CertificateForm
from ledger.pages.acts.forms.amending import AmendmentPapersForm, AmendmentQuestion
from ledger.pages.acts.forms.ends import ExchangeQuestion, FlipInQuestion, RedemptionQuestion
from ledger.pages.acts.forms.entitling import EntitlementPapersForm, EntitlementQuestion
from ledger.pages.acts.forms.question import ByResolutionForm, QuestionForm

__all__ = [
    "AdjustmentQuestion",
    "AmendmentPapersForm",
    "AmendmentQuestion",
    "ByResolutionForm",
    "CertificateForm",
    "EntitlementPapersForm",
    "EntitlementQuestion",
    "ExchangeQuestion",
    "FlipInQuestion",
    "QuestionForm",
    "RedemptionQuestion",
]
