"""A shape as lines of form fields, and what was typed in them as a value.

What was typed is taken as it stands, right or not: whoever keeps it asks the check of the shape. So a draft can be
saved at any time, and an amendment is told its wrong place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from django import forms

from ledger.pages.fields import DayInput, InstantInput
from ledger.terms.groups import Group, Rows
from ledger.terms.shapes import (
    Choice,
    Day,
    Days,
    Instant,
    Number,
    Percent,
    Several,
    Shape,
    Text,
    Titles,
    Whole,
    YesNo,
)
from rightsadmin.common.typed import ungrouped

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 5000
NONE = "none"
NOT_STATED = "Not stated"
_ONE_LINE = 120


@dataclass(frozen=True)
class Line:
    """Fields that stand beside each other, by their names; `is_more`: on a click."""

    fields: dict[str, forms.Field]
    title: str = ""
    is_more: bool = field(default=False, kw_only=True)


@singledispatch
def lines(shape: Shape, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    """The fields of a value of the shape under the name, filled with the value that stands."""
    return _typed(name, _counted(label, shape), value, help_text)


@singledispatch
def told(shape: Shape, name: str, typed: Mapping[str, Any]) -> Any:
    """The value that was typed, None where nothing was."""
    return str(typed.get(name) or "").strip() or None


def _typed(
    name: str,
    label: str,
    value: Any,
    help_text: str,
    *,
    longest: int = LONGEST,
    widget: forms.Widget | None = None,
) -> list[Line]:
    """One field of text, filled with the value that stands."""
    written = forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=help_text,
        initial=None if value is None else str(value),
        widget=widget,
    )
    return [Line({name: written})]


def _counted(label: str, shape: Shape) -> str:
    return f"{label} ({shape.unit})" if shape.unit and shape.unit not in label.lower() else label


@lines.register(Text)
def _text(shape: Text, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    is_short = shape.longest <= Text.longest and len(str(value or "")) <= _ONE_LINE
    widget = forms.TextInput() if is_short else forms.Textarea(attrs={"rows": 3})
    return _typed(name, label, value, help_text, widget=widget)


@lines.register(Day)
def _day(_: Day, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    return _typed(name, label, value, help_text, longest=20, widget=DayInput())


@lines.register(Instant)
def _instant(_: Instant, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    return _typed(name, label, value, help_text, longest=25, widget=InstantInput())


@told.register(Number)
@told.register(Percent)
def _number(_: Number | Percent, name: str, typed: Mapping[str, Any]) -> Any:
    return ungrouped(str(typed.get(name) or "").strip().removesuffix("%")) or None


@told.register(Whole)
def _whole(_: Whole, name: str, typed: Mapping[str, Any]) -> Any:
    words = ungrouped(str(typed.get(name) or ""))
    return int(words) if words.isdecimal() and len(words) < 16 else words or None  # noqa: PLR2004 - of a figure


def _select(name: str, label: str, choices: list[tuple[str, str]], value: Any, help_text: str) -> list[Line]:
    chosen = forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", NOT_STATED), *choices],
        initial=value or "",
        help_text=help_text,
    )
    return [Line({name: chosen})]


@lines.register(YesNo)
def _yes_no(_: YesNo, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    words = {True: "yes", False: "no"}.get(value, "")
    return _select(name, label, [("yes", "Yes"), ("no", "No")], words, help_text)


@told.register(YesNo)
def _yes(_: YesNo, name: str, typed: Mapping[str, Any]) -> Any:
    return {"yes": True, "no": False}.get(str(typed.get(name) or ""))


@lines.register(Choice)
def _choice(shape: Choice, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    choices = [(word, capital(words)) for word, words in shape.meanings.items()]
    return _select(name, label, choices, value, help_text)


@lines.register(Several)
def _several(shape: Several, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    choices = [(word, capital(words)) for word, words in shape.meanings.items()]
    ticked = forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[*choices, (NONE, "None of these")],
        initial=[NONE] if value == [] else value,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )
    return [Line({name: ticked})]


@told.register(Several)
def _ticked(shape: Several, name: str, typed: Mapping[str, Any]) -> Any:
    words = list(typed.get(name) or ())
    return [word for word in shape.meanings if word in words] if words else None


def _listed(name: str, label: str, rows: list[str] | None, help_text: str) -> list[Line]:
    written = forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        help_text=f"{help_text} One a line; write “none” where there is none.".strip(),
        initial=None if rows is None else "\n".join(rows) or NONE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    return [Line({name: written})]


@lines.register(Days)
def _days(_: Days, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    rows = [str(each) for each in value] if isinstance(value, list) else None
    return _listed(name, label, rows, f"{help_text} Dates such as 2026-12-24.".strip())


@lines.register(Titles)
def _titles(_: Titles, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    rows = [f"{key}: {title}" for key, title in value.items()] if isinstance(value, dict) else None
    return _listed(name, label, rows, help_text)


def _rows_typed(name: str, typed: Mapping[str, Any]) -> list[str] | None:
    rows = [row.strip() for row in str(typed.get(name) or "").splitlines() if row.strip()]
    if not rows:
        return None
    return [] if [row.lower() for row in rows] == [NONE] else rows


@told.register(Days)
def _days_typed(_: Days, name: str, typed: Mapping[str, Any]) -> Any:
    return _rows_typed(name, typed)


@told.register(Titles)
def _titles_typed(_: Titles, name: str, typed: Mapping[str, Any]) -> Any:
    rows = _rows_typed(name, typed)
    if rows is None:
        return None
    parts = [row.partition(":") for row in rows]
    return {number.strip(): title.strip() for number, _, title in parts}


@lines.register(Group)
def _group(shape: Group, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    stated = value if isinstance(value, dict) else {}
    found: dict[str, forms.Field] = {}
    for part in shape.parts:
        for line in lines(part.shape, f"{name}.{part.name}", part.label, stated.get(part.name), part.help):
            found |= line.fields
    return [Line(found)]


@told.register(Group)
def _group_typed(shape: Group, name: str, typed: Mapping[str, Any]) -> Any:
    parts = {part.name: told(part.shape, f"{name}.{part.name}", typed) for part in shape.parts}
    return {part: value for part, value in parts.items() if value is not None} or None


@lines.register(Rows)
def _rows(shape: Rows, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    stated = value if isinstance(value, list) else []
    found = []
    for index, row in enumerate([*stated, *[{}] * shape.blank]):
        (line,) = _group(shape, f"{name}.{index}", label, row, help_text)
        found.append(Line(line.fields, f"{index + 1}."))
    return found


@told.register(Rows)
def _rows_of_parts(shape: Rows, name: str, typed: Mapping[str, Any]) -> Any:
    found, index = [], 0
    while any(f"{name}.{index}.{part.name}" in typed for part in shape.parts):
        if row := _group_typed(shape, f"{name}.{index}", typed):
            found.append(row)
        index += 1
    return found or None


def capital(words: str) -> str:
    """The words as a choice begins."""
    return words[:1].upper() + words[1:]
