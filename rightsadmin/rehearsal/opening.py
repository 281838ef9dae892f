"""How a story begins: the plan loaded on the day of its adoption, its holders and the dividend at the Record Date.

All through the services that a real plan comes by: the plan file, the holder file, two persons for the dividend.
"""

import csv
import io
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile

from ledger.enums import Registration
from ledger.errors import BadFile
from ledger.holder_files.countries import HOME
from ledger.holder_files.layout import (
    ADDRESS_COLUMNS,
    CLASS,
    COLUMNS,
    COLUMNS_WITH_CLASS,
    DETAIL,
    FORMAT,
    HEAD,
    REGISTRATION_COLUMNS,
    TRAILER,
)
from ledger.holder_files.registrations_told import registration_of
from ledger.models import HolderImport, Plan
from ledger.services import imports, plans, shares
from rightsadmin.common.actor import Actor
from rightsadmin.common.clock import NEW_YORK, HeldClock
from rightsadmin.rehearsal.bases import Holder, Told
from rightsadmin.rehearsal.hands import Hands

# On the Record Date itself, before anything of a story can happen on it.
_FIRST = time(0, 0, 1)
_ADDRESS = ("1 Main Street", "Wilmington", "DE", "19801")


def open_plan(told: Told, hands: Hands, clock: HeldClock, story_begins: datetime) -> Plan:
    """The plan with its holders and its Rights attached, as of its Record Date; the clock then stands at the adoption.

    BadFile where the plan file or a holder cannot be loaded.
    """
    adopted_at = story_begins if told.is_relative else told.adopted_at
    clock.put(adopted_at)
    plan = plans.load_plan(content=_under_its_own_slug(told), actor=Actor.system("rehearsal"))
    record_date = told.record_date(story_begins.astimezone(NEW_YORK).date())
    clock.put(max(datetime.combine(record_date, _FIRST, NEW_YORK), adopted_at + timedelta(seconds=1)))
    _load_holders(plan, told.holders, record_date, hands)
    hands.approve(shares.propose_dividend(plan=plan, actor=hands.maker))
    clock.put(adopted_at)
    plan.refresh_from_db()
    return plan


def _under_its_own_slug(told: Told) -> bytes:
    """The plan file under a slug that no plan has: a rehearsal of a plan that is loaded stands beside it."""
    slug = f"rehearsal-{uuid.uuid4().hex}"
    return Told({**told.data, "slug": slug}, told.holders).content()


def _load_holders(plan: Plan, holders: Sequence[Holder], as_of: date, hands: Hands) -> None:
    file = ContentFile(_holder_file(holders, as_of), name="holders.csv")
    checked: HolderImport = imports.check(plan=plan, uploaded=file, as_of=as_of, actor=hands.maker)
    if checked.errors:
        error = checked.errors[0]
        row = error["row"] - 3  # the head and the names of the columns stand before the first holder
        named = holders[row].registration if 0 <= row < len(holders) else ""
        raise BadFile(error["sentence"], where=f"holders.{named}" if named else "holders")
    imports.load(import_id=checked.pk, actor=hands.maker)


def _holder_file(holders: Sequence[Holder], as_of: date) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([HEAD, FORMAT, "utf-8", "Rehearsal", as_of.isoformat()])
    columns = COLUMNS_WITH_CLASS if any(holder.share_class for holder in holders) else COLUMNS
    writer.writerow(columns)
    for number, holder in enumerate(holders, start=1):
        row = _row(number, holder, as_of)
        writer.writerow([row[name] for name in columns])
    writer.writerow([TRAILER, len(holders), f"{sum(holder.shares for holder in holders):f}"])
    return buffer.getvalue().encode()


def _row(number: int, holder: Holder, as_of: date) -> dict[str, str]:
    street, city, state, postal_code = _ADDRESS
    form = registration_of((holder.registration,))
    return dict.fromkeys(COLUMNS_WITH_CLASS, "") | {
        "record": DETAIL,
        "account": f"{number:010d}",
        "registration": form.value,
        REGISTRATION_COLUMNS[0]: holder.registration,
        ADDRESS_COLUMNS[0]: street,
        "city": city,
        "state": state,
        "postal_code": postal_code,
        "country": HOME,
        "tin_status": "missing",
        "nominee": "Y" if form is Registration.NOMINEE else "N",
        "shares": f"{holder.shares:f}",
        "mail_code": "mail",
        "opened_on": as_of.isoformat(),
        CLASS: holder.share_class,
    }
