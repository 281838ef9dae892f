"""The registers of the examiner pack, one module a subject, in the order of the rules' numbers."""

import re

from certificates.selectors.examiner import control, custody, items, journal  # noqa: F401 - they register themselves
from certificates.selectors.examiner.registers import Period, Register, registered

__all__ = ["REGISTERS", "Period", "Register"]


def _place(register: Register) -> list[tuple[int, str]]:
    """17ad-2 before 17ad-10, both before 17f-1."""
    return [(int(part) if part.isdigit() else 0, part) for part in re.findall(r"\d+|\D+", register.name)]


REGISTERS: tuple[Register, ...] = tuple(sorted(registered(), key=_place))
