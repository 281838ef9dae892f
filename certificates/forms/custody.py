"""Forms of mail and vault: stops, returned mail, lost holders, boxes and destructions."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from certificates.enums import Exemption, SearchResult, StopKind
from certificates.models import VaultBox
from ledger.filters import DayInput
from ledger.forms.fields import LONGEST_MEMO
from ledger.forms.register import AddressForm
from ledger.models import Plan

UNDELIVERABLE = "Undeliverable as addressed"


def _reason(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_MEMO,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class _ScanInput(forms.TextInput):
    """Where the scanner writes: it has the focus when the page opens, and its Enter sends the form."""

    def __init__(self) -> None:
        super().__init__(
            attrs={
                "autofocus": True,
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "R-0000001",
            }
        )


class StopForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of stop", choices=StopKind.choices)
    from_on = forms.DateField(label="From", widget=DayInput())
    until_on = forms.DateField(
        label="Until",
        required=False,
        widget=DayInput(),
        help_text="Its last day. Empty: until lifted; an adverse claim ends after 30 days.",
    )
    authority = forms.CharField(
        label="Authority", max_length=200, help_text="On whose word: the holder, a court, the company."
    )
    reason = _reason("What it rests on")


class ReasonForm(forms.Form):
    reason = _reason("Reason", "Kept with the act: on whose word, by which paper.")


class ReportForm(forms.Form):
    kind = forms.ChoiceField(label="Which report")
    sent_on = forms.DateField(label="Sent on", widget=DayInput())
    reference = forms.CharField(
        label="Taken in as", max_length=120, help_text="The number under which the report was taken in."
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ScanReturnForm(forms.Form):
    code = forms.CharField(label="Certificate or account", max_length=40, widget=_ScanInput())
    reason = forms.CharField(label="What the post office wrote", max_length=300)
    returned_on = forms.DateField(label="Returned on", widget=DayInput())
    mailed_on = forms.DateField(label="Mailed on (a letter)", required=False, widget=DayInput())


class ReMailForm(forms.Form):
    remailed_on = forms.DateField(label="Mailed again on", widget=DayInput())
    reason = _reason("How it went out", "The receipt, the address.")


class SearchForm(forms.Form):
    done_on = forms.DateField(label="Searched on", widget=DayInput())
    database = forms.CharField(label="Database", max_length=120, help_text="Which one was searched.")
    result = forms.ChoiceField(label="What it gave", choices=SearchResult.choices)
    finding = forms.CharField(
        label="The address it gave", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExemptForm(forms.Form):
    exemption = forms.ChoiceField(label="Exempt because", choices=Exemption.choices)
    evidence = _reason("Evidence")


class FoundForm(AddressForm):
    """The address found, as an account's address is changed."""


class BoxForm(forms.Form):
    label = forms.CharField(label="Label", max_length=30, help_text="What is written on the box.")
    location = forms.CharField(label="Where it stands", max_length=120)


class PutAwayForm(forms.Form):
    numbers = forms.CharField(
        label="Numbers",
        max_length=4000,
        help_text="R-0000001, or R-0000001 to R-0000050.",
        widget=_ScanInput(),
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
    statement = _reason(
        "What you saw", "For example: I saw the certificates listed shredded to the last one."
    )
