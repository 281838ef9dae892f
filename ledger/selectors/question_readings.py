"""The readings of an open question in words: what each says of which term, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ledger.enums import Severity
from ledger.errors import RuleViolation
from ledger.rules.business_days import OutOfRange
from ledger.rules.dates import day_text
from ledger.rules.facts import BadInput
from ledger.rules.plan_terms import TermsHistory
from ledger.selectors import law, plan_day, terms
from ledger.terms import HELD_ACTS, REGISTRY, in_one_line, is_value

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.models import DataQualityIssue, Plan


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A reading on file: the term it is of ("" where it is of none), its value, its words and its evidence; `follows`
    are sentences.
    """

    key: str
    value: Any
    words: str
    source: str
    follows: tuple[str, ...]

    @property
    def told(self) -> str:
        """The whole reading, as a choice shows it."""
        term = f"{REGISTRY[self.key].label}: {in_one_line(self.key, self.value)}." if self.key else ""
        return " ".join(filter(None, (f"{self.words.rstrip('.')}.", term, *self.follows)))


def readings(issue: DataQualityIssue) -> tuple[Reading, ...]:
    """The readings of a question, in their order on file."""
    found, now, freed = [], _AsItStands(issue.plan), released(issue)
    for candidate in issue.candidates:
        key = next((each for each in issue.term_keys if is_value(each, candidate["value"])), "")
        found.append(
            Reading(
                key=key,
                value=candidate["value"],
                words=candidate["reading"],
                source=candidate["source"],
                follows=tuple(filter(None, (_moved(now, key, candidate["value"]), freed))),
            )
        )
    return tuple(found)


def released(issue: DataQualityIssue) -> str:
    """Which acts wait no longer for this question once it is closed, in a sentence; "" where it holds none."""
    acts = [HELD_ACTS[act] for act in issue.holds if act in HELD_ACTS and act != "legal_risk"]
    if issue.severity != Severity.HOLD:
        return ""
    return f"No longer waits for it: {', '.join(acts)}." if acts else ""


class _AsItStands:
    """The law of the plan and its Distribution Date, each worked out once for all readings, where one asks it."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.at = plan, plan_day.instant(plan)

    @cached_property
    def law_in_force(self) -> law.Law:
        return law.in_force(self.plan)

    @cached_property
    def distribution_date(self) -> date | None:
        return self.law_in_force.distribution().date


def _moved(now: _AsItStands, key: str, value: Any) -> str:
    """The Distribution Date, where the facts on record have another one by terms that always said so."""
    if not key or not REGISTRY[key].scenario:
        return ""
    try:
        terms_read = _always(now.law_in_force.record.terms, now.plan, key, value, now.at)
        read = replace(now.law_in_force, record=replace(now.law_in_force.record, terms=terms_read))
        before, after = now.distribution_date, read.distribution().date
    except (BadInput, OutOfRange, RuleViolation):
        return ""
    if before == after:
        return ""
    was = day_text(before) if before else "none"
    return f"Read so from the beginning, the Distribution Date is {day_text(after) if after else 'none'}, not {was}."


def _always(history: TermsHistory, plan: Plan, key: str, value: Any, at: datetime) -> TermsHistory:
    """The terms through time as if each had said this from the beginning."""
    said, read = history.at(at), terms.amended(plan, {key: value}, at).at(at)
    differing = {
        each.name: getattr(read, each.name)
        for each in fields(read)
        if getattr(read, each.name) != getattr(said, each.name)
    }
    return TermsHistory(tuple((since, replace(row, **differing)) for since, row in history.rows))
