"""Which part of a file a Range header asks for."""

import pytest
from django.test import RequestFactory

from rightsadmin.common.ranges import NotSatisfiable, asked_part

SIZE, ETAG = 1_000, '"content"'


def asked(**headers):
    return asked_part(RequestFactory().get("/", headers=headers), size=SIZE, etag=ETAG)


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ("bytes=0-99", range(100)),
        ("bytes=100-", range(100, SIZE)),
        ("bytes=-7", range(993, SIZE)),
        ("bytes=-5000", range(SIZE)),
        ("bytes=990-5000", range(990, SIZE)),
        ("bytes=999-999", range(999, SIZE)),
    ],
)
def test_one_range_is_those_bytes(wanted, part):
    assert asked(range=wanted) == part


@pytest.mark.parametrize(
    "wanted",
    ["", "bytes=0-1,5-9", "bytes=9-5", "bytes=-", "lines=1-2", "bytes=x-", "bytes=" + "9" * 30 + "-"],
)
def test_anything_else_is_the_whole_file(wanted):
    assert asked(range=wanted) is None


@pytest.mark.parametrize("wanted", ["bytes=1000-", "bytes=999999999-", "bytes=-0"])
def test_range_beyond_the_end_is_not_satisfiable(wanted):
    with pytest.raises(NotSatisfiable):
        asked(range=wanted)


def test_part_of_other_content_is_the_whole_file():
    assert asked(**{"range": "bytes=5-", "if-range": '"other"'}) is None
    assert asked(**{"range": "bytes=5-", "if-range": ETAG}) == range(5, SIZE)
