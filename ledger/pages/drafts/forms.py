"""Forms of drafts: a plan file as a file or as pasted text, and the words of an act on a draft."""

from typing import Any

from django import forms

from ledger.pages.fields import LONGEST_MEMO


class FileForm(forms.Form):
    """A plan file, uploaded or pasted; `content` is what it says."""

    file = forms.FileField(
        label="Plan file", required=False, help_text="JSON as docs/plan-files.md describes it."
    )
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "mono", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        file, text = told.get("file"), told.get("text", "")
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError("Upload the plan file or paste its text: one of the two.")
        told["content"] = file.read() if file else text.encode()
        return told


class SaveForm(FileForm):
    """The same for a draft that somebody opened at that version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ProposeForm(forms.Form):
    legal_basis = forms.CharField(
        label="What the plan rests on",
        max_length=LONGEST_MEMO,
        help_text="The Rights Agreement and the resolution that adopted it, with their dates.",
    )


class DropForm(forms.Form):
    reason = forms.CharField(label="Why the plan is not set up", max_length=LONGEST_MEMO)
