"""Choosing a kind: the first step of recording something whose form depends on it."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ledger.pages.base import PlanPage
from ledger.rules.provisions import Provision
from ledger.selectors import provided
from rightsadmin.common.shells import Crumb, DetailShell, Panel


class KindsPage(PlanPage, DetailShell):
    """The kinds as links. Subclasses say of what, in which words, and where each leads."""

    kinds_title = ""
    list_label = ""
    list_name = ""
    record_name = ""

    def kinds(self) -> Iterable[tuple[str, str]]:
        """Each kind as the address has it, and its words."""
        raise NotImplementedError

    @cached_property
    def provided(self) -> frozenset[Provision] | None:
        """What the plan's terms provide for (selectors.provided)."""
        return provided.provided(self.plan())

    def is_offered(self, kind: str) -> bool:
        """Whether the plan's terms have a place for the kind."""
        raise NotImplementedError

    def get_object(self) -> Any:
        return self.plan()

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.list_label, url=self.url(self.list_name))]

    def panels(self, tab: str) -> list[Panel]:
        kinds, lacking = [], []
        for kind, words in self.kinds():
            if self.is_offered(kind):
                kinds.append({"label": words, "url": self.url(self.record_name, kind)})
            else:
                lacking.append(words)
        note = f"The terms of this plan provide for none of these: {'; '.join(lacking)}." if lacking else ""
        return [
            Panel(
                title=self.kinds_title,
                note=note,
                template="ledger/kinds.html",
                data={"kinds": kinds},
                flush=True,
            )
        ]
