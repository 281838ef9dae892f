"""What an amendment is asked with, and the papers that propose it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from ledger.models import Plan, Resolution
from ledger.pages.acts.forms.question import ByResolutionForm, QuestionForm
from ledger.pages.fields import DayField
from ledger.pages.terms.form import TermsForm, field_name
from ledger.rules.course.existing_holders import Answer, ExistingHolder
from ledger.rules.exact import exact_text
from ledger.services.amendments import TermChange
from ledger.terms import REGISTRY, SECTIONS

_ANSWERS: dict[Answer, str] = {
    "caught": "is caught: it counts by the new percentage from then on",
    "kept": "is kept: it may keep what it holds, and counts once it holds more",
}

MOST_CHANGES = 3


class AmendmentQuestion(QuestionForm, TermsForm):
    """What would change, each by its own fields and with its sentence, and whether it moves the redemption period
    (R56). The terms are chosen first; `values` are those in force.
    """

    effective_on = DayField(label="In force from")
    asks_first = "Show the fields of these terms"
    changes_redemption_period = forms.BooleanField(label="It changes the redemption period", required=False)

    def __init__(self, data: Any = None, *, values: Mapping[str, Any], **kwargs: Any) -> None:
        chosen = [data.get(f"key_{number}") for number in range(1, MOST_CHANGES + 1)] if data else []
        keys = list(dict.fromkeys(key for key in chosen if key in REGISTRY))
        super().__init__(data, keys=keys, values=values, **kwargs)
        new = [key for key in keys if f"{field_name(key)}.cite" not in data]
        # Of these nobody could say yet what they become: their fields begin with what is in force.
        self.is_asking = bool(new)
        if new:
            self.data = self._begun(data.copy(), new)
        choices = [("", "—"), *_by_section()]
        for number in range(1, MOST_CHANGES + 1):
            self.fields[f"key_{number}"] = forms.ChoiceField(
                label=f"Term {number}", required=False, choices=choices
            )

    def _begun(self, typed: Any, keys: Sequence[str]) -> Any:
        for name in [name for key in keys for name in self.names(key)]:
            shown = self.get_initial_for_field(self.fields[name], name)
            if isinstance(shown, list):
                typed.setlist(name, shown)
            elif shown is not None:
                typed[name] = shown
        return typed

    def rows(self) -> list[list[forms.BoundField]]:
        """What is asked of the whole, then the terms that change; the fields of each are `blocks`."""
        keys = [self[f"key_{number}"] for number in range(1, MOST_CHANGES + 1)]
        return [[self[name] for name in self.base_fields], keys]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.changes: list[TermChange] = []
        for key in self.keys:
            self.require_shape(key)
            if not self.errors:
                self.changes.append(TermChange(key, self.value(key), self.citation(key)))
        return cleaned


def _by_section() -> list[tuple[str, list[tuple[str, str]]]]:
    """The terms as a list to choose from, section by section."""
    return [
        (title, [(kind.key, kind.label) for kind in REGISTRY.values() if kind.section == section])
        for section, title in SECTIONS.items()
    ]


class AmendmentPapersForm(ByResolutionForm):
    """The resolution, the amendment signed by the agent, and the officer's certificate of compliance (section 27)."""

    title = forms.CharField(label="Title of the amendment", max_length=200)
    document = forms.ModelChoiceField(label="The signed amendment", queryset=Resolution.objects.none())
    certificate = forms.ModelChoiceField(
        label="The officer’s certificate of compliance", queryset=Resolution.objects.none()
    )

    def __init__(
        self, *args: Any, plan: Plan, kind: str, reached: Sequence[ExistingHolder] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, plan=plan, kind=kind, **kwargs)
        for name in ("document", "certificate"):
            self.fields[name].queryset = plan.documents.order_by("-dated_on", "-pk")  # type: ignore[attr-defined]
        self._reached = {f"holder_{number}": holder.person for number, holder in enumerate(reached)}
        for (name, person), holder in zip(self._reached.items(), reached, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=f"{person}, announced to hold {exact_text(holder.pct)}%",
                required=False,
                choices=[("", "Not said"), *_ANSWERS.items()],
                help_text="The amended terms reach this person.",
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = {person: typed.pop(name, "") for name, person in self._reached.items()}
        typed["existing_holders"] = {person: answer for person, answer in given.items() if answer}
        return typed
