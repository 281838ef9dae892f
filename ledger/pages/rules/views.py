"""The index of the rules: from a number of the 8-K or a defined term to what decides it, where anything does."""

from typing import Any

from ledger.pages.base import LedgerPage
from ledger.selectors import rule_book
from rightsadmin.common.shells import DetailShell, Panel, Tab


class RulesIndex(LedgerPage, DetailShell):
    """R1 to R64, the defined terms, and the functions, each with its own words."""

    section = "rules"

    def get_object(self) -> Any:
        return None

    def title(self) -> str:
        return "Rules"

    def lead(self) -> str:
        return (
            "Every rule of the Form 8-K with its words and the functions that decide it. A rule without a function is "
            "data, or not yet connected: it says which, and what is lacking."
        )

    def tabs(self) -> list[Tab]:
        return [
            Tab(name="numbers", label="By number", count=len(rule_book.rules())),
            Tab(name="terms", label="Defined terms", count=len(rule_book.defined_terms())),
            Tab(name="functions", label="Functions", count=len(rule_book.functions())),
        ]

    def panels(self, tab: str) -> list[Panel]:
        return {"numbers": self._numbers, "terms": self._terms, "functions": self._functions}[tab]()

    def _numbers(self) -> list[Panel]:
        return [
            Panel(
                title="R1 to R64",
                note="Beside each function its own first sentence; below each rule the words of the Form 8-K.",
                template="ledger/rules/numbers.html",
                data={"rules": rule_book.rules()},
                flush=True,
            )
        ]

    def _terms(self) -> list[Panel]:
        return [
            Panel(
                title="Defined terms",
                template="ledger/rules/terms.html",
                data={"terms": rule_book.defined_terms()},
                flush=True,
            )
        ]

    def _functions(self) -> list[Panel]:
        return [
            Panel(
                title="Functions of the rules",
                note="Pure: no clock, no database. Each computed date names the one it came from.",
                template="ledger/rules/functions.html",
                data={"functions": rule_book.functions().values()},
            )
        ]
