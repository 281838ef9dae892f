"""The invented hands of a rehearsal: a maker who proposes, a checker who approves, and counsel."""

import uuid
from dataclasses import dataclass

from ledger.enums import Role
from ledger.models import Approval
from ledger.services import approvals, users
from rightsadmin.common.actor import Actor

_NOBODY_SIGNS_IN = None
_READ = "Read and agreed."


@dataclass(frozen=True)
class Hands:
    """Maker, checker and counsel, each with the one role of its own."""

    maker: Actor
    checker: Actor
    counsel: Actor

    def approve(self, approval: Approval) -> None:
        """The checker's yes to what the maker or counsel proposed."""
        approvals.approve(
            approval_id=approval.pk, digest_seen=approval.digest, reason=_READ, actor=self.checker
        )


def hire() -> Hands:
    """Three users whom nobody can sign in as."""
    return Hands(
        maker=_hire("Rehearsal maker", Role.CLERK),
        checker=_hire("Rehearsal checker", Role.SUPERVISOR),
        counsel=_hire("Rehearsal counsel", Role.COUNSEL),
    )


def _hire(name: str, role: Role) -> Actor:
    first, last = name.split()
    user = users.create_user(
        username=f"{last}-{uuid.uuid4().hex}",
        first_name=first,
        last_name=last,
        email=f"{last}@rehearsal.invalid",
        password=_NOBODY_SIGNS_IN,
        roles=(role,),
        actor=Actor.system("rehearsal"),
    )
    return Actor.of_user(user)
