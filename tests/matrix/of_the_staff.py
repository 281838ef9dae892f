"""The services that admit staff, change their roles and end their access."""

from allauth.mfa.models import Authenticator

from ledger.enums import Act
from ledger.services import lending, second_factors, sessions, users
from ledger.services.users import Details
from tests import factories
from tests.matrix.calls import done, proposed
from tests.matrix.worlds import World

TOLD = {"first_name": "Nora", "last_name": "Tester", "email": "nora@example.com"}


def somebody() -> int:
    """Somebody of the staff with access, as a clerk."""
    return factories.actor("clerk", "nora").user.pk


@proposed(Act.USER, users.admit, "empty")
def newcomer(world: World) -> dict:
    return {
        "username": "newcomer",
        "told": Details(**TOLD, roles=("clerk",)),
        "reason": "Instruction of 3 May",
    }


@proposed(Act.USER, users.change, "empty")
def further_role(world: World) -> dict:
    return {
        "user_id": somebody(),
        "told": Details(**TOLD, roles=("clerk", "supervisor")),
        "reason": "Instruction of 3 May",
    }


@done(Act.USER, users.dismiss, "empty")
def leaver(world: World) -> dict:
    return {"user_id": somebody(), "reason": "Left the house"}


@done(Act.USER, users.invite, "empty")
def invited(world: World) -> dict:
    return {"user_id": somebody(), "address": lambda key, token: f"https://rights.example.com/{key}/{token}/"}


@done(Act.USER, sessions.end_of, "empty")
def signed_in_elsewhere(world: World) -> dict:
    return {"user_id": somebody()}


@proposed(Act.SECOND_FACTOR, second_factors.propose, "empty")
def lost_factor(world: World) -> dict:
    user_id = somebody()
    Authenticator.objects.create(user_id=user_id, type=Authenticator.Type.TOTP, data={"secret": "lost"})
    return {"user_id": user_id, "reason": "Telephone lost, called back on 3 May"}


@done(Act.USER, lending.lend, "empty")
def role_in_an_emergency(world: World) -> dict:
    return {"user_id": somebody(), "role": "supervisor", "hours": 2, "reason": "Both supervisors are ill"}


@done(Act.USER, lending.take_back, "empty")
def role_taken_back(world: World) -> dict:
    user_id = somebody()
    given = {"user_id": user_id, "role": "supervisor", "hours": 2, "reason": "Both supervisors are ill"}
    lending.lend(**given, actor=factories.actor("administrator", "lender"))
    return {"user_id": user_id}
