"""Written instructions, applications for them, and the papers that say who may give them."""

from typing import Any

from django import forms

from ledger.models import InstructionApplication, Plan, Signatory, WrittenInstruction
from ledger.pages.fields import DayField, NewYorkInstantField, PaperDayField, PaperForm
from ledger.services.instructions import Comparison

LONGEST_TEXT = 20_000
MOST_OFFICERS = 30
COMPARED = (("", "Not compared yet"), ("yes", "It agrees"), ("no", "It differs"))


def _text(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}), **options
    )


class CheckForm(forms.Form):
    """What the clerk found when he laid the signature beside the specimen."""

    compared = forms.ChoiceField(
        label="The signature beside the specimen",
        choices=COMPARED,
        required=False,
        help_text="Your name is kept as the one who compared.",
    )

    def comparison(self, by: str) -> Comparison | None:
        """The comparison, made by the person of this name; None where nobody made one."""
        told = self.cleaned_data["compared"]
        return Comparison(by, told == "yes") if told else None


class InstructionForm(CheckForm, PaperForm):
    """An instruction as it came."""

    kind = forms.ChoiceField(label="What it is about", choices=WrittenInstruction.Kind.choices)
    text = _text("What it instructs")
    channel = forms.ChoiceField(label="How it came", choices=WrittenInstruction.Channel.choices)
    received_at = NewYorkInstantField(label="Received at")
    signed_on = PaperDayField(label="Signed on")
    signatory = forms.ModelChoiceField(
        label="Signed by",
        queryset=Signatory.objects.none(),
        required=False,
        empty_label="Nobody in the register",
        help_text="The register of signatories, those who left included.",
    )
    signer_name = forms.CharField(
        label="The name under it", max_length=150, required=False, help_text="Empty: as in the register."
    )
    answers = forms.ModelChoiceField(
        label="Answers the application",
        queryset=InstructionApplication.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signatory"].queryset = Signatory.objects.filter(plan=plan)  # type: ignore[attr-defined]
        self.fields["answers"].queryset = InstructionApplication.objects.filter(plan=plan)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("signer_name") and told.get("signatory"):
            told["signer_name"] = told["signatory"].name
        if not told.get("signer_name"):
            self.add_error("signer_name", "Write the name under it, or choose who signed.")
        return told


class ApplicationForm(PaperForm):
    """The agent's own question to the company (section 20)."""

    question = _text("What the agent asks")
    proposed_action = _text("What it will do if unanswered")
    sent_at = NewYorkInstantField(label="Sent at")
    act_after = DayField(label="May act after", help_text="The last day on which an answer is awaited.")


class IncumbencyForm(PaperForm):
    """An incumbency certificate: who certifies, for which days, whom it names."""

    party = forms.ChoiceField(label="Officers of", choices=Signatory.Party.choices)
    certified_by = forms.CharField(label="Certified by", max_length=150)
    certified_by_title = forms.CharField(label="Title of who certifies", max_length=150)
    from_on = DayField(label="In force from")
    until_on = DayField(label="Until", required=False, help_text="Empty: until it is replaced.")
    officers = forms.CharField(
        label="Officers",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One a line: name; title. Write the name as it is signed.",
    )
    bears_specimens = forms.BooleanField(label="It bears the specimen of each signature", required=False)

    def clean_officers(self) -> list[tuple[str, str]]:
        lines = [line for line in self.cleaned_data["officers"].splitlines() if line.strip()]
        named = [tuple(part.strip() for part in line.partition(";")[::2]) for line in lines]
        if len(named) > MOST_OFFICERS:
            raise forms.ValidationError(f"Name at most {MOST_OFFICERS} officers.")
        for number, (name, title) in enumerate(named, start=1):
            if not name or not title or max(len(name), len(title)) > 150:  # noqa: PLR2004 - as the columns hold
                raise forms.ValidationError(
                    f"Line {number}: write name; title, each of at most 150 characters."
                )
        return named


class EndOfficeForm(forms.Form):
    """When and why a signatory's power ends."""

    until_on = DayField(label="Last day")
    reason = forms.CharField(label="Why, by which paper", max_length=300)
