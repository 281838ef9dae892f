"""A rule's refusal, as the error the doors show."""

from collections.abc import Iterator
from contextlib import contextmanager

from ledger.errors import RuleViolation
from ledger.rules.findings import RuleBreachError


@contextmanager
def as_violation() -> Iterator[None]:
    """Within it, a breach of a rule is a RuleViolation with the same sentence and rule number."""
    try:
        yield
    except RuleBreachError as error:
        raise RuleViolation(f"{error.sentence[:1].upper()}{error.sentence[1:]}.", rule=error.rule) from error
