"""Rows that were changed or added behind the services: what a row says is not what the record of acts says.

Whatever a service changes leaves a row of history, which nobody can change; an UPDATE or DELETE by other hands does
not, nor does an INSERT leave an event on the audit trail. The nightly proof names them.
"""

from django.db import connection
from django.db.models import Model

from ledger.models import (
    AuditEvent,
    BeneficialFinding,
    DataQualityIssue,
    Director,
    EarlierTransfer,
    Milestone,
    Person,
    PersonTie,
    Plan,
    PlanEvent,
    PlanTerm,
    Resolution,
    TriggerCase,
)

# The columns that decide what the law says of a plan.
_DECIDING: dict[type[Model], tuple[str, ...]] = {
    Plan: ("slug", "agreement_date", "state", "distribution_date", "is_replay", "pinned_on"),
    Person: ("name",),
    Resolution: ("number", "kind", "adopted_at", "effective_at", "data"),
    TriggerCase: ("status", "event_id", "person_id", "prong", "closed_at"),
    Director: ("joined_on", "left_on", "approved_on", "approved_by", "tainted_on", "taint", "cleared_on"),
    DataQualityIssue: ("status", "holds", "term_keys", "severity"),
}
# Rows that nobody changes, by the database: whoever adds one by a service says so on the audit trail.
_ADDED: tuple[type[Model], ...] = (
    EarlierTransfer,
    Milestone,
    PlanEvent,
    PlanTerm,
    BeneficialFinding,
    PersonTie,
)


def unrecorded(plan: Plan) -> list[str]:
    """A sentence for each row of the plan that differs from its history, or is gone without it."""
    return [
        *(sentence for model in _DECIDING for sentence in _of(model, plan)),
        *(sentence for model in _ADDED for sentence in _added_to(model, plan)),
    ]


def _added_to(model: type[Model], plan: Plan) -> list[str]:
    """A sentence for each row that no act on record added."""
    told = AuditEvent.objects.filter(plan=plan, object_type=model._meta.model_name).values("object_id")
    rows = model.objects.filter(plan=plan)  # type: ignore[attr-defined]
    unsaid = rows.exclude(pk__in=told).order_by("pk")
    name = str(model._meta.verbose_name)
    return [f"The {name} {key} {_what(False, True)}." for key in unsaid.values_list("pk", flat=True)]


def _of(model: type[Model], plan: Plan) -> list[str]:
    table, columns = model._meta.db_table, _DECIDING[model]
    history = model.history.model._meta.db_table  # type: ignore[attr-defined]
    owner = "id" if model is Plan else "plan_id"
    now, kept = (", ".join(f"{row}.{column}" for column in columns) for row in ("r", "h"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH h AS (
                SELECT DISTINCT ON (id) * FROM {history} WHERE {owner} = %(plan)s
                ORDER BY id, history_date DESC, history_id DESC
            ), r AS (SELECT * FROM {table} WHERE {owner} = %(plan)s)
            SELECT coalesce(r.id, h.id), r.id IS NULL, h.id IS NULL FROM r FULL JOIN h ON h.id = r.id
            WHERE CASE WHEN r.id IS NULL THEN h.history_type <> '-'
                       ELSE h.id IS NULL OR row({now}) IS DISTINCT FROM row({kept}) END
            ORDER BY 1
            """,  # noqa: S608 - names of our own tables and columns, values are parameters
            {"plan": plan.pk},
        )
        rows = cursor.fetchall()
    name = str(model._meta.verbose_name)
    return [f"The {name} {key} {_what(is_gone, is_new)}." for key, is_gone, is_new in rows]


def _what(is_gone: bool, is_new: bool) -> str:
    if is_gone:
        return "was deleted and no act on record did so"
    return (
        "stands there and no act on record made it" if is_new else "was changed and no act on record did so"
    )
