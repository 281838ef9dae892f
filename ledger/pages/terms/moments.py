"""The fields of a moment: a date, something that happens, a time after either; and up to three such together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from ledger.pages.fields import DayInput
from ledger.pages.terms.lines import NOT_STATED, Line, capital, lines, told
from ledger.rules.moments import HAPPENINGS, When, words
from ledger.rules.wire.moments import EXCHANGE_WINDOWS
from ledger.terms.groups import AmendmentWindowShape, MomentShape, WindowShape

if TYPE_CHECKING:
    from collections.abc import Mapping

_JOINED = {
    "earlier_of": "The earlier of these",
    "later_of": "The later of these",
    "unless": "The first, unless the second comes before it: then the third",
}
_UNITS = {
    "calendar_days": "calendar days after it",
    "business_days": "Business Days after it",
    "years": "years after it",
}
_OWNERSHIP = "the time an Acquiring Person owns a percentage"
_AT_MOST = 3
KEPT = "kept"


@lines.register(MomentShape)
def _moment(_: MomentShape, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    return moment_lines(name, label, value, help_text)


def moment_lines(name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    """The fields of a moment. One that goes deeper than they do is kept as it stands until they say another."""
    join, parts = _apart(value)
    told_parts = [*parts, *[{}] * (_AT_MOST - len(parts))]
    joined = {KEPT: "As it stands"} if join == KEPT else {}
    first, second, third = (
        _one(f"{name}.{at}", part, help_text) for at, part in enumerate(told_parts, start=1)
    )
    choice = forms.ChoiceField(
        label="Together",
        required=False,
        choices=[("", "The first alone"), *joined.items(), *_JOINED.items()],
        initial=join,
    )
    return [
        Line(first, label),
        Line({f"{name}.join": choice, **second}, "Together with a second moment", is_more=not join),
        Line(third, "And a third", is_more=len(parts) < _AT_MOST),
    ]


def _one(name: str, part: Mapping[str, Any], help_text: str) -> dict[str, forms.Field]:
    happenings = [(each, _words_of(each)) for each in HAPPENINGS]
    return {
        f"{name}.date": forms.CharField(
            label="On a date",
            required=False,
            max_length=20,
            initial=part.get("date"),
            widget=DayInput(),
            help_text=help_text,
        ),
        f"{name}.happening": forms.ChoiceField(
            label="Or when this happens",
            required=False,
            choices=[("", NOT_STATED), *happenings],
            initial=part.get("happening", ""),
        ),
        f"{name}.named": forms.CharField(
            label="Or a fact that the plan names",
            required=False,
            max_length=100,
            initial=part.get("named"),
        ),
        f"{name}.pct": forms.CharField(
            label="That percentage (%)", required=False, max_length=20, initial=part.get("pct")
        ),
        f"{name}.n": forms.CharField(
            label="So many", required=False, max_length=6, initial=part.get("n") and str(part["n"])
        ),
        f"{name}.unit": forms.ChoiceField(
            label="days or years later",
            required=False,
            choices=[("", "At that time itself"), *_UNITS.items()],
            initial=part.get("unit", ""),
        ),
    }


def _words_of(happening: Any) -> str:
    return capital(_OWNERSHIP if happening == "ownership_reaches" else words(When(happening)))


def _apart(value: Any) -> tuple[str, list[dict[str, Any]]]:
    """How the moment is joined, and its parts as the fields have them; `KEPT` where the fields cannot tell it."""
    if value is None:
        return "", []
    if (alone := _simple(value)) is not None:
        return "", [alone]
    parts: list[Any] = []
    join = next((each for each in _JOINED if isinstance(value, dict) and each in value), "")
    if join == "unless" and set(value) == {"unless", "then", "else"}:
        parts = [value["then"], value["unless"], value["else"]]
    elif join and set(value) == {join} and isinstance(value[join], list):
        parts = value[join]
    simple = [_simple(part) for part in parts]
    if not 1 < len(parts) <= _AT_MOST or None in simple:
        return KEPT, []
    return join, [part for part in simple if part is not None]


def _simple(value: Any) -> dict[str, Any] | None:
    match value:
        case str():
            return {"happening": value} if value in HAPPENINGS else {"date": value}
        case {"date": str(day), **rest} if not rest:
            return {"date": day}
        case {"moment": str(named), "fact": True, **rest} if not rest:
            return {"named": named}
        case {"moment": str(happening), **rest} if happening in HAPPENINGS and set(rest) <= {"pct"}:
            return {"happening": happening, "pct": value.get("pct")}
        case {"after": base, "n": n, "unit": unit, **rest} if not rest:
            first = _simple(base)
            return {**first, "n": n, "unit": unit} if first and "unit" not in first else None
    return None


@told.register(MomentShape)
def _moment_typed(_: MomentShape, name: str, typed: Mapping[str, Any]) -> Any:
    return moment_typed(name, typed)


def moment_typed(name: str, typed: Mapping[str, Any]) -> Any:
    """The moment that was typed, None where nothing was."""
    parts = [_one_typed(f"{name}.{at}", typed) for at in range(1, _AT_MOST + 1)]
    join, stated = str(typed.get(f"{name}.join") or ""), [part for part in parts if part is not None]
    if join == "unless":
        return {"unless": parts[1], "then": parts[0], "else": parts[2]}
    if join in _JOINED:
        return {join: stated}
    return stated[0] if stated else None


def _one_typed(name: str, typed: Mapping[str, Any]) -> Any:
    def word(part: str) -> str:
        return str(typed.get(f"{name}.{part}") or "").strip()

    found: Any = None
    if word("date"):
        found = word("date")
    elif word("named"):
        found = {"moment": word("named"), "fact": True}
    elif word("happening"):
        pct = {"pct": word("pct").removesuffix("%").strip()} if word("pct") else {}
        found = {"moment": word("happening"), **pct}
    if found is None or not (word("n") or word("unit")):
        return found
    return {"after": found, "n": int(word("n")) if word("n").isdecimal() else word("n"), "unit": word("unit")}


@lines.register(WindowShape)
def _window(_: WindowShape, name: str, label: str, value: Any, help_text: str = "") -> list[Line]:
    stated = _of_old(value) if isinstance(value, str) else value
    stated = stated if isinstance(stated, dict) else {}
    limit = forms.CharField(
        label="A remark of the paper", required=False, max_length=300, initial=stated.get("limit")
    )
    return [
        *moment_lines(
            f"{name}.from", f"{label}: from (empty: from the beginning)", stated.get("from"), help_text
        ),
        *moment_lines(f"{name}.until", f"{label}: until (empty: without end)", stated.get("until")),
        Line({f"{name}.limit": limit}),
    ]


def _of_old(word: str) -> Any:
    window = EXCHANGE_WINDOWS.get(word)
    if window is None:
        return None
    sides = {"from": window.opens, "until": window.closes}
    return {side: {"moment": when.happening} for side, when in sides.items() if isinstance(when, When)}


@told.register(WindowShape)
def _window_typed(_: WindowShape, name: str, typed: Mapping[str, Any]) -> Any:
    sides = {side: moment_typed(f"{name}.{side}", typed) for side in ("from", "until")}
    limit = str(typed.get(f"{name}.limit") or "").strip()
    if not limit and not any(sides.values()):
        return None
    return sides | ({"limit": limit} if limit else {})


@lines.register(AmendmentWindowShape)
def _amendments(
    shape: AmendmentWindowShape, name: str, label: str, value: Any, help_text: str = ""
) -> list[Line]:
    stated = value if isinstance(value, dict) else {}
    return [
        *moment_lines(f"{name}.free_until", f"{label}: until", stated.get("free_until"), help_text),
        *lines(shape.kinds, f"{name}.then", "From then on", stated.get("then")),
    ]


@told.register(AmendmentWindowShape)
def _amendments_typed(shape: AmendmentWindowShape, name: str, typed: Mapping[str, Any]) -> Any:
    until, then = moment_typed(f"{name}.free_until", typed), told(shape.kinds, f"{name}.then", typed)
    if until is None and then is None:
        return None
    parts = {"free_until": until, "then": then}
    return {part: value for part, value in parts.items() if value is not None}
