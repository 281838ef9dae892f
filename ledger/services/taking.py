"""What leaves the house as a file: each is an act of somebody who may, with an event that says what was taken."""

from django.db.models import Model

from ledger.enums import Act
from ledger.models import Plan
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common.actor import Actor


def take_list(*, plan: Plan | None, title: str, form: str, asked: str, actor: Actor) -> None:
    """Puts on record that a list leaves the house: its title, its form (csv, xlsx), its filter and order.

    NotAuthorised for roles that take nothing out of the house.
    """
    require_propose(actor, Act.TAKING)
    audit.record(
        "list.taken",
        plan=plan,
        reason=f"{title}, {form.upper()}",
        after={"filter_and_order": asked},
        actor=actor,
    )


def take_file(*, plan: Plan | None, target: Model, what: str, actor: Actor) -> None:
    """Puts on record that a file about something leaves the house; NotAuthorised as `take_list`."""
    require_propose(actor, Act.TAKING)
    audit.record("file.downloaded", plan=plan, target=target, reason=what, actor=actor)
