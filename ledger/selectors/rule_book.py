"""The index of the rules for reading: each number and defined term with what decides it, or what is lacking.

Everything is taken from what registered itself (ledger.rules.registry) and from the functions as they stand, so the
page cannot drift from what runs; what is not connected yet says so, from the list of debts. Nothing here asks the
database.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ledger.rules import registry
from ledger.selectors import debts, paper_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SECTION = re.compile(
    r"sections? \d+(?:\([a-z]+\))*(?:\([ivx]+\))?|\b\d{2}\([a-z]\)(?:\([ivx]+\))?|\bDQ\d+\b"
)
_LONGEST_SIGNATURE = 160
# Rules register where they are decided: nearly all are pure, a few are what a selector leaves out.
_PACKAGES = ("ledger.rules", "ledger.selectors")


@dataclass(frozen=True, kw_only=True)
class RuleFunction:
    """A function that decides: its dotted name, what its docstring says, and which rules and terms rest on it.

    `sections` are the sections of the Rights Agreement and the open questions that the docstring cites.
    """

    name: str
    signature: str
    says: tuple[str, ...]  # the paragraphs of the docstring
    sections: tuple[str, ...]
    file: str
    line: int
    rules: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def short(self) -> str:
        """The name within the rules: "distribution_date.distribution_date"."""
        return self.name.removeprefix("ledger.rules.")


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """Words of the Form 8-K as filed, and the lines they stand on."""

    words: str
    place: str


@dataclass(frozen=True, kw_only=True)
class NumberedRule:
    """One of R1 to R64: what it is about, its words, and the functions that decide it, or why none does.

    `data_only`: nothing has to decide it. `lacks`: it is not connected yet, and what is lacking.
    """

    number: str
    about: str
    quoted: tuple[Quoted, ...]
    functions: tuple[RuleFunction, ...]
    data_only: str
    lacks: str

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section and question its functions cite, once each."""
        return tuple(dict.fromkeys(section for function in self.functions for section in function.sections))


@dataclass(frozen=True, kw_only=True)
class DefinedTerm:
    """A defined term of the agreement with the functions that decide it, or what is lacking."""

    name: str
    functions: tuple[RuleFunction, ...]
    lacks: str


@cache
def functions() -> dict[str, RuleFunction]:
    """Dotted name -> function, for every function a rule or a defined term names, in order of name."""
    found = {registry.name_of(function): function for rule in _registered() for function in rule.functions}
    found |= {registry.name_of(each): each for deciders in registry.terms().values() for each in deciders}
    return {name: _described(name, found[name]) for name in sorted(found)}


@cache
def rules() -> tuple[NumberedRule, ...]:
    """R1 to R64, in order."""
    owed = debts.of_kind("rule")
    return tuple(
        NumberedRule(
            number=rule.number,
            about=rule.about,
            quoted=tuple(
                Quoted(words=words, place=paper_places.place(words))
                for words in paper_places.quoted(rule.number)
            ),
            functions=_known(rule.functions),
            data_only=rule.data_only,
            lacks=owed[rule.number].why if rule.number in owed else "",
        )
        for rule in _registered()
    )


def named(asked: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Number and name of those that are rules, each once: staff read the name."""
    about = {rule.number: rule.about for rule in rules()}
    return tuple((number, about[number]) for number in dict.fromkeys(asked) if number in about)


@cache
def defined_terms() -> tuple[DefinedTerm, ...]:
    """Each defined term with what decides it, in order of the alphabet."""
    _registered()
    owed = debts.of_kind("defined term")
    return tuple(
        DefinedTerm(name=term, functions=_known(found), lacks=owed[term].why if term in owed else "")
        for term, found in registry.terms().items()
    )


@cache
def _registered() -> tuple[registry.Rule, ...]:
    registry.load(*_PACKAGES)
    return registry.rules()


def _known(found: Iterable[Callable[..., Any]]) -> tuple[RuleFunction, ...]:
    return tuple(functions()[name] for name in sorted(map(registry.name_of, found)))


def _described(name: str, found: Callable[..., Any]) -> RuleFunction:
    doc = inspect.getdoc(found) or ""
    return RuleFunction(
        name=name,
        signature=_signature(found),
        says=tuple(" ".join(paragraph.split()) for paragraph in doc.split("\n\n") if paragraph.strip()),
        sections=tuple(dict.fromkeys(_SECTION.findall(doc))),
        file=f"{found.__module__.replace('.', '/')}.py",
        line=inspect.getsourcelines(found)[1],
        rules=tuple(rule.number for rule in _registered() if found in rule.functions),
        terms=tuple(term for term, deciders in registry.terms().items() if found in deciders),
    )


def _signature(found: Callable[..., Any]) -> str:
    shown = str(inspect.signature(found)).replace("ledger.rules.facts.", "")
    return shown if len(shown) <= _LONGEST_SIGNATURE else f"{shown[:_LONGEST_SIGNATURE]}…"
