"""Every shape of file that agents send gives its accounts, and says what it was found to be."""

import io
from dataclasses import replace

import pytest

from ledger.holder_files import HolderRow, RowError, open_file, read_file
from tests.ledger.holder_files.shapes import AS_OF, SHAPES


def opened(shape):
    """The file of the shape, looked at with the settings of its profile."""
    found = open_file(io.BytesIO(shape.content), as_of=AS_OF)
    if not shape.settings:
        return found
    if found.profile is None:
        from ledger.holder_files.profile import Profile

        profile = Profile(**shape.settings)
    else:
        profile = replace(found.profile, **shape.settings)
    return open_file(io.BytesIO(shape.content), as_of=AS_OF, profile=profile)


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_each_shape_gives_its_accounts(shape):
    read = list(read_file(opened(shape), as_of=AS_OF))

    assert [error for error in read if isinstance(error, RowError)] == []
    rows = [row for row in read if isinstance(row, HolderRow)]
    assert [(row.account, row.lines, f"{row.shares.normalize():f}") for row in rows] == shape.accounts
