"""Staff: a user has one or more roles (groups); what each may do is permissions.MATRIX."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from ledger.enums import Role
from ledger.services import audit
from rightsadmin.common.actor import Actor


def create_user(
    *,
    username: str,
    first_name: str,
    last_name: str,
    email: str,
    password: str | None,
    roles: tuple[str, ...],
    actor: Actor,
) -> Any:
    """A user with these roles; an administrator may also sign in to the admin (is_staff), nobody is a superuser.

    Without a password nobody can sign in as this user.
    """
    with transaction.atomic():
        user = get_user_model().objects.create_user(
            username=username,
            first_name=first_name,
            last_name=last_name,
            email=email,
            password=password,
            is_staff=True,
        )
        user.groups.set(Group.objects.filter(name__in=[Role(role) for role in roles]))
        audit.record("user.created", plan=None, target=user, after={"roles": list(roles)}, actor=actor)
    return user
