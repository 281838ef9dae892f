"""The situations in which services are called, each built once and never left changed."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile

from certificates.models import Certificate, Run
from certificates.services import runs
from ledger.holder_files.maker import make
from ledger.models import HolderAccount, Plan, SourceDocument
from ledger.services import imports
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import separated_plan
from tests.certificates.presented import mailed_plan, work_off
from tests.ledger.stories import OUTSTANDING, close_questions, plan_with_holders
from tests.matrix.powers import ROLES, SYSTEM

TODAY = date(1998, 12, 15)
RECORD_DATE = date(1998, 12, 4)


@dataclass
class World:
    """A plan in a situation, and one person of each role who had no part in bringing it there."""

    key: int
    accounts: dict[str, HolderAccount] = field(default_factory=dict)
    staff: dict[str, Actor] = field(default_factory=dict)
    folder: Path = Path()

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return Plan.objects.get(pk=self.key)

    def paper(self, title: str = "A paper") -> SourceDocument:
        """A source document of the plan."""
        return factories.document(self.plan, title)

    def certificate(self, number: int = 1) -> Certificate:
        """The plan's certificate of this number, with what its services look at."""
        return Certificate.objects.select_related("account__plan", "plan", "run__template_version").get(
            plan_id=self.key, number=number
        )

    @property
    def run(self) -> Run:
        """The live run of the plan's separation."""
        return Run.objects.select_related("plan", "template_version", "separation").get(
            plan_id=self.key, kind="live"
        )


def empty() -> World:
    """The plan of the 8-K as it was loaded, without a holder."""
    return World(factories.mim_plan(RECORD_DATE).pk)


def holder_file() -> ContentFile:
    """A file of holders whose shares are those of the control book."""
    stream = io.BytesIO()
    make(stream, accounts=20, shares=OUTSTANDING, as_of=RECORD_DATE, issuer="MIM CORPORATION")
    return ContentFile(stream.getvalue(), name="holders.csv")


def adopted() -> World:
    """The plan of the 8-K on its Record Date, its holders loaded from their file, before the dividend."""
    world, clerk = empty(), factories.actor("clerk")
    checked = imports.check(plan=world.plan, uploaded=holder_file(), as_of=RECORD_DATE, actor=clerk)
    imports.load(import_id=checked.pk, actor=clerk)
    free = world.plan.accounts.filter(holds__isnull=True, is_nominee=False).order_by("number")
    world.accounts = dict(zip(("jane", "richard"), free, strict=False))
    return world


def attached() -> World:
    """Rights attached in the hands of a nominee, a raider and a widow; the questions that hold acts are closed."""
    plan, accounts = plan_with_holders(TODAY)
    close_questions(plan, "issue", "redemption", "exchange", "expiry", "exercise", "split", "flip_in")
    return World(plan.pk, accounts)


def live() -> World:
    """A live plan whose Final Expiration Date is long past, and no question holds its expiry."""
    plan, accounts = plan_with_holders(None)
    close_questions(plan, "expiry")
    return World(plan.pk, accounts)


def proved() -> World:
    """Rights separated, and a live run of three certificates pressed and proved, waiting for its release."""
    plan = separated_plan(3).plan
    work_off(runs.create_run(plan=plan, actor=factories.actor("clerk")))
    return World(plan.pk)


def mailed() -> World:
    """Rights separated, and four certificates in their holders' hands."""
    plan = mailed_plan(4)
    return World(plan.pk)


WORLDS: dict[str, Callable[[], World]] = {
    "empty": empty,
    "adopted": adopted,
    "attached": attached,
    "live": live,
    "proved": proved,
    "mailed": mailed,
}


def build(name: str, folder: Path) -> World:
    """The world with its staff: one person of each role, none of them a maker of anything in it; files go below
    `folder`.
    """
    world = WORLDS[name]()
    world.folder = folder
    world.staff = {role: factories.actor(role, f"second-{role}") for role in ROLES if role != SYSTEM}
    world.staff[SYSTEM] = Actor.system("tests")
    return world
