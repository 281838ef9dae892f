"""Keyset pages: the page after a row, never an offset; and no COUNT over millions."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

PAGE_SIZES = (25, 50, 100, 250)
COUNT_LIMIT = 1000


class BadCursor(ValueError):
    """The cursor was not made by this list in this order."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The rows of one page, in the order asked for, and the cursors of its neighbours ("" where there is none)."""

    rows: list[Any]
    next_cursor: str
    previous_cursor: str


def _as_text(value: Any) -> str | int:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str | int):
        return value
    raise TypeError(
        f"A list cannot be paged by a {type(value).__name__}: order by fields that are never empty."
    )


def _encode(direction: str, order: list[str], row: Any) -> str:
    values = [_as_text(attrgetter(name.lstrip("-").replace("__", "."))(row)) for name in order]
    raw = json.dumps([direction, ",".join(order), *values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(cursor: str, order: list[str]) -> tuple[str, list[str | int]]:
    try:
        raw = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        direction, made_for, *values = json.loads(raw)
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursor("The page mark cannot be read.") from error
    well_formed = (
        direction in {"after", "before"}
        and made_for == ",".join(order)
        and len(values) == len(order)
        and all(isinstance(value, str | int) and "\x00" not in str(value) for value in values)
    )
    if not well_formed:
        raise BadCursor("The page mark belongs to another list or order.")
    return direction, values


def _beyond(order: list[str], values: list[str | int]) -> Q:
    """Rows strictly beyond the given row in the given order.

    The first condition is implied by the rest; it lets PostgreSQL enter the index at the right place.
    """
    fields = [name.lstrip("-") for name in order]
    rows = Q()
    for position, name in enumerate(order):
        equal = dict(zip(fields[:position], values[:position], strict=True))
        operator = "lt" if name.startswith("-") else "gt"
        rows |= Q(**equal, **{f"{fields[position]}__{operator}": values[position]})
    return Q(**{f"{fields[0]}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & rows


def _reversed(order: list[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def keyset_page(queryset: QuerySet, *, order: tuple[str, ...], size: int, cursor: str = "") -> Page:
    """One page of at most `size` rows, `cursor` being a neighbour cursor of an earlier page or "".

    `order` names fields that are never empty; the primary key is added so that the order is total. Costs one query,
    whatever the depth. Raises BadCursor for a cursor that this order did not make.
    """
    total = list(order)
    if not {"pk", "-pk", "id", "-id"} & set(total):
        total.append("pk")
    direction, values = _decode(cursor, total) if cursor else ("after", [])
    walking = total if direction == "after" else _reversed(total)
    found = queryset.order_by(*walking)
    try:
        if values:
            found = found.filter(_beyond(walking, values))
        rows = list(found[: size + 1])
    except (ValueError, TypeError, ValidationError) as error:  # a value that its field cannot hold
        raise BadCursor("The page mark cannot be read.") from error
    more, rows = len(rows) > size, rows[:size]
    if direction == "before":
        rows.reverse()
    has_next = more if direction == "after" else bool(rows)
    has_previous = bool(values) if direction == "after" else more
    return Page(
        rows=rows,
        next_cursor=_encode("after", total, rows[-1]) if rows and has_next else "",
        previous_cursor=_encode("before", total, rows[0]) if rows and has_previous else "",
    )


def bounded_count(queryset: QuerySet, *, limit: int = COUNT_LIMIT) -> int:
    """The number of rows, or limit + 1 where there are more: the database stops counting there."""
    return queryset.order_by()[: limit + 1].count()
