"""What a fact says, in the words of the form that it was recorded with."""

from typing import Any

from django import forms
from django.forms.fields import Field

from ledger.models import PlanEvent
from ledger.pages.events.forms import FORMS
from ledger.pages.fields import PercentField
from ledger.rules.wire import KINDS
from rightsadmin.common import formatting


def fact_words(event: PlanEvent) -> list[tuple[str, str]]:
    """(label, value) for each particular of the fact but the instant at which it happened and whom it concerns."""
    asked = FORMS[event.kind].base_fields if event.kind in FORMS else {}
    happened = {KINDS[event.kind].at, "person"}
    return [
        (_label(name, asked.get(name)), _value(name, value, asked.get(name)))
        for name, value in event.data.items()
        if name not in happened
    ]


def _label(name: str, field: Field | None) -> str:
    return str(field.label) if field and field.label else formatting.label(name).capitalize()


def _value(name: str, value: Any, field: Field | None) -> str:
    if isinstance(field, PercentField) or name.endswith("pct"):
        return f"{value}%"
    choices = field.choices if isinstance(field, forms.ChoiceField) else ()
    words = {key: str(label) for key, label in choices if isinstance(key, str)}  # type: ignore[union-attr]
    return words.get(str(value), formatting.recorded(value))
