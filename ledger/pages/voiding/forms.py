"""Forms of a voiding, and of counsel's word on a transferee."""

from decimal import Decimal
from typing import Any

from django import forms

from ledger.models import Plan
from ledger.pages.fields import (
    LONGEST_MEMO,
    AccountField,
    FigureField,
    OfPlanForm,
    PaperDayField,
    PaperForm,
    WholeField,
)
from ledger.selectors import ownership, transferees


class VoidingForm(forms.Form):
    """Whose Rights; and counsel's paper, where Rights have left the account they were found in."""

    person: Any = forms.ModelChoiceField(
        label="Of", queryset=None, required=False, empty_label="Every confirmed person and its group"
    )
    counsel_title = forms.CharField(label="Counsel’s opinion", max_length=200, required=False)
    counsel_dated_on = PaperDayField(label="Dated", required=False)
    counsel_file = forms.FileField(label="The opinion itself", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = ownership.whose_rights_are_void(plan)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if bool(told.get("counsel_title")) != bool(told.get("counsel_dated_on")):
            self.add_error("counsel_title", "An opinion has its title and its day: give both, or neither.")
        return told


def _rights(label: str) -> FigureField:
    return FigureField(label=label, min_value=Decimal(0), max_digits=28, decimal_places=10)


class TransfereeForm(PaperForm):
    """Counsel's word, with the opinion that gives it."""

    void = _rights("Rights that are void")
    clear = _rights("Rights that are not void")
    reason = forms.CharField(
        label="Why, in counsel’s words", max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3})
    )


class EarlierTransferForm(PaperForm, OfPlanForm):
    """A transfer of before that a paper names: by its posting and who got the shares; of whose Rights, and why."""

    batch = WholeField(label="Batch of the transfer", min_value=1, help_text="Its number, under Entries.")
    taker = AccountField(label="To account")
    person: Any = forms.ModelChoiceField(label="Passed on by", queryset=None)
    rights = _rights("Rights that were so passed on")
    reason = forms.CharField(
        label="Which plan, arrangement or understanding",
        max_length=LONGEST_MEMO,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        self.plan = plan
        self.fields["person"].queryset = ownership.persons(plan)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("batch") and told.get("taker"):
            told["entry"] = transferees.nameable(self.plan, told["batch"], told["taker"])
            if told["entry"] is None:
                self.add_error(
                    "batch", "This batch passed no Rights on to that account: look it up under Entries."
                )
        return told
