"""A plan's known later history from a file: amendments as they were made, recorded now, in force from their days."""

import json
from datetime import date
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import BadFile, Conflict
from ledger.models import Amendment, Approval, Plan
from ledger.permissions import require_propose
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader
from ledger.services import amendments, approvals, deadlines
from ledger.services.amendments import TermChange
from ledger.services.documents import record_document
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor


def propose(*, plan: Plan, content: bytes, legal_basis: str, actor: Actor) -> Approval:
    """Proposes every amendment of the file, in its order, to a second person; all of them are recorded, or none.

    The file is {"plan": slug, "amendments": [{title, dated_on, effective_on, paper, source, note, changes: [{key,
    value, citation}]}]}. An amendment whose content was not seen has no changes and a note that says so. Raises BadFile
    naming the place that is wrong, RuleViolation for a change that the terms do not allow, Conflict where the plan has
    amendments already.
    """
    require_propose(actor, Act.HISTORY)
    try:
        rows = _read(content, plan.slug)
    except BadInput as error:
        raise BadFile(
            f"The history cannot be loaded: {error.message}. Correct it and load it again.", where=error.path
        ) from error
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        return approvals.propose(
            plan=plan,
            act=Act.HISTORY,
            subject=f"The later history of {plan}: {len(rows)} amendments",
            target_type="plan",
            target_id=plan.pk,
            payload=_payload(plan, rows, actor),
            legal_basis=legal_basis,
            actor=actor,
        )


@approvals.on_approval(Act.HISTORY)
def _load(approval: Approval, actor: Actor) -> None:
    """What was known before stays answerable: the terms are known from now (I12)."""
    plan, told = lock_plan(approval.plan_id), approval.payload
    rows = [
        row
        | {name: date.fromisoformat(row[name]) for name in _DAYS}
        | {
            "changes": [
                TermChange(change["key"], change["after"], change["citation"])
                for change in told["changes"]
                if change["amendment"] == number
            ]
        }
        for number, row in enumerate(told["amendments"], 1)
    ]
    approvals.require_unchanged(approval, _payload(plan, rows, actor))
    for row in rows:
        _record(plan, row, actor)
    deadlines.bring_to_date(plan=plan, actor=actor)


_DAYS = ("dated_on", "effective_on")


def _payload(plan: Plan, rows: list[dict[str, Any]], actor: Actor) -> dict[str, Any]:
    """Each amendment, and each change with what it replaces: what was in force after the amendments before it."""
    if plan.amendments.exists():
        raise Conflict(
            f"{plan} has amendments already: its history is recorded amendment by amendment.",
            next_act=Act.AMENDMENT,
        )
    with transaction.atomic():
        recorded = [_record(plan, row, actor) for row in rows]
        transaction.set_rollback(True)  # only to learn what each replaces
    return {
        "amendments": [
            {name: row[name] for name in ("title", "paper", "source", "note")}
            | {name: row[name].isoformat() for name in _DAYS}
            for row in rows
        ],
        "changes": [
            {"amendment": number, **change}
            for number, amendment in enumerate(recorded, 1)
            for change in amendment.changes
        ],
    }


def _record(plan: Plan, row: dict[str, Any], actor: Actor) -> Amendment:
    document = record_document(
        plan=plan,
        title=row["paper"],
        kind="amendment",
        dated_on=row["dated_on"],
        excerpt=row["source"],
        actor=actor,
    )
    return amendments.record(
        plan=plan,
        title=row["title"],
        category="",
        changes=amendments.before_and_after(plan, row["changes"], row["effective_on"]),
        effective_on=row["effective_on"],
        document=document,
        note=row["note"],
        actor=actor,
    )


def _read(content: bytes, slug: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadInput("", f"the file is not JSON in UTF-8: {error}") from None
    top = Reader(data)
    if top.text("plan") != slug:
        raise BadInput("plan", f"this is the history of another plan than {slug!r}")
    listed = top.raw("amendments")
    top.finish()
    if not isinstance(listed, list):
        raise BadInput("amendments", "must be a list")
    rows = [_amendment(Reader(row, f"amendments[{index}]")) for index, row in enumerate(listed)]
    days = [row["effective_on"] for row in rows]
    if days != sorted(days):
        raise BadInput("amendments", "must stand in the order of their days")
    return rows


def _amendment(row: Reader) -> dict[str, Any]:
    listed = row.raw("changes")
    if not isinstance(listed, list):
        raise BadInput(row.place("changes"), "must be a list")
    read: dict[str, Any] = {
        "title": row.text("title"),
        "paper": row.text("paper"),
        "source": row.text("source"),
        "note": row.optional("note", row.text) or "",
        "dated_on": row.day("dated_on"),
        "effective_on": row.day("effective_on"),
        "changes": [
            _change(Reader(change, f"{row.place('changes')}[{index}]")) for index, change in enumerate(listed)
        ],
    }
    if not read["changes"] and not read["note"]:
        raise BadInput(row.place("note"), "an amendment without changes says why there are none")
    row.finish()
    return read


def _change(row: Reader) -> TermChange:
    read = TermChange(row.text("key"), row.raw("value"), row.text("citation"))
    row.finish()
    return read
