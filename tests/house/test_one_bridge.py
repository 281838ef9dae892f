"""One place answers the questions of law: nothing outside the bridge composes an answer from the course's pieces."""

import ast
from collections.abc import Mapping

from tests.house.code import product

# The bridge, and what supposes: hypotheses fold the same course over facts that nobody recorded.
BRIDGE = (
    "ledger.rules.",
    "certificates.rules.",
    "ledger.selectors.law",
    "ledger.selectors.standing",
    "ledger.selectors.whatif",
)
# The rules of the powers, and what they are judged on.
PIECES = frozenset(
    {
        "RightsAt",
        "amendment_findings",
        "category_findings",
        "exchange_findings",
        "exercise_findings",
        "redemption_findings",
        "release_findings",
        "rights_when",
        "verdict",
        "window_findings",
    }
)
COURSE = "ledger.rules.course"
# What the course says of persons and of single facts, which is no answer to what may be done.
OTHERWISE = {
    "ledger.selectors.cases": {"named"},
    "ledger.selectors.beneficial": {"schedule", "threshold"},
    "ledger.selectors.entitlements": {"flip_in_facts", "flip_overs"},
    "ledger.selectors.term_changes": {"existing_holders"},
    "ledger.services.amendments": {"named"},
    "ledger.services.releases": {"named"},
}


def composing(sources: Mapping[str, str]) -> set[str]:
    """The imports of pieces of the answers from outside the bridge: "a: piece"."""
    found: set[str] = set()
    for module, source in sources.items():
        if module.startswith(BRIDGE):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ledger.rules"):
                found |= {
                    f"{module}: {alias.name}"
                    for alias in node.names
                    if alias.name in PIECES
                    or (
                        (node.module.startswith(COURSE) and _decides(alias.name))
                        and alias.name not in OTHERWISE.get(module, ())
                    )
                }
    return found


def _decides(name: str) -> bool:
    """Whether an imported name is a function or a module: what the answers are made of, not made into."""
    return name.islower()


def test_nothing_outside_the_bridge_composes_an_answer():
    assert composing(product()) == set()


def test_a_composed_answer_is_found():
    told = {
        "ledger.services.acting": "from ledger.rules.redemption import redemption_findings, redemption_amount\n",
        "ledger.pages.acting": "from ledger.rules.course.distribution_date import distribution_date\n",
        "ledger.selectors.standing": "from ledger.rules.rights_at import RightsAt\n",
        "ledger.tasks": "from ledger.rules.course.answers import Answer\n",
    }
    assert composing(told) == {
        "ledger.services.acting: redemption_findings",
        "ledger.pages.acting: distribution_date",
    }
