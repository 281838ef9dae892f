"""The registry of the rules: each function registers itself with the number and the term it decides.

What is registered is what runs: a decorator names the rule on the very function that is called, so no list beside the
code can fall behind it. A rule without a function is data only, and says why, or is not connected yet, and is then a
debt (ledger/data/debts.toml). The words that a rule rests on are a paper's, and data (ledger/data/papers/). Registering
happens at import and costs nothing at a call.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Decider = TypeVar("Decider", bound=Callable[..., Any])


@dataclass
class Rule:
    """One rule: what it is about, the functions that decide it or why it is data only.

    A rule with neither function nor reason is not connected yet.
    """

    number: str
    about: str = ""
    functions: list[Callable[..., Any]] = field(default_factory=list)
    data_only: str = ""

    @property
    def is_connected(self) -> bool:
        """Whether something decides the rule, or nothing has to."""
        return bool(self.functions or self.data_only)


_rules: dict[str, Rule] = {}
_terms: dict[str, list[Callable[..., Any]]] = {}


def decides(number: str, about: str = "", *, term: str = "") -> Callable[[Decider], Decider]:
    """Registers the function as one that decides the rule, and the defined term.

    What the rule is `about` is said once, where its principal function stands.
    """

    def register(decider: Decider) -> Decider:
        rule = _stated(number, about)
        rule.functions.append(decider)
        return defines(term)(decider) if term else decider

    return register


def defines(*terms: str) -> Callable[[Decider], Decider]:
    """Registers the function or class as the one that decides defined terms of the agreement."""

    def register(decider: Decider) -> Decider:
        for term in terms:
            _terms.setdefault(term, []).append(decider)
        return decider

    return register


def data_only(number: str, about: str, why: str) -> None:
    """Registers a rule that nothing has to decide, and why."""
    _stated(number, about).data_only = why


def rules() -> tuple[Rule, ...]:
    """Every rule registered, in the order of its number; see `load`."""
    return tuple(_rules[number] for number in sorted(_rules, key=_order))


def terms() -> dict[str, tuple[Callable[..., Any], ...]]:
    """Defined term -> what decides it, in the order of the alphabet; nothing where it is not connected yet."""
    return {term: tuple(_terms[term]) for term in sorted(_terms)}


def name_of(decider: Callable[..., Any]) -> str:
    """The dotted name of a function or class: "ledger.rules.course.extensions.extend"."""
    return f"{decider.__module__}.{decider.__qualname__}"


def load(*packages: str) -> None:
    """Imports every module of the packages, so that all that registers has registered."""
    for package in packages:
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            importlib.import_module(module.name)


def _stated(number: str, about: str) -> Rule:
    """The rule with what is said about it added; ValueError where it is said twice what the rule is about."""
    rule = _rules.setdefault(number, Rule(number))
    if about and rule.about:
        raise ValueError(f"{number} is said to be about {rule.about!r} and about {about!r}")
    rule.about = rule.about or about
    return rule


def _order(number: str) -> tuple[str, int]:
    """R2 before R10."""
    letters = number.rstrip("0123456789")
    return letters, int(number.removeprefix(letters))
