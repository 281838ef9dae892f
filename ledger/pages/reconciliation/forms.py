"""The forms of a break: who owns it, why it differs, what mended it."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from ledger.enums import Act
from ledger.permissions import MATRIX
from ledger.services.reconciliation import LONGEST_REASON


class AssignForm(forms.Form):
    """One of the staff whose role carries the reconciliation."""

    owner: forms.ModelChoiceField = forms.ModelChoiceField(label="Owner", queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = get_user_model().objects.filter(
            is_active=True, groups__name__in=MATRIX[Act.RECONCILIATION].propose
        )
        field: Any = self.fields["owner"]
        field.queryset = staff.distinct().order_by("last_name", "first_name", "pk")
        field.label_from_instance = lambda user: user.get_full_name() or user.get_username()


class ExplainForm(forms.Form):
    words = forms.CharField(
        label="Why it differs, and what is being done",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CloseForm(forms.Form):
    words = forms.CharField(
        label="What mended it",
        help_text="The identities are proved anew: it closes only where this one holds again.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
