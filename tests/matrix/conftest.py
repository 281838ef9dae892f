"""The worlds of the matrix: each built once for the tests in it, in one transaction that is taken back at their end."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from tests.matrix import worlds
from tests.matrix.all_calls import CALLS
from tests.matrix.worlds import World


@pytest.fixture(scope="class")
def world(request, django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world that the class of tests names; what a test changes in it is taken back with the test."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=f"{folder}/files"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield worlds.build(request.cls.situation, Path(folder))
        transaction.set_rollback(True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each `call` in the world of its class, or for each `proposal` among them."""
    for name in {"call", "proposal"} & set(metafunc.fixturenames):
        calls = [
            call
            for call in CALLS
            if call.world == metafunc.cls.situation and (call.is_proposal or name == "call")
        ]
        metafunc.parametrize(name, calls, ids=[call.name for call in calls])
