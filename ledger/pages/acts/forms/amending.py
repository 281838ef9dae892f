"""What an amendment is asked with, and the papers that propose it."""

from typing import Any, get_args

from django import forms

from ledger import terms
from ledger.models import Plan, Resolution
from ledger.pages.acts.forms.question import ByResolutionForm, QuestionForm
from ledger.pages.fields import DayInput
from ledger.pages.questions.forms import read_value
from ledger.rules.course.existing_holders import Answer
from ledger.rules.facts import BadInput
from ledger.services.amendments import TermChange

MOST_CHANGES = 3
LONGEST_VALUE = 2000
LONGEST_CITATION = 2000


class AmendmentQuestion(QuestionForm):
    """What would change, each with its sentence, and whether it moves the redemption period (R56)."""

    effective_on = forms.DateField(label="In force from", widget=DayInput())
    changes_redemption_period = forms.BooleanField(label="It changes the redemption period", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", "—"),
            *((key, kind.label) for key, kind in terms.REGISTRY.items()),
        ]
        for number in range(1, MOST_CHANGES + 1):
            self.fields[f"key_{number}"] = forms.ChoiceField(
                label=f"Term {number}", required=False, choices=choices
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label="Becomes",
                required=False,
                max_length=LONGEST_VALUE,
                help_text="Dates as 2008-11-24, money as 20.00; a term of several parts as JSON.",
            )
            self.fields[f"citation_{number}"] = forms.CharField(
                label="The sentence that says so", required=False, max_length=LONGEST_CITATION
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """What is asked of the whole, then one row a term."""
        changes = [
            [self[f"{part}_{number}"] for part in ("key", "value", "citation")]
            for number in range(1, MOST_CHANGES + 1)
        ]
        return [[self[name] for name in self.base_fields], *changes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.changes: list[TermChange] = []
        for number in range(1, MOST_CHANGES + 1):
            key = cleaned.get(f"key_{number}")
            if not key:
                continue
            try:
                value = read_value(cleaned.get(f"value_{number}", ""), terms.REGISTRY[key])
            except BadInput as error:
                self.add_error(f"value_{number}", str(error))
            else:
                self.changes.append(TermChange(key, value, cleaned.get(f"citation_{number}", "")))
        return cleaned


class AmendmentPapersForm(ByResolutionForm):
    """The resolution, the amendment signed by the agent, and the officer's certificate of compliance (section 27)."""

    title = forms.CharField(label="Title of the amendment", max_length=200)
    document = forms.ModelChoiceField(label="The signed amendment", queryset=Resolution.objects.none())
    certificate = forms.ModelChoiceField(
        label="The officer’s certificate of compliance", queryset=Resolution.objects.none()
    )
    existing_holders = forms.CharField(
        label="Persons on record whom it reaches",
        required=False,
        max_length=LONGEST_VALUE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line, as “Holder P: kept” (it may keep what it holds) or “Holder P: caught”.",
    )

    def clean_existing_holders(self) -> dict[str, str]:
        """Each person with its answer; a line without one is named."""
        answers = {}
        for line in filter(None, map(str.strip, self.cleaned_data["existing_holders"].splitlines())):
            name, _, answer = line.rpartition(":")
            if not name.strip() or answer.strip().lower() not in get_args(Answer):
                raise forms.ValidationError(f"“{line}” is not a person, a colon, and caught or kept.")
            answers[name.strip()] = answer.strip().lower()
        return answers

    def __init__(self, *args: Any, plan: Plan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, kind=kind, **kwargs)
        for name in ("document", "certificate"):
            self.fields[name].queryset = plan.documents.order_by("-dated_on", "-pk")  # type: ignore[attr-defined]
