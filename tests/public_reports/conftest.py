"""The plan and the clients of the pages."""

from tests.pages.conftest import as_role, plan  # noqa: F401
