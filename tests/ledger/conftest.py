"""Every test of the ledger runs under watch of what its services promise."""

from collections.abc import Iterator

import pytest

from tests.ledger import promises


@pytest.fixture(scope="package", autouse=True)
def promises_are_kept() -> Iterator[None]:
    """See promises.py: the locks before the writes, the verb on the audit trail, the task."""
    with promises.watched():
        yield
