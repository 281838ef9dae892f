"""Each table has one writer: the service that creates its rows and changes them; whoever needs a row asks it.

Read off the syntax trees of everything that is not a door: managers and querysets, `save`, `delete`, history's bulk
writers, and the tables named in SQL. A write whose table cannot be read off is an error, so that none goes unseen.
"""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from ledger.selectors import debts

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ledger", "certificates")
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete"}
MAYBE_NO_QUERYSET = {"update", "delete"}  # of a digest, a dictionary, a file store
HANDED_ON = {"stamp", "list", "reversed", "sorted", "enumerate"}  # what they are given is what they answer
BULK = {"bulk_create_with_history", "bulk_update_with_history"}
SQL = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|COPY)\s+(?:\{(\w+)\._meta\.db_table\}|\"?(\w+))", re.IGNORECASE
)

# Takes in the rows of another house as they are, into tables that were empty of the plan: every one of them.
AS_THEY_ARE = "ledger/services/handover"
# The tables with more than one writer, and why each of them is not the first's to write.
SEVERAL = {
    # A million holders are loaded by COPY and five statements; a service call a row would be hours.
    # Where its mail goes is proposed and approved apart from how it is registered.
    "HolderAccount": {"ledger/services/addresses", "ledger/services/holders", "ledger/services/imports"},
    "Party": {"ledger/services/holders", "ledger/services/imports"},
    "Hold": {"ledger/services/holders", "ledger/services/holds", "ledger/services/imports"},
    # Opened with the holders of a file, those without shares too; every other by the first movement that touches it.
    "LedgerAccount": {"ledger/services/imports", "ledger/services/staging"},
    # Opened with a plan's file or by the program, where two answers stand against each other; closed by two persons.
    "DataQualityIssue": {"ledger/services/opening", "ledger/services/questions"},
    # The row of a plan is made of its file, pinned by a person, and moved from state to state by its acts.
    "Plan": {"ledger/services/plans", "ledger/services/states"},
    # Numbered and frozen when a run is made; from then on only its state changes.
    "Certificate": {"certificates/services/lifecycle", "certificates/services/making"},
    # Made with their run; then worked on by whoever holds the claim.
    "RunChunk": {"certificates/services/claims", "certificates/services/making"},
    "RunItem": {
        "certificates/services/making",
        "certificates/services/pressing",
        "certificates/services/runs",
    },
}


# Kept by functions of the database, a view, and the beat of the scheduler (rightsadmin/tasks.py).
WITHOUT_A_SERVICE = {"BatchNet", "Holding", "Position", "Heartbeat", "SealedTable"}


def test_each_table_has_one_writer():
    found = defaultdict(set)
    for write in _writes():
        if write.writer != AS_THEY_ARE:
            found[write.model].add(write.writer)

    assert {model: writers for model, writers in found.items() if len(writers) > 1} == SEVERAL


def test_each_table_has_a_writer_or_is_a_debt():
    written = {write.model for write in _writes() if write.writer != AS_THEY_ARE}

    assert MODELS - written - WITHOUT_A_SERVICE == set(debts.of_kind("table"))


def test_every_write_names_its_table():
    assert [write.where for write in _writes() if not write.model and write.writer != AS_THEY_ARE] == []


def test_only_services_write():
    writes = (*_writes(), *_writes("rightsadmin"))
    outside = {write.where for write in writes if "/services/" not in write.where}

    assert {where.rpartition(":")[0] for where in outside} == {"rightsadmin/tasks.py"}  # the heartbeat


PLANTED = {
    "manager": ("def act(plan):\n    Plan.objects.filter(pk=1).update(state='x')\n", "Plan"),
    "create": ("def act():\n    return Hold.objects.create(kind='x')\n", "Hold"),
    "save of what was made": ("def act():\n    made = Hold(kind='x')\n    made.save()\n", "Hold"),
    "save of what was given": (
        "def act(plan: Plan | None):\n    plan.save(update_fields=['state'])\n",
        "Plan",
    ),
    "save of what was stamped": ("def act(hold: Hold):\n    audit.stamp(hold, actor=1).save()\n", "Hold"),
    "save of what was locked": ("def act(pk):\n    row = lock_plan(pk)\n    row.save()\n", "Plan"),
    "save of each": ("def act():\n    for row in Hold.objects.all():\n        row.save()\n", "Hold"),
    "history": ("def act(rows):\n    bulk_create_with_history(rows, Hold)\n", "Hold"),
    "sql": ("def act(c):\n    c.execute('INSERT INTO ledger_hold (id) VALUES (1)')\n", "Hold"),
    "sql by name": ("def act(c):\n    c.execute(f'DELETE FROM {Hold._meta.db_table}')\n", "Hold"),
    "unknown": ("def act(thing):\n    thing.save()\n", ""),
}


@pytest.mark.parametrize("how", PLANTED)
def test_a_planted_write_is_found(how):
    source, model = PLANTED[how]

    assert [write.model for write in _Reader("planted.py", source)] == [model]


