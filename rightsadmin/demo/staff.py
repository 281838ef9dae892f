"""The people of the demo: one for each role, and a second clerk and supervisor for what needs two."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from ledger.services import users
from rightsadmin.common.actor import Actor

PASSWORD = "rights-demo-1998"  # noqa: S105 - of the demo on the loopback address, printed at its start


@dataclass(frozen=True)
class Member:
    username: str
    first_name: str
    last_name: str
    role: str
    may: str


STAFF = (
    Member("clerk", "Nora", "Whitfield", "clerk", "records facts, proposes, presses"),
    Member("supervisor", "Daniel", "Okafor", "supervisor", "approves and releases"),
    Member("counsel", "Helen", "Marchetti", "counsel", "confirms unclear terms"),
    Member("examiner", "Ruth", "Lindqvist", "examiner", "reads everything, changes nothing"),
    Member("administrator", "Peter", "Vance", "administrator", "manages users, carries no act"),
)


def hire() -> None:
    """Creates the members that are not there yet."""
    present = set(get_user_model().objects.values_list("username", flat=True))
    for member in STAFF:
        if member.username not in present:
            users.create_user(
                username=member.username,
                first_name=member.first_name,
                last_name=member.last_name,
                email=f"{member.username}@agent.example",
                password=PASSWORD,
                roles=(member.role,),
                actor=Actor.system("demo"),
            )


def actor(username: str) -> Actor:
    """A member at work."""
    return Actor.of_user(get_user_model().objects.get(username=username))
