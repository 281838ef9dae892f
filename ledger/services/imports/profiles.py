"""The profiles by which agents' files are read: kept version by version, each as it was."""

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.holder_files import Profile
from ledger.holder_files.text import fault
from ledger.models import FileProfile
from ledger.permissions import require_propose
from ledger.selectors import holder_files
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def keep_profile(*, agent: str, name: str, version_seen: int, profile: Profile, actor: Actor) -> FileProfile:
    """The profile as the next version of its name; files that were read by an earlier one keep their reading.

    RuleViolation where agent or name is empty, or the profile leaves out what no list can be read without; Conflict
    where somebody kept a version after `version_seen` (0: none was there).
    """
    require_propose(actor, Act.HOLDER_IMPORT)
    agent, name = " ".join(agent.split()), " ".join(name.split())
    for field, text in (("agent", agent), ("name", name)):
        if not text:
            raise RuleViolation("Name the agent whose files these are, and the profile.", where=field)
        if sentence := fault(text):
            raise RuleViolation(f"“{text[:40]}” cannot be kept. {sentence}", where=field)
    if lacks := profile.lacks:
        raise RuleViolation(f"Say which column is {' and which is '.join(lacks)}.", where="columns")
    with transaction.atomic():
        last = holder_files.last_version(agent, name)
        if last != version_seen:
            raise Conflict(
                f"“{name}” of {agent} has a version {last} by now: open that one and change it."
                if last
                else f"There is no profile “{name}” of {agent} yet: keep it as a new one."
            )
        kept = FileProfile.objects.create(
            agent=agent,
            name=name,
            version=last + 1,
            content=profile.as_json(),
            kept_at=clock.now(),
            kept_by_name=actor.name,
        )
        audit.record(
            "file_profile.kept", plan=None, target=kept, after={"version": kept.version}, actor=actor
        )
    return kept
