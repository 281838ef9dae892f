"""The short forms of the desk: what the company is asked, what it says, why an item is returned."""

from django import forms

from ledger.pages.fields import LONGEST_MEMO, PaperForm


class SeenField(forms.IntegerField):
    """The version of the item that the page showed; the service refuses where it has changed since."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, max_value=2**62, required=False)


def _reason(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_MEMO, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReferForm(forms.Form):
    reason = _reason("What the company is asked", "Its answer must be in writing.")
    seen = SeenField()


class ReturnForm(forms.Form):
    reason = _reason("Why it is returned", "The reason stays on the ticket and goes with the papers.")
    seen = SeenField()


class WordForm(PaperForm):
    is_legend_directed = forms.BooleanField(
        label="The company directs the void legend on what is issued", required=False
    )
    seen = SeenField()
