"""Open questions closed by counsel, the Board, an amendment or the Agreement, with what the paper says a term is."""

from datetime import date
from typing import Any

from ledger.enums import Basis
from ledger.models import DataQualityIssue
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader, shown
from ledger.selectors.terms import terms_as_of
from ledger.services import questions
from ledger.services.questions import BASES, TermReading
from ledger.terms import is_value
from rightsadmin.rehearsal.scene import Scene

_WORDS = {Basis(basis).label.lower(): basis for basis in BASES} | {basis.value: basis for basis in BASES}


def close_question(scene: Scene, told: Reader) -> date | None:
    """Closes the question by what the step reads: the value of one of its terms, or an object of several by their
    keys, or the one word that its terms are in doubt about; words that are no value close it as words.
    """
    code = told.text("code")
    issue = scene.plan.quality_issues.filter(code=code).first()
    if issue is None:
        raise BadInput(told.place("code"), f"the plan has no question {shown(code)}")
    basis = _WORDS[told.one_of("basis", _WORDS)]
    reading = told.raw("reading") if told.has("reading") else None
    is_counsels = basis == Basis.COUNSEL
    kind = COUNSELS_PAPER if is_counsels else Basis(basis).label.lower()
    scene.decide(
        questions.propose_resolution(
            issue=issue,
            text=f"{code} is closed as {_text(reading)}.",
            document=scene.paper(Basis(basis).label, kind),
            basis=basis,
            effective_on=scene.day,
            readings=tuple(
                TermReading(key, value, f"{code} is closed as {_text(reading)}.")
                for key, value in _values(scene, issue, reading).items()
            ),
            actor=scene.hands.counsel if is_counsels else scene.hands.maker,
        )
    )
    return scene.day


def _values(scene: Scene, issue: DataQualityIssue, reading: Any) -> dict[str, Any]:
    """The terms of the question that the reading tells, with their values."""
    keys = list(issue.term_keys)
    if reading is None or not keys:
        return {}
    if isinstance(reading, dict) and set(reading) <= set(keys):
        return reading
    told = next((row["value"] for row in issue.candidates if row["reading"] == reading), reading)
    if first := next((key for key in keys if is_value(key, told)), None):
        return {first: told}
    in_force = terms_as_of(scene.plan, scene.day)
    within = {key: _with_word(key, in_force[key].value, told) for key in keys if key in in_force}
    return {key: value for key, value in within.items() if value is not None}


def _with_word(key: str, value: Any, word: Any) -> Any:
    """The object with the word in the place where the term takes it, yes or no in one that is empty; None where it has
    none for it.
    """
    if not isinstance(value, dict) or not isinstance(word, str | bool):
        return None
    tried = (
        {**value, name: word}
        for name, part in value.items()
        if (part is None if isinstance(word, bool) else isinstance(part, str) and part != word)
    )
    return next((changed for changed in tried if is_value(key, changed)), None)


def _text(reading: Any) -> str:
    return "confirmed" if reading is None else str(reading)