# ------------------------------------------------------------------------------------------------ how they are read


class _Write:
    def __init__(self, path, line, model):
        self.model = model
        self.where = f"{path}:{line}"
        parts = path.removesuffix(".py").split("/")
        self.writer = "/".join(parts[:3]) if "services" in parts else "/".join(parts)


def _models():
    for app in APPS:
        for file in (ROOT / app / "models").glob("*.py"):
            for node in ast.parse(file.read_text()).body:
                # what several models share is no table
                is_table = isinstance(node, ast.ClassDef) and not node.name.startswith("_")
                if is_table and any("Model" in ast.unparse(base) for base in node.bases):
                    yield app, node.name


MODELS = {name for _, name in _models()} | {"User", "UserSession", "Authenticator"}
TABLES = {f"{app}_{name.lower()}": name for app, name in _models()}


def _model_in(annotation):
    """The one model that an annotation is about: `Plan`, `Plan | None`, `list[Hold]`, `Iterator[Hold]`."""
    names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name) and node.id in MODELS}
    return names.pop() if len(names) == 1 else ""


def _files(*folders):
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if not {"migrations", "models", "press"} & set(file.parts):
                yield file.relative_to(ROOT).as_posix(), file.read_text()


RETURNS = {
    node.name: _model_in(node.returns)
    for _, source in _files(*APPS)
    for node in ast.walk(ast.parse(source))
    if isinstance(node, ast.FunctionDef) and node.returns is not None
}


@cache
def _writes(*folders):
    return [write for path, source in _files(*(folders or APPS)) for write in _Reader(path, source)]


class _Reader:
    """The writes of one module, each with its table or "" where it cannot be read off."""

    def __init__(self, path, source):
        self.path, self.tree = path, ast.parse(source)

    def __iter__(self):
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        inside = {id(node) for function in functions for node in ast.walk(function)}
        for function in functions:
            known = self._known(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    yield from self._of_call(node, known)
                yield from self._of_sql(node)
        for node in ast.walk(self.tree):
            if id(node) not in inside:
                yield from self._of_sql(node)

    def _write(self, node, model):
        return _Write(self.path, node.lineno, model)

    def _of_call(self, call, known):
        if isinstance(call.func, ast.Name) and call.func.id in BULK:
            yield self._write(call, self._model(call.args[1], known))
        if not isinstance(call.func, ast.Attribute):
            return
        verb, target = call.func.attr, call.func.value
        model = self._model(target, known)
        if (
            (verb == "save" and not call.args)
            or (verb in WRITES and (model or ".objects" in ast.unparse(target)))
            or (verb in MAYBE_NO_QUERYSET and not call.args and call.keywords)
        ):
            yield self._write(call, model)

    def _of_sql(self, node):
        if isinstance(node, ast.JoinedStr):
            text = ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            return
        for model, table in SQL.findall(text):
            if model in MODELS or table in TABLES:
                yield self._write(node, model or TABLES[table])

    def _known(self, function):
        """Name -> model of what the function is given, makes, locks and walks over, in the order of its lines."""
        arguments = function.args
        known = {
            each.arg: _model_in(each.annotation)
            for each in (*arguments.args, *arguments.kwonlyargs, *arguments.posonlyargs)
            if each.annotation is not None
        }
        bindings = [
            node
            for node in ast.walk(function)
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.For | ast.NamedExpr)
        ]
        for node in sorted(bindings, key=lambda each: each.lineno):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            value = node.iter if isinstance(node, ast.For) else node.value
            pairs = [(target, value)]
            if (
                isinstance(target, ast.Tuple)
                and isinstance(value, ast.Tuple)
                and len(target.elts) == len(value.elts)
            ):
                pairs = list(zip(target.elts, value.elts, strict=True))
            for name, told in pairs:
                if isinstance(name, ast.Name) and told is not None and (model := self._model(told, known)):
                    known[name.id] = model
        return known

    def _model(self, node, known):
        """The model whose rows the expression is about; "" where that cannot be read off."""
        match node:
            case ast.Name():
                return known.get(node.id) or (node.id if node.id in MODELS else "")
            case ast.Attribute(attr="objects"):
                return self._model(node.value, known)
            case ast.IfExp() | ast.BoolOp():
                choices = node.values if isinstance(node, ast.BoolOp) else (node.body, node.orelse)
                return next(filter(None, (self._model(each, known) for each in choices)), "")
            case ast.ListComp() | ast.GeneratorExp():
                return self._model(node.generators[0].iter, known)
            case ast.Call():
                return self._called(node, known)
        return ""

    def _called(self, call, known):
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name in HANDED_ON and call.args:
            return self._model(call.args[0], known)
        of_a_queryset = self._model(function.value, known) if isinstance(function, ast.Attribute) else ""
        return name if name in MODELS else of_a_queryset or RETURNS.get(name, "")
