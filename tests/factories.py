"""Test data through the real services, so that no test starts from a state the program could not reach."""

import itertools
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from ledger.enums import PlanState, Registration
from ledger.models import Calendar, ControlBookEntry, HolderAccount, Plan, SourceDocument
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.selectors import plan_day
from ledger.selectors.control_book import control_book as book_of
from ledger.services import audit, calendars, control_book, documents, plans, posting, users
from rightsadmin.common.actor import Actor
from tests.oracles import postings as oracle
from tests.states import made_once

ROOT = Path(__file__).resolve().parent.parent
NEW_YORK = ZoneInfo("America/New_York")
PASSWORD = "a long enough password"
_numbers = itertools.count(1)


def actor(role: str, username: str = "") -> Actor:
    """A member of the staff with this role; the same username is the same person."""
    name = username or role
    Group.objects.get_or_create(name=role)  # a transactional test before this one emptied every table
    user = get_user_model().objects.filter(username=name).first() or users.create_user(
        username=name,
        first_name=name.title(),
        last_name="Tester",
        email=f"{name}@example.com",
        password=PASSWORD,
        roles=(role,),
        actor=Actor.system("tests"),
    )
    return Actor.of_user(user)


@made_once
def mim_plan(pinned_on: date | None = date(1998, 12, 15)) -> Plan:
    """The plan of the 8-K from its data file, with the shipped calendars, pinned to a day; a live plan without one."""
    system = Actor.system("tests")
    if not Calendar.objects.exists():
        calendars.load_shipped(actor=system)
    data = json.loads((ROOT / "ledger/data/plans/mim-1998.json").read_bytes())
    if pinned_on is None:
        data["pinned_on"] = None
    plan = plans.load_plan(content=json.dumps(data).encode(), actor=system)
    return plans.pin(plan=plan, day=pinned_on, actor=system)


def document(
    plan: Plan, title: str = "A paper", dated_on: date = date(1998, 12, 15), kind: str = "letter"
) -> SourceDocument:
    """A source document of the plan, by its title alone."""
    return documents.record_document(
        plan=plan, title=title, kind=kind, dated_on=dated_on, actor=Actor.system("tests")
    )


def opinion(
    plan: Plan, title: str = "Opinion of counsel", dated_on: date = date(1998, 12, 15)
) -> SourceDocument:
    """An opinion of counsel, kept."""
    return documents.record_document(
        plan=plan,
        title=title,
        kind=COUNSELS_PAPER,
        dated_on=dated_on,
        content=[b"In our opinion it is so."],
        actor=Actor.system("tests"),
    )


def new_york(text: str) -> datetime:
    """An instant from New York wall time, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def account(
    plan: Plan, name: str = "JANE ROE", registration: str = Registration.INDIVIDUAL, **fields
) -> HolderAccount:
    """A registered account with nothing in it."""
    holder = HolderAccount(
        plan=plan,
        number=fields.pop("number", f"{next(_numbers):06d}"),
        registration=registration,
        registration_lines=fields.pop("registration_lines", [name]),
        address_lines=["1 Main Street"],
        city="Elmsford",
        state="NY",
        postal_code=fields.pop("postal_code", "10523"),
        opened_on=plan.agreement_date,
        **fields,
    )
    audit.stamp(holder, actor=Actor.system("tests")).save()
    return holder


def give_common(plan: Plan, holdings: dict[HolderAccount, int], *, on: date = date(1998, 12, 4)) -> None:
    """Opens the master securityholder file with these shares and posts the dividend of Rights on them."""
    for what, movements in (
        ("opening", oracle.opening(_held(holdings), on)),
        ("dividend", oracle.dividend(_held(holdings), 1, on)),
    ):
        posting.post(
            plan=plan,
            movements=movements,
            source=f"{what}:{next(_numbers)}",
            legal_basis="Form 8-K, Record Date",
            actor=Actor.system("tests"),
        )
    if plan.state == PlanState.ADOPTED:
        plan.state = PlanState.ATTACHED
        audit.stamp(plan, actor=Actor.system("tests")).save()


def _held(holdings: dict[HolderAccount, int]) -> list[tuple[int, Decimal]]:
    return [(holder.pk, Decimal(shares)) for holder, shares in holdings.items()]


def order(plan: Plan, outstanding: Decimal | None = None, **figures: Decimal) -> ControlBookEntry:
    """What the issuer's officer orders of the control book on the plan's today; the rest stays as it is."""
    on = plan_day.today(plan)
    book = book_of(plan, on)
    assert book is not None
    return control_book.record_control_book(
        plan=plan,
        as_of=on,
        outstanding=book.outstanding if outstanding is None else outstanding,
        treasury=book.treasury,
        reserved=book.reserved,
        document=document(plan, "Officer's order"),
        actor=Actor.system("tests"),
        **figures,
    )
