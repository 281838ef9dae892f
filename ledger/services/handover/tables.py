"""The walk over all models: which rows belong to a plan, found from the foreign keys, so that new tables come along."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import ForeignKey, Model, Q, QuerySet

from ledger.models import AuditEvent, Plan
from ledger.services.handover.parts import Part, registered

FETCH = 2_000
# Its rows without a plan are the installation's own. Nothing refers to an audit event, so one may get another key.
PLAN_OPTIONAL = REKEYED = frozenset({AuditEvent})


@dataclass(frozen=True)
class Table:
    """One table that is handed over. `path` is the lookup from its rows to the plan, "" where the plan's rows point
    to it (`shared`) or it belongs to the house.
    """

    model: type[Model]
    part: Part
    path: str = ""
    shared: bool = False

    @property
    def label(self) -> str:
        """The model's name in the archive: ledger.entry."""
        return self.model._meta.label_lower

    @property
    def is_house(self) -> bool:
        return not self.path and not self.shared

    @property
    def is_history(self) -> bool:
        return hasattr(self.model, "instance_type")

    @cached_property
    def fields(self) -> tuple[Any, ...]:
        """The columns that are written; what the database generates comes by itself."""
        return tuple(
            column for column in self.model._meta.concrete_fields if not getattr(column, "generated", False)
        )

    @property
    def columns(self) -> list[str]:
        return [str(column.column) for column in self.fields]

    @property
    def pk(self) -> str:
        return str(self.model._meta.pk.column) if self.model._meta.pk else "id"

    @property
    def users(self) -> list[str]:
        """Its columns that name a person of the staff."""
        return [column.attname for column in self.fields if column.related_model is get_user_model()]

    @property
    def has_files(self) -> bool:
        """Whether its rows name stored files, by the house's convention: storage_name with sha256."""
        return "storage_name" in self.columns and not self.is_history

    def rows(self, plan: Plan) -> QuerySet[Any]:
        """The rows of this table that belong to the plan, in the order of their keys."""
        found: QuerySet[Any] = QuerySet(self.model).order_by("pk")
        if self.shared:
            return found.filter(_pointed_to(getattr(self.model, "instance_type", self.model), plan))
        return found.filter(**{self.path: plan.pk}) if self.path else found

    def lines(self, plan: Plan, key_offset: int = 0) -> Iterator[bytes]:
        """Each row as one line of JSON, made by the database: exact numbers as text, instants in UTC.

        Needs a transaction. `key_offset` is taken off the keys, where the rows were taken in under others.
        """
        sql, params = (
            self.rows(plan).values(*[column.attname for column in self.fields]).query.sql_with_params()
        )
        columns = ", ".join(self._shown(column, key_offset) for column in self.fields)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                f'SELECT row_to_json(u)::text FROM (SELECT {columns} FROM ({sql}) t ORDER BY "{self.pk}") u',  # noqa: S608 - names of our own models
                params,
            )
            while rows := cursor.fetchmany(FETCH):
                yield "".join(f"{line}\n" for (line,) in rows).encode()

    def _shown(self, column: Any, key_offset: int) -> str:
        name = f'"{column.column}"'
        if column.primary_key and key_offset:
            return f"{name} - {int(key_offset)} AS {name}"
        return f"{name}::text AS {name}" if column.get_internal_type() == "DecimalField" else name


def tables() -> list[Table]:
    """Every table that is handed over, app by app: of the plan, pointed to by its rows, of the house."""
    return [table for table in _walk() if isinstance(table, Table)]


def unclaimed() -> list[str]:
    """Models that neither belong to a plan nor are named with a reason: none, or records would be lost unseen."""
    return [str(left) for left in _walk() if not isinstance(left, Table)]


def _walk() -> Iterator[Table | str]:
    for part in registered():
        for model in apps.get_app_config(part.app).get_models(include_auto_created=True):
            tracked = getattr(model, "instance_type", model)
            name = model._meta.label
            if not model._meta.managed or tracked.__name__ in part.stays:
                continue
            if tracked.__name__ in part.house:
                yield Table(model, part)
            elif path := _path(model):
                yield Table(model, part, path=path)
            elif any(True for _ in _pointers(tracked)):
                yield Table(model, part, shared=True)
            else:
                yield name


def _path(model: type[Model]) -> str:
    """The shortest way to the plan over keys that are never empty; "" where there is none."""
    tracked: type[Model] = getattr(model, "instance_type", model)
    if tracked is Plan:
        return str(Plan._meta.pk.name)
    waiting: deque[tuple[type[Model], tuple[str, ...]]] = deque([(tracked, ())])
    seen = {tracked}
    while waiting:
        at, way = waiting.popleft()
        for key in at._meta.concrete_fields:
            if not isinstance(key, ForeignKey) or (key.null and at not in PLAN_OPTIONAL):
                continue
            target = key.remote_field.model
            if target is Plan:
                return "__".join((*way, key.name))
            if target not in seen and target is not get_user_model():
                seen.add(target)
                waiting.append((target, (*way, key.name)))
    return ""


def _pointers(model: type[Model]) -> Iterator[tuple[Table, str]]:
    """The tables of the plan with a key to this model, and that key."""
    for part in registered():
        for other in apps.get_app_config(part.app).get_models(include_auto_created=True):
            if hasattr(other, "instance_type") or not other._meta.managed:
                continue
            for key in other._meta.concrete_fields:
                if isinstance(key, ForeignKey) and key.remote_field.model is model and (path := _path(other)):
                    yield Table(other, part, path=path), key.attname


def _pointed_to(model: type[Model], plan: Plan) -> Q:
    """Of a row or its history (which carries the row's key under the same name): some row of the plan points to it."""
    key, wanted = model._meta.pk.name if model._meta.pk else "id", Q(pk__in=[])
    for table, attname in _pointers(model):
        wanted |= Q(**{f"{key}__in": table.rows(plan).order_by().values(attname)})
    return wanted
