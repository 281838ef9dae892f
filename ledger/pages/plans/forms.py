"""Forms of the replay's day and of the amendments of the past."""

from django import forms

from ledger.pages.fields import LONGEST_MEMO, DayField


class PinForm(forms.Form):
    day = DayField(
        label="The plan's today",
        required=False,
        help_text="Empty: the real day, no replay.",
    )


class PastForm(forms.Form):
    """A file of amendments, and what they rest on."""

    file = forms.FileField(label="File of amendments")
    legal_basis = forms.CharField(
        label="What they rest on",
        max_length=LONGEST_MEMO,
        help_text="The papers that show them, such as the company's filings of those years.",
    )
