"""The form of a rehearsal: a story pasted or uploaded, and the plan it is told of."""

from typing import Any

from django import forms

from rightsadmin.rehearsal.bases import bases

MOST_BYTES = 500_000
AS_TOLD = ""
EXAMPLE = """{
 "name": "a bidder crosses the line",
 "plan": {"base": "plain"},
 "steps": [
  {"do": "fact", "kind": "announced", "at": "2019-03-04T09:00", "person": "Raider LP", "pct": "16"},
  {"ask": "distribution", "at": "2019-03-05T12:00", "expect": {"distribution_date": "2019-03-18"}},
  {"do": "confirm_case", "at": "2019-03-05T14:00", "person": "Raider LP"},
  {"do": "resolve", "at": "2019-03-20T10:00", "kind": "redemption", "expect": {"ok": false}}
 ]
}
"""


class RehearsalForm(forms.Form):
    """A file or a pasted text, never both; `text` of the valid form is the story."""

    base = forms.ChoiceField(label="Told of the plan", required=False)
    file = forms.FileField(
        label="A story file", required=False, help_text="JSON: one case or a list of cases."
    )
    story = forms.CharField(
        label="Or the story, as JSON",
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "mono"}),
        help_text="Each step does something or asks something at its instant, New York time.",
        strip=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"].choices = [  # type: ignore[attr-defined]
            (AS_TOLD, "the one that the story names"),
            *((slug, slug) for slug in bases()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file is None:
            if not (cleaned.get("story") or "").strip():
                self.add_error("story", "Paste a story, or choose a file.")
            return cleaned
        if file.size > MOST_BYTES:
            self.add_error("file", f"The file has {file.size:,} bytes; at most {MOST_BYTES:,} are read.")
            return cleaned
        try:
            cleaned["story"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "The file is not UTF-8 text.")
        return cleaned
