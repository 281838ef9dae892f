"""What if: hypothetical terms, facts and figures, answered by the same rules; never stored.

The what-if page, `manage.py simulate` and the worked examples in the tests all come through here.
"""

from ledger.selectors.whatif.answers import answer_case, distribution_json
from ledger.selectors.whatif.calculations import answer
from ledger.selectors.whatif.cases import Calculations, Case, Hypothesis, read_cases
from ledger.selectors.whatif.stored import hypothesis, starting_figures
from ledger.selectors.whatif.worksheets import worksheet

__all__ = [
    "Calculations",
    "Case",
    "Hypothesis",
    "answer",
    "answer_case",
    "distribution_json",
    "hypothesis",
    "read_cases",
    "starting_figures",
    "worksheet",
]
