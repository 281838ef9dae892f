"""A form of terms: the fields of each, its sentence, and what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from ledger.pages.terms.lines import Line, lines, told
from ledger.pages.terms.moments import KEPT
from ledger.pages.terms.offers import Offer, offers
from ledger.plan_files.papers import picked, place, suggested
from ledger.rules.facts import BadInput
from ledger.terms import REGISTRY, TermKind, checked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_CITATION = 5000


@dataclass(frozen=True, kw_only=True)
class BoundLine:
    """Fields beside each other on a page; `is_open`: something is told in them already."""

    fields: Sequence[forms.BoundField]
    title: str
    is_more: bool
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Block:
    """A term on a page: what it is, its fields, its sentence, and what was found wrong with it."""

    kind: TermKind
    name: str
    lines: Sequence[BoundLine]
    citation: Sequence[forms.BoundField]
    wrong: Sequence[str] = ()
    offers: Sequence[Offer] = ()

    @property
    def is_single(self) -> bool:
        """Whether one field tells it, which then bears its name."""
        return len(self.lines) == 1 and len(self.lines[0].fields) == 1


class TermsForm(forms.Form):
    """The fields of the terms `keys`, filled with the `values` and sentences that stand; what was typed is asked of
    `value` and `citation`. `text` is that of the paper from which sentences are picked, "" where none is at hand.

    Nothing typed is refused here: the check of each term's shape tells what is wrong with it.
    """

    def __init__(
        self,
        *args: Any,
        keys: Sequence[str],
        values: Mapping[str, Any],
        citations: Mapping[str, str] | None = None,
        text: str = "",
        is_citing: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys, self._values, self._text = tuple(keys), values, text
        self._lines: dict[str, list[Line]] = {}
        for key in self.keys:
            kind, name = REGISTRY[key], field_name(key)
            self._lines[key] = lines(kind.shape, name, kind.label, values.get(key), kind.help)
            for line in self._lines[key]:
                self.fields.update(line.fields)
            if is_citing:
                self.fields |= citing(kind, name, (citations or {}).get(key, ""), text)

    def value(self, key: str) -> Any:
        """What the fields of the term say; where nobody changed them, the value that stands, as it stands."""
        joins = [name for name in self.names(key) if name.endswith(".join")]
        is_kept = any(self.cleaned_data.get(name) == KEPT for name in joins)
        if is_kept or not self.is_changed(key):
            return self._values.get(key)
        return told(REGISTRY[key].shape, field_name(key), self.cleaned_data)

    def names(self, key: str) -> list[str]:
        """The names of the fields of the term."""
        return [name for line in self._lines[key] for name in line.fields]

    def is_changed(self, key: str) -> bool:
        """Whether somebody changed the fields of the term; a form that was sent without them changed nothing."""
        is_there = any(name in self.data for name in (*self.names(key), f"{field_name(key)}.cite"))
        return is_there and any(name in self.changed_data for name in self.names(key))

    def require_shape(self, key: str) -> None:
        """Notes at its first field what is wrong with what was typed for the term."""
        try:
            checked(key, self.value(key), REGISTRY[key].label)
        except BadInput as error:
            self.add_error(self.names(key)[0], str(error))

    def citation(self, key: str) -> str:
        """The sentence that was picked or typed for the term."""
        name = field_name(key)
        number = str(self.cleaned_data.get(f"{name}.from") or "")
        return picked(self._text, number or str(self.cleaned_data.get(f"{name}.cite") or ""))

    def blocks(self, wrong: Mapping[str, Sequence[str]] | None = None) -> list[Block]:
        """The terms as the page draws them; `wrong` are sentences about each by its key."""
        return [
            Block(
                kind=REGISTRY[key],
                name=field_name(key),
                lines=[self._bound(line) for line in self._lines[key]],
                citation=[self[name] for name in self._citing(key)],
                wrong=(wrong or {}).get(key, ()),
                offers=self._offered(key),
            )
            for key in self.keys
        ]

    def _offered(self, key: str) -> list[Offer]:
        """The figures of the paper for fields of the term that are still empty."""
        name = field_name(key)
        return [
            each
            for each in offers(REGISTRY[key], self._text)
            if not any(self[f"{name}{field}"].value() for field in each.target.fields)
        ]

    def _citing(self, key: str) -> list[str]:
        return [name for part in ("from", "cite") if (name := f"{field_name(key)}.{part}") in self.fields]

    def _bound(self, line: Line) -> BoundLine:
        fields = [self[name] for name in line.fields]
        return BoundLine(
            fields=fields,
            title=line.title,
            is_more=line.is_more,
            is_open=not line.is_more or any(field.value() for field in fields),
        )


def citing(kind: TermKind, name: str, citation: str, text: str) -> dict[str, forms.Field]:
    """The fields of a term's sentence: sentences of the paper that may be it, and one typed or told by its number."""
    where = place(text, citation) if text else ""
    written = forms.CharField(
        label="The sentence that says so",
        required=False,
        max_length=LONGEST_CITATION,
        initial=citation,
        help_text=f"Found in the paper: {where}." if where else "",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    if not text:
        return {f"{name}.cite": written}
    if not where:
        written.help_text = "Its words, or its number in the paper: 12, or 12-14."
    found = [(str(number), f"{number}. {sentence}") for number, sentence in suggested(text, kind.phrases)]
    if citation or not found:
        return {f"{name}.cite": written}
    chosen = forms.ChoiceField(
        label="Perhaps one of these",
        required=False,
        choices=[*found, ("", "Another, told below")],
        initial="",
        widget=forms.RadioSelect,
    )
    return {f"{name}.from": chosen, f"{name}.cite": written}


def field_name(key: str) -> str:
    """The name of a term's fields on a page."""
    return f"term.{key}"
