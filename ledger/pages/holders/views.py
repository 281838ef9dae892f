"""The master securityholder file: the list, and one account with all that touches it."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ledger.enums import Act, Standing
from ledger.models import Entry, HolderAccount
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.holders import added
from ledger.pages.holders.filters import HolderFilter
from ledger.pages.holders.tables import HolderTable
from ledger.pages.movements.tables import EntryTable
from ledger.permissions import may_propose
from ledger.selectors import holders, ownership, plan_day
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    ListShell,
    Panel,
    TablePanel,
)

RECENT_ENTRIES = 12
STANDING_TONES: dict[str, str] = {
    Standing.VALID: "ok",
    Standing.CERTIFICATED: "info",
    Standing.VOID: "bad",
    Standing.WITHHELD: "warn",
}


class HolderList(PlanPage, ListShell):
    """The registered accounts of a plan."""

    section = "holders"
    table_class = HolderTable
    filterset_class = HolderFilter
    default_sort = "-common"
    noun = "holder"

    def title(self) -> str:
        return "Holders"

    def lead(self) -> str:
        return "Registered accounts with what they hold now. A nominee such as a depository is one holder."

    def actions(self) -> list[Action]:
        return self.action_for(Act.HOLDER_EDIT, "Open an account", self.url("account-open"))

    def get_queryset(self) -> QuerySet[HolderAccount]:
        return holders.with_holdings(self.plan())


class HolderDetail(PlanPage, DetailShell):
    """One registered account."""

    section = "holders"
    object: HolderAccount

    def get_object(self) -> HolderAccount:
        account = get_object_or_404(HolderAccount, plan=self.plan(), number=self.kwargs["number"])
        account.plan = self.plan()
        return account

    def title(self) -> str:
        return self.object.name

    def lead(self) -> str:
        return f"Account {self.object.number}, {self.object.get_registration_display().lower()}"

    def actions(self) -> list[Action]:
        number = self.object.number
        return [
            *self.action_for(Act.HOLDER_EDIT, "Place a hold", self.url("hold", number)),
            *self.action_for(Act.HOLDER_EDIT, "Change the address", self.url("address", number)),
            *self.action_for(Act.REGISTRATION, "Correct the registration", self.url("registration", number)),
            *self.action_for(Act.VOID_FINDING, "Record a finding", self.url("finding", number)),
        ]

    def status(self) -> tuple[str, str] | None:
        today = plan_day.today(self.plan())
        if any(hold.lifted_on is None or hold.lifted_on > today for hold in self._holds):
            return "Held", "warn"
        return ("Nominee", "info") if self.object.is_nominee else None

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Holders", url=self.url("holders"))]

    @cached_property
    def _holds(self) -> list[Any]:
        return list(self.object.holds.all())

    def panels(self, tab: str) -> list[Panel]:
        account = self.object
        entries = (
            Entry.objects.filter(holders.moving([account]))
            .select_related("batch__plan", "from_account__holder", "to_account__holder", "reversed_by")
            .order_by("-id")[:RECENT_ENTRIES]
        )
        panels: list[Panel] = [
            Panel(
                title="What it holds",
                template="ledger/holders/positions.html",
                data={"positions": holders.standings(account), "tones": STANDING_TONES},
                flush=True,
            ),
            *added.panels(account),
            TablePanel(
                title="Latest entries",
                table=EntryTable(entries),
                empty="Nothing moved in this account.",
                more_url=self.url("entries") + f"?account={account.number}",
                more_label="All its entries",
            ),
        ]
        findings = ownership.on_record(self.plan()).filter(account=account)
        if self._holds or findings:
            panels.append(
                Panel(
                    title="Holds and findings",
                    note="What keeps Rights of this account from a certificate, and on whose word.",
                    template="ledger/holders/holds.html",
                    data={
                        "holds": self._holds,
                        "findings": findings,
                        "lift": self.url("holder", account.number)
                        if may_propose(self.actor, Act.HOLD_LIFT)
                        else "",
                    },
                    flush=True,
                )
            )
        panels += [
            FactsPanel(
                title="Registration",
                aside=True,
                facts=[
                    Fact(label="As registered", value="\n".join(account.registration_lines)),
                    Fact(label="Address", value=", ".join(account.address_lines) or "no address on file"),
                    Fact(
                        label="Place",
                        value=" ".join(filter(None, (account.city, account.state, account.postal_code))),
                    ),
                    Fact(label="Country", value=account.country),
                    *(
                        [Fact(label="Class of common", value=account.share_class)]
                        if account.share_class
                        else []
                    ),
                    Fact(
                        label="Parties", value="; ".join(str(party) for party in account.parties.all()) or "—"
                    ),
                    Fact(label="Taxpayer number", value=account.tin_status.replace("_", " ")),
                    Fact(label="Mail", value=account.mail_code),
                    Fact(label="Opened", value=formatting.short_date(account.opened_on)),
                    *(
                        [Fact(label="Deceased", value=formatting.short_date(account.deceased_on))]
                        if account.deceased_on
                        else []
                    ),
                ],
            ),
            history_panel(plan=self.plan(), object_type="holderaccount", object_id=account.pk),
        ]
        return panels
