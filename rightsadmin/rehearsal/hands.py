"""The two invented hands of a rehearsal: a maker who proposes, a checker who approves, with the roles acts need."""

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
    """Maker and checker; each may be counsel, whose word some acts need."""

    maker: Actor
    checker: Actor

    def approve(self, approval: Approval) -> None:
        """The second person's yes: of the checker, or of the maker to what the checker proposed."""
        second = self.maker if approval.proposed_by_id == self.checker.user.pk else self.checker
        approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, reason=_READ, actor=second)


def hire() -> Hands:
    """Two users whom nobody can sign in as."""
    return Hands(
        maker=_hire("Rehearsal maker", Role.CLERK, Role.COUNSEL),
        checker=_hire("Rehearsal checker", Role.SUPERVISOR, Role.COUNSEL),
    )


def _hire(name: str, *roles: Role) -> Actor:
    first, last = name.split()
    user = users.create_user(
        username=f"{last}-{uuid.uuid4().hex}",
        first_name=first,
        last_name=last,
        email=f"{last}@rehearsal.invalid",
        password=_NOBODY_SIGNS_IN,
        roles=tuple(roles),
        actor=Actor.system("rehearsal"),
    )
    return Actor.of_user(user)
