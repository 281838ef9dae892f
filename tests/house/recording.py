"""What was called while a story ran: the registered functions, and whether a service or a selector asked for them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import isclass, isfunction
from types import CodeType, FrameType
from typing import Any

ASKERS = ("/services/", "/selectors/")
# Answers on figures of the reader's own; nothing of a plan is decided there.
HYPOTHETICAL = ("/selectors/whatif",)


def bodies(decider: Callable[..., Any]) -> set[CodeType]:
    """The code of a function, or of every method of a class."""
    if isclass(decider):
        return {each.__code__ for each in vars(decider).values() if isfunction(each)}
    return {decider.__code__}


@contextmanager
def recorded(deciders: dict[str, Callable[..., Any]]) -> Iterator[set[str]]:
    """Collects the names of those that are called with a service or a selector among the callers."""
    names: dict[CodeType, set[str]] = {}
    for name, decider in deciders.items():
        for body in bodies(decider):
            names.setdefault(body, set()).add(name)
    found: set[str] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code in names and not names[frame.f_code] <= found and asked(frame):
            found.update(names[frame.f_code])

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(before)


def asked(frame: FrameType) -> bool:
    """Whether a service or a selector stands among the callers of the frame, itself left out."""
    caller = frame.f_back
    while caller is not None:
        file = caller.f_code.co_filename
        if any(room in file for room in ASKERS) and not any(room in file for room in HYPOTHETICAL):
            return True
        caller = caller.f_back
    return False
