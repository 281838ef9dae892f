"""Who acts. Every service takes an Actor; none is ever empty, and a task names itself."""

import uuid
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person of the staff, or a task of the system.

    `user` is the Django user or None for the system; `name` and `roles` are the text kept after the user goes;
    `action` joins every record of one act (request, command or task).
    """

    name: str
    roles: tuple[str, ...] = ()
    user: Any = None
    lent: tuple[str, ...] = ()  # those of `roles` that are lent to him in an emergency
    is_proved: bool = True  # False for a person at a page who has not lately shown who he is
    action: uuid.UUID = field(default_factory=uuid.uuid4)

    @classmethod
    def of_user(
        cls, user: Any, action: uuid.UUID | None = None, *, is_proved: bool = True, lent: tuple[str, ...] = ()
    ) -> "Actor":
        """The actor for a signed-in user, with the roles (groups) he has now."""
        return cls(
            name=user.get_full_name() or user.get_username(),
            roles=tuple(sorted({*user.groups.values_list("name", flat=True), *lent})),
            lent=lent,
            user=user,
            is_proved=is_proved,
            action=action or uuid.uuid4(),
        )

    @classmethod
    def system(cls, task: str) -> "Actor":
        """The actor for work no person started: `system:<task>`."""
        return cls(name=f"system:{task}", roles=("system",))
