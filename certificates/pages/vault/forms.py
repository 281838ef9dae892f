"""Forms of the vault: boxes, what is put away, destructions and their witnesses."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from certificates.models import VaultBox
from certificates.pages.fields import ScanInput, reason_field
from ledger.models import Plan


class BoxForm(forms.Form):
    label = forms.CharField(label="Label", max_length=30, help_text="What is written on the box.")
    location = forms.CharField(label="Where it stands", max_length=120)


class PutAwayForm(forms.Form):
    numbers = forms.CharField(
        label="Numbers",
        max_length=4000,
        help_text="R-0000001, or R-0000001 to R-0000050.",
        widget=ScanInput(),
    )


def _staff() -> QuerySet[Any]:
    return (
        get_user_model().objects.filter(is_active=True, groups__isnull=False).distinct().order_by("username")
    )


class _Staff(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return str(user.get_full_name() or user.get_username())


class DestructionForm(forms.Form):
    boxes = forms.ModelMultipleChoiceField(
        label="Boxes",
        queryset=VaultBox.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Those with certificates in them that are in no other destruction.",
    )
    method = forms.CharField(label="Method", max_length=120, help_text="Shredded, burned, pulped.")
    place = forms.CharField(label="Place", max_length=200)
    first = _Staff(label="First witness", queryset=None, empty_label="Choose")
    second = _Staff(label="Second witness", queryset=None, empty_label="Choose")

    def __init__(self, *args: Any, plan: Plan, maker: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boxes: Any = self.fields["boxes"]
        boxes.queryset = VaultBox.objects.filter(
            plan=plan, destruction__isnull=True, stored__isnull=False
        ).distinct()
        for name in ("first", "second"):
            witness: Any = self.fields[name]
            witness.queryset = _staff().exclude(pk=maker.pk)


class WitnessForm(forms.Form):
    statement = reason_field(
        "What you saw", "For example: I saw the certificates listed shredded to the last one."
    )
