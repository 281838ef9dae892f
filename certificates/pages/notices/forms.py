"""Forms of notices."""

from typing import Any

from django import forms

from ledger.pages.fields import DayField

DAYS = ((20, "20 days"), (10, "10 days"))


class BeginForm(forms.Form):
    """Which notice, resting on which record."""

    subject = forms.ChoiceField(
        label="What holders are told of",
        widget=forms.RadioSelect,
        help_text="Its words follow from the terms and the records; nothing is typed in.",
    )

    def __init__(self, *args: Any, subjects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.choices = subjects


class ActionForm(forms.Form):
    """A proposed action as the company's officer describes it (section 25)."""

    action = forms.CharField(
        label="Proposed action", max_length=120, help_text="As a title: Three-for-two split."
    )
    record_date = DayField(label="Record date")
    takes_effect = DayField(label="To take effect", required=False)
    days = forms.TypedChoiceField(
        label="Days of notice",
        choices=DAYS,
        coerce=int,
        initial=20,
        help_text="As the Rights Agreement has it.",
    )
    description = forms.CharField(
        label="Description", max_length=4_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="A blank line begins a new paragraph.",
    )  # fmt: skip


class ProposeForm(forms.Form):
    """On what the notice rests."""

    legal_basis = forms.CharField(
        label="Legal basis",
        help_text="The section, and the company’s word or paper that asks for the notice.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    """Why a notice is withdrawn."""

    reason = forms.CharField(label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class MailedForm(forms.Form):
    """When the letters went to the post."""

    on = DayField(label="Mailed on")
    reason = forms.CharField(label="Note", max_length=300, required=False)
