"""The index of the rules for reading: each number and defined term with the function that decides it, as it stands.

Everything is taken from the functions themselves (name, signature, docstring, place), so the page cannot drift from
the code. Nothing here asks the database.
"""

from __future__ import annotations

import importlib
import inspect
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ledger.rules import DEFINED_TERMS, RULES

_SECTION = re.compile(
    r"sections? \d+(?:\([a-z]+\))*(?:\([ivx]+\))?|\b\d{2}\([a-z]\)(?:\([ivx]+\))?|\bDQ\d+\b"
)
_LONGEST_SIGNATURE = 160


@dataclass(frozen=True, kw_only=True)
class RuleFunction:
    """A function of ledger.rules: its dotted name, what its docstring says, and which rules and terms rest on it.

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
class NumberedRule:
    """One of R1 to R64: what it is about, the functions that decide it, or why it is data only."""

    number: str
    about: str
    functions: tuple[RuleFunction, ...]
    data_only: str

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section and question its functions cite, once each."""
        return tuple(dict.fromkeys(section for function in self.functions for section in function.sections))


@cache
def functions() -> dict[str, RuleFunction]:
    """Dotted name -> function, for every function a rule or a defined term names, in order of name."""
    named = {name for rule in RULES.values() for name in rule.functions} | set(DEFINED_TERMS.values())
    return {name: _described(name) for name in sorted(named)}


@cache
def rules() -> tuple[NumberedRule, ...]:
    """R1 to R64, in order."""
    known = functions()
    return tuple(
        NumberedRule(
            number=number,
            about=rule.about,
            functions=tuple(known[name] for name in rule.functions),
            data_only=rule.data_only,
        )
        for number, rule in RULES.items()
    )


def defined_terms() -> tuple[tuple[str, RuleFunction], ...]:
    """Each defined term with the function that decides it, in order of the alphabet."""
    known = functions()
    return tuple((term, known[name]) for term, name in sorted(DEFINED_TERMS.items()))


def _described(name: str) -> RuleFunction:
    found = _resolved(name)
    doc = inspect.getdoc(found) or ""
    module = inspect.getmodule(found)
    return RuleFunction(
        name=name,
        signature=_signature(found),
        says=tuple(" ".join(paragraph.split()) for paragraph in doc.split("\n\n") if paragraph.strip()),
        sections=tuple(dict.fromkeys(_SECTION.findall(doc))),
        file=f"{module.__name__.replace('.', '/')}.py" if module else "",
        line=inspect.getsourcelines(found)[1],
        rules=tuple(number for number, rule in RULES.items() if name in rule.functions),
        terms=tuple(term for term, function in DEFINED_TERMS.items() if function == name),
    )


def _resolved(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def _signature(found: Any) -> str:
    shown = str(inspect.signature(found)).replace("ledger.rules.facts.", "")
    return shown if len(shown) <= _LONGEST_SIGNATURE else f"{shown[:_LONGEST_SIGNATURE]}…"
