"""What is told of a term, once: from it come fields, words, checks, the schema of plan files and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger.terms.groups import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.terms.shapes import Shape

# The parts in which a plan is set up, in the order of the page.
SECTIONS: Mapping[str, str] = {
    "parties": "The company, the agent and the papers",
    "shares": "The shares and what a Right buys",
    "price": "Prices",
    "separation": "When the Rights separate",
    "flips": "Flip-in and flip-over",
    "powers": "Redemption, exchange and amendment",
    "ends": "The end of the Rights, and the calendar",
}
# The acts that an open question, or a term that is not stated, can hold; what a plan file says besides holds nothing.
HELD_ACTS: Mapping[str, str] = {
    "issue": "the issue of Rights Certificates",
    "exercise": "the exercise of Rights",
    "expiry": "the expiration",
    "flip_in": "what a Right buys after a Flip-In Event",
    "flip_over": "what a Right buys after a Flip-Over Event",
    "redemption": "redemption",
    "exchange": "exchange",
    "amendment": "amendment",
    "agent_change": "a change of the Rights Agent",
    "voiding": "the voiding of Rights",
    "extension": "the deferral of a date",
    "declaration": "the declaration of an Adverse Person",
    "split": "splits and stock dividends",
    "legal_risk": "nothing: every page of the plan names it",
}


@dataclass(frozen=True, kw_only=True)
class TermKind:
    """A term that plans have. `label` as pages name it, `help` a sentence beside its field, `rules` those it serves.

    `is_nullable`: a plan can be loaded with the paper silent on it. `is_optional`: a plan need not have it, and
    `otherwise` is what then holds. `unsaid` says what follows where it is not stated, `holds` the acts that then wait.
    `scenario` is its name in a scenario file, for the terms that decide the course of a plan; `finds` are words that
    the sentence of it has, beside its label.
    """

    key: str
    label: str
    section: str
    shape: Shape
    rules: tuple[str, ...]
    help: str = ""
    is_nullable: bool = False
    is_optional: bool = False
    otherwise: Any = None
    unsaid: str = ""
    holds: tuple[str, ...] = ()
    scenario: str = ""
    finds: tuple[str, ...] = ()

    @property
    def may_be_unsaid(self) -> bool:
        """Whether a plan can be loaded without it."""
        return self.is_nullable or self.is_optional

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words by which its sentence is looked for in a paper."""
        return self.finds or (self.label,)

    def held(self, part: str = "") -> tuple[str, ...]:
        """The acts that wait where it, or the named part of it, is not stated."""
        if isinstance(self.shape, Group) and part:
            return next(each.holds for each in self.shape.parts if each.name == part)
        return self.holds

    @property
    def then(self) -> str:
        """What holds where it is not stated, in a sentence; "" of a term that no plan is without."""
        if self.otherwise is None:
            return self.unsaid
        return f"It is then: {self.shape.line(self.otherwise)}."
