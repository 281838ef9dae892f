"""How often one may try: counted in the cache that all processes share, by name and by address.

Past the free tries each further one waits, twice as long as the one before. Every try is counted before its password
is looked at, so that many at once gain nothing; a name that nobody has is counted like any other.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache

FREE_OF_A_NAME = 5
FREE_OF_AN_ADDRESS = 30  # a whole office may come from one
FIRST_WAIT, LONGEST_WAIT = 30, 15 * 60  # seconds
REMEMBERED = 60 * 60  # seconds without a try, after which the count begins anew
LETTERS_OF_AN_ADDRESS = 20  # an hour: ways to set a password that are asked for
LETTERS_OF_A_PERSON = 3


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One try. `wait` is how many seconds the next has to wait, where this one fails; 0: none."""

    name: str
    address: str
    wait: int


class TooMany(Exception):
    """There were too many tries; the text is a sentence for whoever tries."""


def begin(*, name: str, address: str) -> Attempt:
    """Counts a try. Raises TooMany, before any password is looked at, while the name or the address has to wait."""
    waits = [
        _knock(key, free)
        for key, free in ((_of_name(name), FREE_OF_A_NAME), (_of_address(address), FREE_OF_AN_ADDRESS))
    ]
    return Attempt(name=name, address=address, wait=max(waits))


def succeeded(attempt: Attempt) -> None:
    """The name begins anew; of its address this one try was none too many."""
    key = _of_name(attempt.name)
    cache.delete_many([key, _waiting(key)])
    try:
        cache.decr(_of_address(attempt.address))
    except ValueError:  # forgotten meanwhile
        return


def may_ask_for_letter(*, email: str, address: str) -> bool:
    """Whether one more letter with the way to set a password may be asked for from there, and for that person."""
    of_address = _counted(f"letters:{_digest(address)}")
    of_person = _counted(f"letters:{_digest(email.casefold())}")
    return of_address <= LETTERS_OF_AN_ADDRESS and of_person <= LETTERS_OF_A_PERSON


def _knock(key: str, free: int) -> int:
    if cache.get(_waiting(key)):
        raise TooMany(_sentence())
    beyond = _counted(key) - free
    if beyond < 0:
        return 0
    wait = int(min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT))
    if not cache.add(_waiting(key), 1, timeout=wait):
        raise TooMany(_sentence())
    return wait


def _counted(key: str) -> int:
    cache.add(key, 0, timeout=REMEMBERED)
    try:
        count = int(cache.incr(key))
    except ValueError:  # it was forgotten between the two
        cache.set(key, 1, timeout=REMEMBERED)
        return 1
    cache.touch(key, timeout=REMEMBERED)
    return count


def _sentence() -> str:
    return (
        "There were too many attempts under this name or from this address. Wait a quarter of an hour at most, then "
        "try again; an administrator sees that somebody is locked out."
    )


def _of_name(name: str) -> str:
    return f"attempts:name:{_digest(name.casefold())}"


def _of_address(address: str) -> str:
    return f"attempts:address:{_digest(address)}"


def _waiting(key: str) -> str:
    return f"{key}:waiting"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
