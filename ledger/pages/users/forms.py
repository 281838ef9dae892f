"""Forms of the staff: who somebody is, which roles he has, and why."""

from typing import Any

from django import forms

from ledger.enums import Role
from ledger.pages.fields import LONGEST_MEMO


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why, and on whose instruction",
        max_length=LONGEST_MEMO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays on the audit trail.",
    )


class DetailsForm(ReasonForm):
    """What is told of somebody of the staff."""

    first_name = forms.CharField(label="First name", max_length=150)
    last_name = forms.CharField(label="Last name", max_length=150)
    email = forms.EmailField(
        label="E-mail", max_length=254, help_text="The way to set a password is sent there."
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="An administrator has no other role.",
    )
    field_order = ("first_name", "last_name", "email", "roles", "reason")


class AdmitForm(DetailsForm):
    username = forms.CharField(
        label="Signs in as", max_length=150, help_text="Letters, digits and @ . + - _; it stays for good."
    )
    field_order: Any = ("username", *DetailsForm.field_order)
