"""The table of promises names every service that locks, records or sends, with exactly what it does."""

import ast
from pathlib import Path

import pytest

from ledger.services import audit, holders, locks, reconciliation
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.promises import PROMISES, SOMETIMES, Promise

SERVICES = Path(__file__).resolve().parents[2] / "ledger" / "services"
THE_MEANS_THEMSELVES = {"locks", "audit"}


def test_every_service_that_locks_records_or_sends_has_promised_it():
    found = {}
    for path in sorted(SERVICES.rglob("*.py")):
        module = path.relative_to(SERVICES).with_suffix("").as_posix().replace("/", ".")
        for node in ast.parse(path.read_text()).body:
            if module not in THE_MEANS_THEMSELVES and isinstance(node, ast.FunctionDef):
                said = _said(node)
                if said != Promise():
                    found[f"{module}.{node.name}"] = said

    assert set(found) == set(PROMISES) | set(SOMETIMES)
    for name, said in found.items():
        promised = PROMISES.get(name, Promise())
        lacking = [getattr(said, part) for part in ("locks", "verbs", "tasks") if not getattr(promised, part)]
        assert not any(lacking) or name in SOMETIMES, f"{name}: {said}, promised {promised}"


def _said(function: ast.FunctionDef) -> Promise:
    """The calls of locks, of the audit trail and of tasks in the text of a function."""
    calls: dict[str, list[str]] = {"lock": [], "record": [], "on_commit": []}
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            text = ast.unparse(node.func)
            kind = "lock" if text.startswith("lock_") else text.rpartition(".")[2]
            if text == "audit.record_each":
                kind = "record"
            elif kind == "record" and text != "audit.record":
                continue
            if kind in calls:
                calls[kind].append(text)
    return Promise(*(tuple(each) for each in calls.values()))


def nothing(*arguments, **named):
    """In the place of what a broken service would leave out."""


def unlocked(rows, *arguments, **named):
    """In the place of a lock: the row as anyone reads it."""
    return rows.first()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("holder", "name", "broken_way", "told"),
    [
        (locks, "locked", unlocked, "mark_address_bad locks"),
        (audit, "record", nothing, "mark_address_bad records"),
        (reconciliation, "on_commit", nothing, "enqueue_all sends"),
    ],
)
def test_a_broken_promise_is_found(monkeypatch, holder, name, broken_way, told):
    plan, clerk = factories.mim_plan(), factories.actor("clerk")
    account = factories.account(plan)
    monkeypatch.setattr(holder, name, broken_way)

    with pytest.raises(AssertionError, match=told):  # noqa: PT012 - whichever service it is that breaks its word
        holders.mark_address_bad(account=account, reason="Returned", actor=clerk)
        reconciliation.enqueue_all(actor=Actor.system("tests"))
