"""Staff: who is admitted, with which roles, and who has left; what each role may do is permissions.MATRIX.

What gives somebody a power waits for a second person: to be admitted, a further role, another address for the way to
set a password. What takes one away happens at once.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from ledger.enums import Act, Role
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval
from ledger.permissions import require_propose
from ledger.selectors import staff
from ledger.services import approvals, audit, proposals
from ledger.services.locks import lock_user
from rightsadmin.common.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Details:
    """What is told of somebody of the staff. `roles` are words of Role, in their order."""

    first_name: str
    last_name: str
    email: str
    roles: tuple[str, ...] = ()


def create_user(
    *,
    username: str,
    first_name: str,
    last_name: str,
    email: str,
    password: str | None,
    roles: tuple[str, ...],
    actor: Actor,
) -> User:
    """A user with these roles at once: the first persons of an installation, and the demonstration's.

    Without a password nobody can sign in as this user. NotAuthorised for anybody but the system, RuleViolation for
    roles that one person cannot have.
    """
    if actor.user is not None:
        raise NotAuthorised("Staff are admitted on the page Users, by two persons.", next_act=Act.USER)
    told = _checked(Details(first_name=first_name, last_name=last_name, email=email, roles=roles))
    with transaction.atomic():
        user = User.objects.create_user(
            username=username,
            first_name=told.first_name,
            last_name=told.last_name,
            email=told.email,
            password=password,
            is_staff=True,
        )
        user.groups.set(Group.objects.filter(name__in=told.roles))
        audit.record("user.created", plan=None, target=user, after={"roles": list(told.roles)}, actor=actor)
    return user


def admit(*, username: str, told: Details, reason: str, actor: Actor) -> Approval:
    """Proposes somebody for the staff: until a second person agrees nobody signs in by that name.

    Raises NotAuthorised, Conflict where the name is taken, RuleViolation without a role or a reason, or for a name
    that cannot be one.
    """
    require_propose(actor, Act.USER)
    with transaction.atomic():
        if User.objects.filter(username__iexact=username).exists():
            raise Conflict(f"There is a user {username!r} already: change that one, or choose another name.")
        user = User(username=username, is_active=False, is_staff=True)
        user.set_unusable_password()
        try:
            user.clean_fields(exclude=["password"])
        except ValidationError as error:
            raise RuleViolation(" ".join(error.messages), where="username") from error
        user.save()
        return _propose(user, _checked(told), reason, actor)


def change(*, user_id: int, told: Details, reason: str, actor: Actor) -> Approval | None:
    """Changes what is told of somebody; where it gives a power, or lets him in again, it waits for a second person.

    Answers the proposal, None where it was done at once. Raises NotAuthorised for one's own record, RuleViolation
    where nothing differs or without a reason, Conflict where the last administrator would go.
    """
    require_propose(actor, Act.USER)
    with transaction.atomic():
        user = _somebody_else(user_id, actor)
        wanted, present = _checked(told), _details(user)
        if wanted == present and user.is_active:
            raise RuleViolation("Nothing differs from what is on record.")
        if not user.is_active or wanted.email != present.email or set(wanted.roles) - set(present.roles):
            return _propose(user, wanted, reason, actor)
        _require_reason(reason)
        _write(user, wanted, is_active=True, reason=reason, actor=actor)
    return None


def dismiss(*, user_id: int, reason: str, actor: Actor) -> User:
    """Ends somebody's access at once, signed in or not; what he did stays his.

    Raises NotAuthorised for oneself, RuleViolation without a reason, Conflict for whom has left already and for the
    last administrator.
    """
    require_propose(actor, Act.USER)
    _require_reason(reason)
    with transaction.atomic():
        user = _somebody_else(user_id, actor)
        if not user.is_active:
            raise Conflict(f"{user} has no access.")
        _write(user, _details(user), is_active=False, reason=reason, actor=actor)
    return user


def invite(*, user_id: int, address: Callable[[str, str], str], actor: Actor) -> User:
    """Sends somebody of the staff a link, once usable, by which he sets his password; nobody else sees it.

    `address` makes the link of his key and the token. Raises Conflict where he has no access or no address.
    """
    require_propose(actor, Act.USER)
    with transaction.atomic():
        user = lock_user(user_id)
        if not user.is_active or not user.email:
            raise Conflict(
                f"{user} has no access, or no e-mail address: nothing was sent.", next_act=Act.USER
            )
        link = address(urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user))
        audit.record("user.invited", plan=None, target=user, after={"email": user.email}, actor=actor)
    EmailMessage(
        subject="Your access to the Rights Agent's back office",
        body=(
            f"{user.get_full_name()},\n\nset your password here, and sign in as {user.username}:\n\n{link}\n\n"
            "The link works once. If you did not expect it, tell an administrator."
        ),
        to=[user.email],
    ).send()
    return user


def _propose(user: User, told: Details, reason: str, actor: Actor) -> Approval:
    if not told.roles:
        raise RuleViolation("Name at least one role: without one nobody sees a page.", where="roles")
    _require_reason(reason)
    named = f"{told.first_name} {told.last_name}".strip() or user.username
    return approvals.propose(
        plan=None,
        act=Act.USER,
        subject=f"{named} ({user.username}): {', '.join(told.roles)}",
        target_type="user",
        target_id=user.pk,
        payload=_payload(user, told),
        legal_basis=reason,
        actor=actor,
    )


def _payload(user: User, told: Details) -> dict[str, Any]:
    return {
        "user": user.username,
        "before": {**_plain(_details(user)), "has_access": user.is_active},
        "after": {**_plain(told), "has_access": True},
    }


@approvals.on_approval(Act.USER)
def _carry_out(approval: Approval, actor: Actor) -> None:
    user = lock_user(approval.target_id)
    if actor.user.pk == user.pk:
        raise NotAuthorised("Nobody decides on his own roles.", rule="I10")
    after = approval.payload["after"]
    told = Details(
        **{name: after[name] for name in ("first_name", "last_name", "email")}, roles=tuple(after["roles"])
    )
    approvals.require_unchanged(approval, _payload(user, told))
    _write(user, told, is_active=True, reason=approval.legal_basis, actor=actor)


def _write(user: User, told: Details, *, is_active: bool, reason: str, actor: Actor) -> None:
    present = _details(user)
    before = {**_plain(present), "has_access": user.is_active}
    goes = Role.ADMINISTRATOR in present.roles and not (is_active and Role.ADMINISTRATOR in told.roles)
    if user.is_active and goes and not staff.administrators().exclude(pk=user.pk).exists():
        raise Conflict(f"{user} is the only administrator: admit another one first.", next_act=Act.USER)
    verb = "user.changed" if user.is_active else "user.admitted"
    user.first_name, user.last_name, user.email = told.first_name, told.last_name, told.email
    user.is_active = is_active
    user.save(update_fields=["first_name", "last_name", "email", "is_active"])
    user.groups.set(Group.objects.filter(name__in=told.roles))
    proposals.lapse(user, actor=actor)
    audit.record(
        verb if is_active else "user.dismissed",
        plan=None,
        target=user,
        reason=reason,
        before=before,
        after={**_plain(told), "has_access": is_active},
        actor=actor,
    )


def _somebody_else(user_id: int, actor: Actor) -> User:
    if actor.user is not None and actor.user.pk == user_id:
        raise NotAuthorised("Your own record is changed by another administrator.", rule="I10")
    return lock_user(user_id)


def _checked(told: Details) -> Details:
    """The same with its roles in their order; RuleViolation where one person cannot have them."""
    roles = tuple(role for role in Role.values if role in {Role(each).value for each in told.roles})
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        raise RuleViolation(
            "An administrator manages users and carries no act of the ledger: give no other role beside it.",
            where="roles",
        )
    return Details(**{**asdict(told), "roles": roles})


def _details(user: User) -> Details:
    return Details(
        first_name=user.first_name, last_name=user.last_name, email=user.email, roles=staff.roles_of(user)
    )


def _plain(told: Details) -> dict[str, Any]:
    return {**asdict(told), "roles": list(told.roles)}


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("Say why, and on whose instruction: it stays on the audit trail.", where="reason")
