"""The history of rows that may change, as django-simple-history keeps it."""

from functools import cache
from typing import Any

from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords as KeptRecords


class _OneClassManager(HistoryManager):  # type: ignore[misc]  # the package ships no types
    """Makes its class once: the package makes a new one whenever somebody asks for `.history`."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class HistoricalRecords(KeptRecords):  # type: ignore[misc]  # the package ships no types
    """Each state of a row in a table beside its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=_OneClassManager, **options)
