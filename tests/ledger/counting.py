"""Counts how often the Distribution Date is computed, wherever the rule is looked up."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from ledger.rules.course.distribution_date import distribution_date


@contextmanager
def computations() -> Iterator[list[datetime | None]]:
    """As of which instant each Distribution Date is computed within, in order."""
    asked: list[datetime | None] = []

    def counted(*given, **options):
        asked.append(options.get("as_of"))
        return distribution_date(*given, **options)

    with pytest.MonkeyPatch.context() as patched:
        for name, module in list(sys.modules.items()):
            is_ours = name.startswith(("ledger.", "certificates."))
            if is_ours and getattr(module, "distribution_date", None) is distribution_date:
                patched.setattr(module, "distribution_date", counted)
        yield asked
