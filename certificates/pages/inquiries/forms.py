"""Forms of written inquiries and their answers."""

from django import forms

from ledger.pages.fields import AccountField, DayField, OfPlanForm

LONGEST_ANSWER = 5_000


class InquiryForm(OfPlanForm):
    """A letter that came in."""

    received_on = DayField(label="Received")
    sender = forms.CharField(label="From", max_length=200)
    account = AccountField(label="Account", required=False, help_text="Empty: it names none.")
    subject = forms.CharField(label="What it asks", max_length=300)
    file = forms.FileField(label="The letter", required=False)


class AnswerForm(forms.Form):
    """The answer as it went out."""

    answered_on = DayField(label="Answered")
    answer = forms.CharField(
        label="What was answered", max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = forms.FileField(label="The answer as sent", required=False)
