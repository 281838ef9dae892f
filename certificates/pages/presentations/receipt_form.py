"""The form that an item is received with: scanned numbers, what is asked for, who sent it."""

from typing import Any

from django import forms

from certificates.enums import PresentationKind
from certificates.models import Certificate
from certificates.pages.fields import LinesField, NameField
from certificates.rules.numbering import scanned_serials
from ledger.models import Plan
from ledger.pages.fields import NewYorkInstantField

LONGEST_SCAN = 6000
NAMED = 10


class ScanField(forms.CharField):
    """Certificate numbers, scanned or written; cleaned to the certificates of the plan, in the order of their numbers.

    Names every word that is no number and every number that the plan never issued.
    """

    plan: Plan

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"rows": 5, "autofocus": True, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=LONGEST_SCAN, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> list[Certificate]:
        serials, unread = scanned_serials(super().clean(value))
        if unread:
            raise forms.ValidationError(
                f"Not a certificate number: {_named(unread)}. It looks like R-0000007, or 7."
            )
        found = list(
            Certificate.objects.filter(plan=self.plan, number__in=serials)
            .select_related("account")
            .defer("content")
            .order_by("number")
        )
        known = {certificate.number for certificate in found}
        if unknown := [str(serial) for serial in serials if serial not in known]:
            raise forms.ValidationError(f"The plan never issued {_named(unknown)}: read the numbers again.")
        return found


class ReceiveForm(forms.Form):
    numbers = ScanField(
        label="Certificates",
        help_text="Scan them one after another, or write R-0000007 or 7, one a line.",
    )
    kind = forms.ChoiceField(
        label="What is asked for", choices=PresentationKind.choices, widget=forms.RadioSelect
    )
    received_at = NewYorkInstantField(label="Received at")
    is_surrendered = forms.BooleanField(
        label="The certificates themselves came",
        required=False,
        help_text="Not ticked: only a letter came, as where they are lost.",
    )
    presenter = NameField(
        label="Presenter",
        required=False,
        help_text="Left empty, the registered holder of the first certificate is proposed.",
    )
    presenter_address = LinesField(label="Address of the presenter", required=False)

    def __init__(self, *args: Any, plan: Plan, is_looked_up: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_looked_up:  # the reader has done its work: Enter now receives the item
            self.fields["numbers"].widget.attrs.pop("autofocus")
            self.fields["presenter"].widget.attrs["autofocus"] = True
        for field in self.fields.values():
            if isinstance(field, ScanField):
                field.plan = plan


def _named(words: list[str]) -> str:
    """The first of the words, and how many more there are; each cut where it is no number at all."""
    more = len(words) - NAMED
    return ", ".join(word[:20] for word in words[:NAMED]) + (f" and {more:,} more" if more > 0 else "")
