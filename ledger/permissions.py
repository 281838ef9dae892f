"""Who may propose and who may approve each act: one matrix, read by services, pages and tests.

The same person never makes and checks, whatever his roles are; that is `services.approvals` and a CHECK in the
database. An administrator manages users and carries no act of the ledger.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.enums import Act, Role
from ledger.errors import NotAuthorised
from rightsadmin.common.actor import Actor

SYSTEM = "system"
CLERK, SUPERVISOR, COUNSEL = Role.CLERK.value, Role.SUPERVISOR.value, Role.COUNSEL.value
ADMINISTRATOR = Role.ADMINISTRATOR.value
REHEARSING = frozenset({CLERK, SUPERVISOR, COUNSEL})  # a rehearsal carries every act, and keeps none


@dataclass(frozen=True)
class Powers:
    """The roles that may propose (or, where no second person is asked, do) an act, and those that may approve it."""

    propose: frozenset[str]
    approve: frozenset[str] = frozenset()


def _powers(*propose: str, approve: tuple[str, ...] = ()) -> Powers:
    return Powers(frozenset(propose), frozenset(approve))


MATRIX: dict[str, Powers] = {
    Act.PLAN_LOAD: _powers(SUPERVISOR, SYSTEM, approve=(SUPERVISOR, COUNSEL)),
    Act.HISTORY: _powers(SUPERVISOR, approve=(SUPERVISOR, COUNSEL)),
    Act.PIN_DAY: _powers(SUPERVISOR, SYSTEM),
    Act.USER: _powers(ADMINISTRATOR, SYSTEM, approve=(SUPERVISOR, ADMINISTRATOR)),
    Act.SECOND_FACTOR: _powers(ADMINISTRATOR, approve=(SUPERVISOR, ADMINISTRATOR)),
    Act.HOLDER_IMPORT: _powers(CLERK, SUPERVISOR),
    Act.HOLDER_EDIT: _powers(CLERK, SUPERVISOR, approve=(SUPERVISOR,)),
    # Placing a hold or a stop protects and is done at once; lifting one opens the way again.
    Act.HOLD_LIFT: _powers(CLERK, SUPERVISOR, approve=(SUPERVISOR,)),
    Act.CONTROL_BOOK: _powers(CLERK, SUPERVISOR, SYSTEM, approve=(SUPERVISOR,)),
    Act.DIVIDEND: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.SHARE_MOVEMENT: _powers(CLERK, SUPERVISOR, approve=(SUPERVISOR,)),
    Act.FACT: _powers(CLERK, SUPERVISOR, COUNSEL),
    Act.LATE_FACT: _powers(COUNSEL, approve=(SUPERVISOR,)),
    Act.RESOLUTION: _powers(CLERK, SUPERVISOR, COUNSEL),
    Act.BOARD_ACT: _powers(CLERK, SUPERVISOR, COUNSEL, approve=(SUPERVISOR,)),
    Act.RESOLUTION_WITHDRAWAL: _powers(CLERK, SUPERVISOR, COUNSEL, approve=(SUPERVISOR,)),
    Act.EXEMPTION: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.DIRECTOR: _powers(CLERK, SUPERVISOR, COUNSEL),
    Act.QUALITY: _powers(CLERK, SUPERVISOR, COUNSEL, approve=(SUPERVISOR, COUNSEL)),
    Act.TRIGGER_CASE: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.VOID_FINDING: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.FINDING_WITHDRAWAL: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.PERSON_TIE: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.VOIDING: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.EARLIER_TRANSFER: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.TRANSFEREE: _powers(COUNSEL, approve=(SUPERVISOR,)),
    Act.SEPARATION: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.RUN: _powers(CLERK, SUPERVISOR),
    Act.RELEASE: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.CORRECTION: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.REGISTRATION: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.CALENDAR: _powers(SUPERVISOR, COUNSEL, SYSTEM),
    Act.CLOCK: _powers(SUPERVISOR),
    Act.REDEMPTION: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.EXCHANGE: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.EXPIRATION: _powers(CLERK, SYSTEM, approve=(SUPERVISOR,)),
    Act.DELIVERY: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.ADJUSTMENT: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.AMENDMENT: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.COUNSELS_WORD: _powers(COUNSEL),
    Act.ACKNOWLEDGE: _powers(CLERK, SUPERVISOR),
    Act.ENTITLEMENT: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    # One clerk makes and another checks: three hundred presentations a day are not a supervisor's.
    Act.PRESENTATION: _powers(CLERK, SUPERVISOR, approve=(CLERK, SUPERVISOR)),
    Act.STOP: _powers(CLERK, SUPERVISOR),
    Act.STOP_LIFT: _powers(CLERK, SUPERVISOR, approve=(SUPERVISOR,)),
    Act.RETURNED_MAIL: _powers(CLERK, SUPERVISOR),
    Act.DESTRUCTION: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.PAYMENT: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.NOTICE: _powers(CLERK, approve=(SUPERVISOR,)),
    Act.INSTRUCTION: _powers(CLERK, SUPERVISOR, COUNSEL),
    Act.AGENT_CHANGE: _powers(CLERK, COUNSEL, approve=(SUPERVISOR,)),
    Act.HANDOVER: _powers(SUPERVISOR, SYSTEM),
    Act.RECONCILIATION: _powers(CLERK, SUPERVISOR, SYSTEM),
    Act.INQUIRY: _powers(CLERK, SUPERVISOR, COUNSEL),
    # The acts of the examiner: they change nothing, and what leaves the house is on the audit trail.
    Act.EXAMINER_PACK: _powers(SUPERVISOR, Role.EXAMINER.value),
    Act.TAKING: _powers(CLERK, SUPERVISOR, COUNSEL, Role.EXAMINER.value),
}


# What leaves the house, and who may come into it.
WEIGHTY = (Act.TAKING, Act.EXAMINER_PACK, Act.HANDOVER, Act.USER)


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Whether one of these roles approves anything, takes something out of the house or manages users."""
    held = frozenset(roles)
    return any(not powers.approve.isdisjoint(held) for powers in MATRIX.values()) or any(
        not MATRIX[act].propose.isdisjoint(held) for act in WEIGHTY
    )


