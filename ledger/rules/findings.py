"""What a rule says against an act: how heavy it weighs, which rule says it, and the sentence for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """BLOCK: refuse, no override. HOLD: wait for the Board or counsel. WARN: show it (rules, part A)."""

    BLOCK = "block"
    HOLD = "hold"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule says: `rule` is its number (R43, DQ14, I2), `sentence` is for staff.

    `next_act` is the act of the matrix that the sentence asks for, "" where it asks for none.
    """

    severity: Severity
    rule: str
    sentence: str
    next_act: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


class RuleBreachError(ValueError):
    """A posting or act that a rule forbids outright; nothing of it is done."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(f"{rule}: {sentence}")
        self.rule = rule
        self.sentence = sentence


def block(rule: str, sentence: str, *, next_act: str = "") -> Finding:
    """A finding that no one can override."""
    return Finding(Severity.BLOCK, rule, sentence, next_act)


def hold(rule: str, sentence: str, *, next_act: str = "") -> Finding:
    """A finding that waits for a recorded resolution or counsel confirmation."""
    return Finding(Severity.HOLD, rule, sentence, next_act)


def warn(rule: str, sentence: str) -> Finding:
    """A finding that staff must see."""
    return Finding(Severity.WARN, rule, sentence)


def is_allowed(findings: Iterable[Finding]) -> bool:
    """Whether the act may go on: nothing blocks it and nothing holds it."""
    return all(finding.severity is Severity.WARN for finding in findings)
