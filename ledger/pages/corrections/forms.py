"""The form of a correction."""

from django import forms

from ledger.pages.fields import PaperForm


class CorrectionForm(PaperForm):
    """Why a batch was wrong, and the paper that shows it."""

    reason = forms.CharField(
        label="What was wrong",
        help_text="Kept with both postings: the wrong account, the wrong quantity, an order that was none.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
