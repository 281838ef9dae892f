"""All the calls of the matrix, each registered by the module that knows its situation."""

from tests.matrix import of_custody, of_proposals, of_runs, of_shares, of_the_desk, of_the_plan, of_the_staff
from tests.matrix.calls import CALLS

MODULES = (of_custody, of_proposals, of_runs, of_shares, of_the_desk, of_the_plan, of_the_staff)

__all__ = ["CALLS", "MODULES"]
