"""Admits the first persons of an installation, until two of them can decide on users by the pages."""

import argparse
import sys
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ledger.enums import Role
from ledger.errors import BackOfficeError
from ledger.selectors import staff
from ledger.services.users import create_user
from rightsadmin.common.actor import Actor


class Command(BaseCommand):
    help = (
        "Admits a user of a new installation: the first administrator, and the second person who decides with him. "
        "From then on users are admitted on the page Users. The password is asked for, or read from standard input."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--email", required=True)
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )

    def handle(self, **told: Any) -> None:
        if staff.is_staffed():
            raise CommandError(
                "Two persons here can decide on users: an administrator admits further ones on the page Users."
            )
        users = get_user_model()
        user = users(**{name: told[name] for name in ("username", "first_name", "last_name", "email")})
        password = sys.stdin.readline().rstrip("\n") if told["password_stdin"] else _asked()
        try:
            user.clean_fields(exclude=["password"])
            user.validate_unique()
            validate_password(password, user)
            create_user(
                username=user.username,
                first_name=user.first_name,
                last_name=user.last_name,
                email=user.email,
                password=password,
                roles=(told["role"],),
                actor=Actor.system("create_user"),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except BackOfficeError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user.username} may sign in as {Role(told['role']).label}.")
        if not staff.is_staffed():
            self.stdout.write(
                "One more is needed before the page Users suffices: an administrator, or a supervisor."
            )


def _asked() -> str:
    """The same password typed twice."""
    first = getpass("Password: ")
    if getpass("Once more: ") != first:
        raise CommandError("The two differ: nothing was done.")
    return first
