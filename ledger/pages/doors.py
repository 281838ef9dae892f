"""The door of each act: the page where a person does it, so that what asks for an act leads there.

One table for the ledger here; the certificates add theirs where their addresses are declared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from ledger.enums import Act
from ledger.models import Plan
from ledger.permissions import may_propose
from rightsadmin.common.actor import Actor


@dataclass(frozen=True)
class Door:
    """A page by its name: of one plan, with whatever else its address needs, or of the house."""

    page: str
    of_plan: bool = True
    further: tuple[str, ...] = ()

    def address(self, plan: Plan | None) -> str:
        """The page's address; "" for a page of a plan where there is none."""
        if not self.of_plan:
            return reverse(self.page)
        return reverse(self.page, args=[plan.slug, *self.further]) if plan else ""


DOORS: dict[str, Door] = {
    Act.PLAN_LOAD: Door("ledger:drafts", of_plan=False),
    Act.HISTORY: Door("ledger:past"),
    Act.PIN_DAY: Door("ledger:pin"),
    Act.HOLDER_IMPORT: Door("ledger:import-check"),
    Act.HOLDER_EDIT: Door("ledger:holders"),
    Act.HOLD_LIFT: Door("ledger:holders"),
    Act.CONTROL_BOOK: Door("ledger:control-book"),
    Act.DIVIDEND: Door("ledger:dividend"),
    Act.SHARE_MOVEMENT: Door("ledger:entries"),
    Act.FACT: Door("ledger:event-kinds"),
    Act.LATE_FACT: Door("ledger:event-kinds"),
    Act.RESOLUTION: Door("ledger:resolution-kinds"),
    Act.BOARD_ACT: Door("ledger:resolutions"),
    Act.RESOLUTION_WITHDRAWAL: Door("ledger:resolutions"),
    Act.EXEMPTION: Door("ledger:release-person"),
    Act.DIRECTOR: Door("ledger:board"),
    Act.QUALITY: Door("ledger:questions"),
    Act.TRIGGER_CASE: Door("ledger:cockpit"),
    Act.VOID_FINDING: Door("ledger:finding-record"),
    Act.FINDING_WITHDRAWAL: Door("ledger:persons"),
    Act.PERSON_TIE: Door("ledger:tie-record"),
    Act.VOIDING: Door("ledger:voiding"),
    Act.EARLIER_TRANSFER: Door("ledger:earlier-transfer"),
    Act.TRANSFEREE: Door("ledger:voiding"),
    Act.SEPARATION: Door("ledger:separation"),
    Act.CORRECTION: Door("ledger:corrections"),
    Act.REGISTRATION: Door("ledger:holders"),
    Act.USER: Door("ledger:users", of_plan=False),
    Act.SECOND_FACTOR: Door("ledger:users", of_plan=False),
    Act.CALENDAR: Door("ledger:calendars", of_plan=False),
    Act.CLOCK: Door("ledger:clock", of_plan=False),
    Act.REDEMPTION: Door("ledger:preview", further=("redemption",)),
    Act.EXCHANGE: Door("ledger:preview", further=("exchange",)),
    Act.EXPIRATION: Door("ledger:preview", further=("expiration",)),
    Act.DELIVERY: Door("ledger:trust"),
    Act.ADJUSTMENT: Door("ledger:preview", further=("adjustment",)),
    Act.AMENDMENT: Door("ledger:preview", further=("amendment",)),
    Act.COUNSELS_WORD: Door("ledger:inbox", of_plan=False),
    Act.ENTITLEMENT: Door("ledger:preview", further=("entitlement",)),
    Act.ACKNOWLEDGE: Door("ledger:deadlines"),
    Act.INSTRUCTION: Door("ledger:instructions"),
    Act.AGENT_CHANGE: Door("ledger:agent"),
    Act.HANDOVER: Door("ledger:handover"),
    Act.RECONCILIATION: Door("ledger:reconciliation"),
    Act.TAKING: Door("ledger:holders"),
}


def add(pages: Mapping[str, str]) -> None:
    """The doors of acts that another app does, each a page of a plan."""
    DOORS.update({act: Door(page) for act, page in pages.items()})


def page_of(act: str, plan: Plan, page: str = "", further: Sequence[str] = ()) -> str:
    """The address where the act is done for the plan: the nearer page where one is named; "" where there is none."""
    door = Door(page, further=tuple(further)) if page else DOORS.get(act)
    return door.address(plan) if door else ""


def with_way_on(sentence: str, act: str, *, plan: Plan | None, actor: Actor) -> str:
    """The sentence, and where it asks for an act this actor may do, the link to that act's page for the plan."""
    door = DOORS.get(act)
    url = door.address(plan) if door and may_propose(actor, act) else ""
    return format_html('{} <a href="{}">{}</a>', sentence, url, Act(act).label) if url else sentence
