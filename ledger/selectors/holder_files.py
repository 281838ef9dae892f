"""Holder files: the profiles by which they are read, and the accounts that the lists of others are held against."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from ledger.models import FileProfile, HolderImport, Plan
from ledger.selectors import as_of

_IS_DEPOSITORY = Q(registration_lines__0__istartswith="CEDE & CO") | Q(
    registration_lines__0__istartswith="CEDE AND CO"
)


def profiles() -> QuerySet[FileProfile]:
    """The version in force of each profile, by agent and name."""
    later = FileProfile.objects.filter(
        agent=OuterRef("agent"), name=OuterRef("name"), version__gt=OuterRef("version")
    )
    return FileProfile.objects.filter(~Exists(later)).order_by("agent", "name")


def versions(profile: FileProfile) -> QuerySet[FileProfile]:
    """Every version of a profile, the last one first."""
    return FileProfile.objects.filter(agent=profile.agent, name=profile.name).order_by("-version")


def every_version() -> QuerySet[FileProfile]:
    """Every version of every profile."""
    return FileProfile.objects.all()


def files_read(plan: Plan) -> QuerySet[HolderImport]:
    """The files of a plan with what was found in them."""
    return HolderImport.objects.filter(plan=plan).select_related("plan")


def last_version(agent: str, name: str) -> int:
    """The number of the version in force, 0 where the profile is new."""
    found = FileProfile.objects.filter(agent=agent, name=name).aggregate(last=Max("version"))["last"]
    return found or 0


def checked_files(plan: Plan) -> QuerySet[HolderImport]:
    """The files of a plan, without what was found in them."""
    return HolderImport.objects.filter(plan=plan).select_related("plan").defer("errors", "notes", "reading")


def depository(plan: Plan, on: date) -> tuple[list[str], Decimal]:
    """The accounts of the depository that held common at that close, by name, and what they held together."""
    names, held = [], Decimal()
    rows: Any = as_of.holdings(plan, on).filter(_IS_DEPOSITORY)
    for account in rows:
        names.append(account.name)
        held += account.common
    return names, held
