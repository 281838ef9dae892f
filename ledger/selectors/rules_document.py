"""docs/rules.md: the index of the rules as a page of the documentation, written from the registry."""

from __future__ import annotations

from pathlib import Path

from ledger.selectors import rule_book

FILE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"

_HEAD = """# The rules

Written by `./run manage write_rules` from what registered itself in the code (`ledger/rules/registry.py`): not to be
edited by hand. The lines are those of the Form 8-K as filed, `ledger/data/documents/mim-1998-form-8-k.txt`.

## By number
"""


def text() -> str:
    """The whole page."""
    rows = ["| Rule | About | Words of the Form 8-K | Decided by |", "|---|---|---|---|"]
    for rule in rule_book.rules():
        words = "<br>".join(f"“{quoted.words}”, {quoted.place}" for quoted in rule.quoted)
        reason = f"data only: {rule.data_only}" if rule.data_only else ""
        rows.append(
            f"| {rule.number} | {rule.about} | {words} | {_decided(rule.functions, reason, rule.lacks)} |"
        )
    rows += ["", "## Defined terms", "", "| Term | Decided by |", "|---|---|"]
    rows += [
        f"| {term.name} | {_decided(term.functions, '', term.lacks)} |" for term in rule_book.defined_terms()
    ]
    return _HEAD + "\n" + "\n".join(rows) + "\n"


def _decided(functions: tuple[rule_book.RuleFunction, ...], reason: str, lacks: str) -> str:
    parts = [f"`{function.short}`" for function in functions]
    parts += [reason] if reason else []
    parts += [f"**not yet connected**: {lacks}"] if lacks else []
    return "<br>".join(parts)
