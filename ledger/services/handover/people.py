"""The same rows as CSV files for people: words for codes, numbers and titles for keys, no cell taken for a formula."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import ForeignKey

from ledger.models import Plan, Position
from ledger.services.handover.parts import registered
from ledger.services.handover.tables import FETCH, Table
from rightsadmin.common.exports import csv_for_people
from rightsadmin.common.formatting import plain
from rightsadmin.common.hashing import canonical

Words = Callable[[Any], Any]


def rows_of(table: Table, plan: Plan) -> Iterator[bytes]:
    """The table's rows, headed by the names of the columns."""
    columns = list(_columns(table))
    found = table.rows(plan).values_list(*(lookup for _, lookup, _ in columns)).iterator(FETCH)
    words = [say for _, _, say in columns]
    return _lines(
        [heading for heading, _, _ in columns],
        ([say(value) for say, value in zip(words, row, strict=True)] for row in found),
    )


def balances(plan: Plan) -> Iterator[bytes]:
    """What every account holds, by standing; the plan's own accounts by their role."""
    found = (
        Position.objects.filter(plan=plan)
        .order_by("holder__number", "standing", "role")
        .values_list("holder__number", "standing", "role", "common", "rights")
        .iterator(FETCH)
    )
    heading = ["account", "standing", "account of the plan", "common", "rights"]
    return _lines(heading, (list(map(_plain, row)) for row in found))


def _lines(heading: list[str], rows: Iterator[list[Any]]) -> Iterator[bytes]:
    return (line.encode() for line in csv_for_people(chain([heading], rows)))


def _columns(table: Table) -> Iterator[tuple[str, str, Words]]:
    """Heading, lookup and how a value is written."""
    labels = {name: found for part in registered() for name, found in part.labels.items()}
    for column in table.fields:
        heading = str(column.verbose_name)
        if not isinstance(column, ForeignKey):
            yield heading, column.attname, _words(dict(column.flatchoices))
            continue
        target = column.remote_field.model
        named = ("username",) if target is get_user_model() else labels.get(str(target._meta.model_name), ())
        for name in named:
            suffix = "" if name == named[0] else f" {name.rpartition('__')[2]}"
            yield heading + suffix, f"{column.name}__{name}", _plain
        if not named:
            yield f"{heading} key", column.attname, _plain


def _words(choices: Any) -> Words:
    return (lambda value: str(choices.get(value, value))) if choices else _plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict | list):
        return canonical(value)
    return plain(value) if isinstance(value, Decimal) else value
