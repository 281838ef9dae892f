"""A refusal as the answer of a step: which kind it is, its sentence, and the sentence of the plan's own paper."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import Error as DatabaseRefusal

from ledger.errors import BackOfficeError, BadFile, Conflict, Held, RuleViolation
from ledger.rules.business_days import OutOfRange
from ledger.rules.facts import BadInput
from ledger.rules.findings import RuleBreachError

FORBIDDEN, HELD, CONFLICT, BAD_INPUT, FAULT = "forbidden", "held", "conflict", "bad_input", "fault"
logger = logging.getLogger(__name__)


def answer(error: Exception, citation: Callable[[], str]) -> dict[str, Any]:
    """The answer of a step that was refused, or in which the program failed ("fault", which is logged).

    `citation` gives the words of the plan's paper about what was tried, for an error that does not bring its own.
    """
    kind = _kind(error)
    if kind == FAULT:
        logger.error("A step of a rehearsal failed.", exc_info=error)
    sentence = str(error)
    if isinstance(error, BackOfficeError):
        sentence = error.sentence
    elif kind == FAULT:
        sentence = f"The program failed here: {type(error).__name__}: {error}"
    elif isinstance(error, DatabaseRefusal):
        sentence = str(error).splitlines()[0]
    return {"ok": False, "refused": kind, "sentence": sentence, "citation": _cited(error, kind, citation)}


def _cited(error: Exception, kind: str, citation: Callable[[], str]) -> str:
    if own := getattr(error, "citation", ""):
        return str(own)
    return citation() if kind in (FORBIDDEN, HELD) else ""


def _kind(error: Exception) -> str:
    if isinstance(error, Held):
        return HELD
    if isinstance(error, Conflict):
        return CONFLICT
    if isinstance(error, BadInput | BadFile | OutOfRange):
        return BAD_INPUT
    if isinstance(error, RuleViolation) and (error.where or isinstance(error.__cause__, BadInput)):
        return BAD_INPUT
    if isinstance(error, BackOfficeError | RuleBreachError | DatabaseRefusal):
        return FORBIDDEN
    return FAULT
