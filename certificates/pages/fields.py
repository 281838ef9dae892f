"""Fields that forms of several subjects share: a reason, a scan, lines of a registration, a name."""

from typing import Any

from django import forms

from ledger.holder_files.text import fault
from ledger.pages.fields import LONGEST_MEMO


def reason_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_MEMO,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ScanInput(forms.TextInput):
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


ADDRESS_LINES = 5
LONGEST_LINE = 120


class LinesField(forms.CharField):
    """Lines of an address or a letter's head; cleaned to the list of those that are not empty."""

    def __init__(self, *, most: int = ADDRESS_LINES, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": most}), max_length=most * (LONGEST_LINE + 2), **kwargs
        )
        self.most = most

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(f"At most {self.most} lines; these are {len(lines)}.")
        for line in lines:
            if len(line) > LONGEST_LINE:
                raise forms.ValidationError(f"A line has at most {LONGEST_LINE} characters.")
            if sentence := fault(line):
                raise forms.ValidationError(f"“{line[:40]}” cannot be kept. {sentence}")
        return lines


class NameField(forms.CharField):
    """A name that is kept and printed: no unprintable characters, no formula."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, **kwargs})

    def clean(self, value: Any) -> str:
        name: str = super().clean(value)
        if sentence := fault(name):
            raise forms.ValidationError(f"“{name[:40]}” cannot be kept. {sentence}")
        return name
