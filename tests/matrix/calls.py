"""Every service that a person or a task may or may not call, with what it is called on: one registry for the matrix."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.matrix import powers
from tests.matrix.worlds import World

Given = Callable[[World], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One service: the act it is of, the world it is called in, and what is given to it there.

    `is_asked_first` False: it looks something up before it asks who calls, as a proposal does, which works out what
    is proposed. `only` names the one role that the service is left to, where its act is carried by more of them.
    `then` is the refusal that even those who may do it meet here.
    """

    act: str
    service: Callable[..., Any]
    world: str
    given: Given
    is_proposal: bool = False
    is_asked_first: bool = True
    only: str = ""
    then: type[Exception] | None = None

    @property
    def name(self) -> str:
        """The service by its module and name."""
        return f"{self.service.__module__}.{self.service.__qualname__}"

    @property
    def roles(self) -> set[str]:
        """Who may call it."""
        if self.only:
            return {self.only}
        # A task of the system proposes nothing: there is no person whom the second one would be second to.
        return powers.proposing(self.act) - ({powers.SYSTEM} if self.is_proposal else set())


CALLS: list[Call] = []


def done(act: str, service: Callable[..., Any], world: str, **how: Any) -> Callable[[Given], Given]:
    """Registers a service that does something at once, with what is given to it."""

    def register(given: Given) -> Given:
        CALLS.append(Call(act=act, service=service, world=world, given=given, **how))
        return given

    return register


def proposed(act: str, service: Callable[..., Any], world: str, **how: Any) -> Callable[[Given], Given]:
    """Registers a service that proposes something to a second person, with what is given to it."""
    return done(act, service, world, is_proposal=True, **{"is_asked_first": False, **how})
