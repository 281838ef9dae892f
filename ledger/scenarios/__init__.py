"""Scenarios: hypothetical terms and events read from JSON, answered with the rules, never stored.

The what-if page, `manage.py simulate` and the worked examples in the tests all come through here.
"""

from ledger.scenarios.answers import Decision, answer_case, decide, distribution_json
from ledger.scenarios.cases import Calculations, Case, Hypothesis, read_cases
from ledger.scenarios.events import read_event, read_events
from ledger.scenarios.terms import read_terms

__all__ = [
    "Calculations",
    "Case",
    "Decision",
    "Hypothesis",
    "answer_case",
    "decide",
    "distribution_json",
    "read_cases",
    "read_event",
    "read_events",
    "read_terms",
]
