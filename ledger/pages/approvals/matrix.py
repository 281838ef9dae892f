"""The segregation matrix: which role may propose, do and approve each act, read from the one place that decides."""

from typing import Any

from ledger.enums import Act, Role
from ledger.pages.base import LedgerPage
from ledger.permissions import MATRIX, SYSTEM
from rightsadmin.common.shells import DetailShell, Panel

COLUMNS = (*Role.choices, (SYSTEM, "The program"))


def _cell(act: str, role: str) -> tuple[str, str]:
    """What the role does for the act, and the tone of its badge."""
    powers = MATRIX[act]
    makes, checks = role in powers.propose, role in powers.approve
    if makes and checks:
        return "Proposes or approves", "info"
    if makes:
        return ("Proposes", "") if powers.approve else ("Does", "warn")
    return ("Approves", "ok") if checks else ("", "")


class Matrix(LedgerPage, DetailShell):
    """One row an act, one column a role."""

    section = "matrix"

    def get_object(self) -> Any:
        return None

    def title(self) -> str:
        return "Who may do what"

    def lead(self) -> str:
        return (
            "The same matrix the services ask. Whatever somebody’s roles are, nobody makes and checks the same act: "
            "the service refuses it, and the database does too."
        )

    def panels(self, tab: str) -> list[Panel]:
        mine = set(self.actor.roles)
        rows = [
            {
                "label": Act(act).label,
                "two_hands": bool(powers.approve),
                "cells": [{"role": role, "said": _cell(act, role)} for role, _ in COLUMNS],
            }
            for act, powers in MATRIX.items()
        ]
        return [
            Panel(
                title="Segregation of duties",
                note="Your own roles are marked in the heading.",
                template="ledger/approvals/matrix.html",
                data={
                    "rows": rows,
                    "columns": [{"label": label, "mine": role in mine} for role, label in COLUMNS],
                },
                flush=True,
            )
        ]