def may_propose(actor: Actor, act: str) -> bool:
    """Whether one of the actor's roles may propose the act."""
    return not MATRIX[act].propose.isdisjoint(actor.roles)


def may_approve(actor: Actor, act: str) -> bool:
    """Whether one of the actor's roles may be the second person of the act."""
    return not MATRIX[act].approve.isdisjoint(actor.roles)


def who_proposes(act: str) -> str:
    """The roles that may propose the act, as a sentence has them: "clerk or supervisor"."""
    return _roles(MATRIX[act].propose)


def who_approves(act: str) -> str:
    """The roles that may be the second person of the act, as a sentence has them."""
    return _roles(MATRIX[act].approve)


def may_rehearse(actor: Actor) -> bool:
    """Whether the actor has a role that may rehearse a story."""
    return not REHEARSING.isdisjoint(actor.roles)


def who_rehearses(actor: Actor) -> str:
    """Who may rehearse a story, for somebody whose roles do not."""
    return f"A rehearsal needs the role {_roles(REHEARSING)}. Your role is {_roles(frozenset(actor.roles))}."


def who_may(actor: Actor, act: str) -> str:
    """Who proposes the act and who approves it, for somebody whose roles do not propose it."""
    approving = MATRIX[act].approve
    second = f", and the role of a second person ({_roles(approving)}) to approve it" if approving else ""
    return (
        f"“{Act(act).label}” needs the role {who_proposes(act)} to propose it{second}. "
        f"Your role is {_roles(frozenset(actor.roles))}."
    )


def require_propose(actor: Actor, act: str) -> None:
    """NotAuthorised, naming the act and the roles that carry it, unless the actor may propose it."""
    if not may_propose(actor, act):
        raise NotAuthorised(_refusal(actor, act, who_proposes(act)))


def require_approve(actor: Actor, act: str) -> None:
    """NotAuthorised, naming the act and the roles that carry it, unless the actor may approve it."""
    if not may_approve(actor, act):
        raise NotAuthorised(_refusal(actor, act, who_approves(act)))


def _roles(roles: frozenset[str]) -> str:
    return " or ".join(sorted(roles - {SYSTEM})) or "nobody"


def _refusal(actor: Actor, act: str, carriers: str) -> str:
    return f"{actor.name} may not do this: “{Act(act).label}” needs the role {carriers}."
