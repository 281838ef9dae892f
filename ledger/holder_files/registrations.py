"""Forms of registration as they are written: lines of at most 35 characters, and the parties with their roles."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ledger.holder_files import names

LINE = 35
MOST_LINES = 7


@dataclass(frozen=True)
class Owner:
    """A registration: its form (enums.Registration), its lines, its parties as (role, name)."""

    form: str
    lines: list[str]
    parties: list[tuple[str, str]]


def owner(rng: Random) -> Owner:
    """A registration of any form, drawn with the weights below; the same generator state gives the same owner."""
    (make,) = rng.choices(_MAKERS, weights=_WEIGHTS)
    return make(rng)


def wrapped(text: str) -> list[str]:
    """The words in lines of at most LINE characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _name(rng: Random) -> str:
    return f"{rng.choice(names.GIVEN)} {rng.choice(names.INITIALS)} {rng.choice(names.FAMILY)}"


def _dated(rng: Random) -> str:
    return (date(1975, 1, 2) + timedelta(days=rng.randrange(7_500))).strftime("%m/%d/%y")


def _individual(rng: Random) -> Owner:
    name = _name(rng)
    return Owner("individual", [name], [("owner", name)])


def _joint(form: str, tenancy: str) -> Callable[[Random], Owner]:
    def make(rng: Random) -> Owner:
        first, second = _name(rng), _name(rng)
        return Owner(
            form,
            [f"{first} &", *wrapped(f"{second} {tenancy}")],
            [("joint owner", first), ("joint owner", second)],
        )

    return make


def _crowd(rng: Random) -> Owner:
    """A very long joint registration that just fits on a certificate."""
    owners = [_name(rng) for _ in range(MOST_LINES - 1)]
    lines = [f"{name} &"[:LINE] for name in owners[:-1]] + [
        owners[-1],
        "JT TEN WROS NOT AS TENANTS IN COMMON"[:LINE],
    ]
    return Owner("jt_ten", lines, [("joint owner", name) for name in owners])


def _custodian(rng: Random) -> Owner:
    custodian, minor, state = _name(rng), _name(rng), rng.choice(names.STATES)
    lines = [f"{custodian} CUST", minor, f"UNIF TRANS MIN ACT {state}"]
    return Owner("custodian", lines, [("custodian", custodian), ("minor", minor)])


def _trust(rng: Random) -> Owner:
    trustee, family = _name(rng), rng.choice(names.FAMILY)
    lines = [f"{trustee} TTEE", f"U/A DTD {_dated(rng)}", *wrapped(f"{family} FAMILY REVOCABLE TRUST")]
    return Owner("trust", lines, [("trustee", trustee), ("trust", f"{family} FAMILY REVOCABLE TRUST")])


def _estate(rng: Random) -> Owner:
    executor, dead = _name(rng), _name(rng)
    return Owner(
        "estate", [f"{executor} EXEC", f"EST OF {dead}"], [("executor", executor), ("decedent", dead)]
    )


def _tod(rng: Random) -> Owner:
    first, heir = _name(rng), _name(rng)
    return Owner(
        "tod", [first, f"TOD {heir}", "SUBJECT TO STA TOD RULES"], [("owner", first), ("beneficiary", heir)]
    )


def _business(form: str, suffix: str) -> Callable[[Random], Owner]:
    def make(rng: Random) -> Owner:
        name = f"{rng.choice(names.COMPANIES)} {rng.choice(names.FAMILY)} {suffix}"
        return Owner(form, wrapped(name), [("owner", name)])

    return make


def _nominee(rng: Random) -> Owner:
    name = rng.choice(names.NOMINEES)
    return Owner("nominee", [name], [("nominee", name)])


def _ira(rng: Random) -> Owner:
    holder = _name(rng)
    lines = ["STATE STREET BANK & TRUST CO CUST", f"FBO {holder} IRA"]
    return Owner("ira", lines, [("custodian", lines[0]), ("beneficial owner", holder)])


def _pledgee(rng: Random) -> Owner:
    holder, bank = _name(rng), f"{rng.choice(names.COMPANIES)} SAVINGS BANK"
    return Owner("pledgee", [holder, f"{bank} PLEDGEE"[:LINE]], [("owner", holder), ("pledgee", bank)])


_FORMS: tuple[tuple[Callable[[Random], Owner], int], ...] = (
    (_individual, 420),
    (_joint("jt_ten", "JT TEN"), 190),
    (_joint("ten_com", "TEN COM"), 30),
    (_joint("ten_ent", "TEN ENT"), 25),
    (_joint("comm_prop", "COMM PROP"), 20),
    (_crowd, 8),
    (_custodian, 70),
    (_trust, 80),
    (_estate, 20),
    (_tod, 25),
    (_business("corporation", "INC"), 25),
    (_business("partnership", "PARTNERSHIP"), 15),
    (_business("llc", "LLC"), 12),
    (_nominee, 10),
    (_ira, 40),
    (_pledgee, 10),
)
_MAKERS = [make for make, _ in _FORMS]
_WEIGHTS = [weight for _, weight in _FORMS]
