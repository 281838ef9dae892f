"""The registers of the examiner pack, one module a subject; their order is that of the pack."""

from certificates.selectors.examiner import control, items, journal  # noqa: F401 - they register themselves
from certificates.selectors.examiner.registers import REGISTERS, Period, Register

__all__ = ["REGISTERS", "Period", "Register"]
