"""The house plan holds over every room: no arrow up, no circle, one floor that writes, one way out, one clock.

docs/architecture.md draws it. A module in no room fails: a new room is given its floor here first.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from ledger.selectors import debts
from tests.house.code import dotted_words, product

CLOCKS = {
    f"{owner}.{name}" for owner in ("datetime", "date", "timezone") for name in ("now", "utcnow", "today")
}
FRAMEWORKS = {"django", "celery", "rightsadmin", "weasyprint", "psycopg"}
# Inside the apps, from the ground up: a room may import those of the floors below, and its own name in the other app.
FLOORS = (
    ("rules", "errors", "ical", "timeline_svg"),
    ("enums", "terms", "calendars"),
    ("models", "permissions", "plan_files", "press"),
    ("chain", "holder_files", "documents"),
    ("selectors",),
    ("services",),
    ("pages", "tasks", "admin", "management"),
    ("apps", "urls"),
)
# Wiring may import every app; `common` none. Their own order, from the ground up.
WIRING = (
    (
        "common",
        "settings",
        "embedded",
        "middleware",
        "admin_site",
        "checks",
        "database_roles",
        "wsgi",
    ),
    ("celery", "health"),
    ("metrics",),
    ("edge",),
    ("people",),
    ("apps", "navigation", "my_day", "templatetags", "demo", "rehearsal", "web_server"),
    ("palette",),
    ("backup",),
    ("tasks", "views", "management"),
    ("urls",),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
WIRING_FLOOR = {room: height for height, rooms in enumerate(WIRING) for room in rooms}

WRITES = frozenset({"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"})
WRITES_OF_A_QUERYSET = frozenset({"create", "update", "delete"})
STATEMENT = re.compile(r"^\s*(insert into|update \w+ set|delete from|copy \w+)", re.IGNORECASE)
# Who writes without being a service, and why; the `save` of the others is a file's.
WRITERS = {
    "rightsadmin.tasks": "the beat's own heartbeat, which says nothing of any plan",
    "rightsadmin.backup.restoring": "stored files, put back where there are none",
    "rightsadmin.common.storage": "stored files, for the services",
    "certificates.documents.copy_mark": "a PDF into memory",
    "certificates.documents.pictures": "a picture into memory",
    "certificates.press.benchmark.peers": "a page of another library into memory",
    "certificates.press.fonts": "the font files",
}
# Rooms that may put a query together; the press knows no table.
READERS = ("selectors", "services", "models", "press")


Sources = Mapping[str, str]


def room_of(module: str) -> tuple[str, str]:
    """The app and the room of a module; the app's own module has the room ""."""
    app, _, rest = module.partition(".")
    return app, rest.split(".")[0]


@cache
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


def imports(sources: Sources, module: str) -> set[str]:
    """The modules of the program that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(_tree(sources[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in sources else node.module for name in names}
    return {name for name in found if name in sources and name != module}


def unknown(sources: Sources) -> set[str]:
    """The modules that stand in no room."""
    known = {"rightsadmin": WIRING_FLOOR, "ledger": FLOOR, "certificates": FLOOR}
    return {module for module in sources if (room := room_of(module))[1] and room[1] not in known[room[0]]}


def upward(sources: Sources) -> set[str]:
    """The imports that point up, or across a floor, or from the ledger to the certificates: "a -> b"."""
    return {
        f"{module} -> {other}"
        for module in sources
        for other in imports(sources, module)
        if not _may(room_of(module), room_of(other))
    }


def _may(own: tuple[str, str], other: tuple[str, str]) -> bool:
    (app, room), (to_app, to_room) = own, other
    if own == other or not to_room:
        return True
    if app == "rightsadmin":
        if to_app != "rightsadmin":
            return room != "common"
        return not room or WIRING_FLOOR[to_room] < WIRING_FLOOR[room]
    if to_app == "rightsadmin":
        return to_room == "common" and room != "rules"
    if (app, to_app) == ("ledger", "certificates"):
        return False
    return FLOOR[to_room] < FLOOR[room] or (app != to_app and to_room == room)


def circles(sources: Sources) -> list[set[str]]:
    """The modules that import each other in a circle, each circle once."""
    arrows = {module: imports(sources, module) for module in sources}
    reach = {module: _reached(arrows, module) for module in sources}
    found: list[set[str]] = []
    for module in sorted(sources):
        if module in reach[module] and not any(module in circle for circle in found):
            found.append({other for other in reach[module] if module in reach[other]})
    return found


def _reached(arrows: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(arrows[start])
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting.extend(arrows[module] - found)
    return found


def writers(sources: Sources) -> set[str]:
    """The modules outside the services that write a row."""
    return {
        module
        for module, source in sources.items()
        if room_of(module)[1] != "services" and any(_writes(node) for node in ast.walk(_tree(source)))
    }


def _writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(STATEMENT.match(node.value))
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if isinstance(node.func.value, ast.Call) and dotted_words(node.func.value.func) == "super":
        return False
    chain = ast.unparse(node.func.value)
    return node.func.attr in WRITES or (node.func.attr in WRITES_OF_A_QUERYSET and ".objects" in chain)


def querysets(sources: Sources) -> Counter[str]:
    """Module -> how many queries it puts together, of those that are no reader's: a row by its key is none."""
    found: Counter[str] = Counter()
    for module, source in sources.items():
        if room_of(module)[1] not in READERS:
            for node in ast.walk(_tree(source)):
                if isinstance(node, ast.Attribute) and dotted_words(node.value).endswith(".objects"):
                    found[module] += node.attr != "get"
    return +found


def allowed_querysets() -> dict[str, int]:
    return tomllib.loads(debts.FILE.read_text())["querysets"]


# ------------------------------------------------------------------------------------------------------ the house


def test_every_module_stands_in_a_known_room():
    assert not unknown(product())


def test_no_import_points_up_or_across():
    assert not upward(product())


def test_no_modules_import_each_other_in_a_circle():
    assert circles(product()) == []


def test_rules_import_no_framework():
    for module, source in product().items():
        if room_of(module)[1] == "rules":
            names = {name.split(".")[0] for node in ast.walk(_tree(source)) for name in _named(node)}
            assert not names & FRAMEWORKS, module


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def test_the_clock_is_the_only_caller_of_now():
    for module, source in product().items():
        if module != "rightsadmin.common.clock":
            asked = {
                dotted_words(node.func) for node in ast.walk(_tree(source)) if isinstance(node, ast.Call)
            }
            assert not asked & CLOCKS, module


def test_services_are_the_only_writers():
    assert writers(product()) == set(WRITERS)


def test_queries_are_put_together_by_selectors_and_services_and_what_is_not_yet_only_shrinks():
    assert querysets(product()) == allowed_querysets()


def test_files_are_sent_by_one_way():
    said = {module for module, source in product().items() if "content-disposition" in source.lower()}
    assert said == {"rightsadmin.common.downloads"}


# ------------------------------------------------------------------------------------------------- planted faults

SOUND = {
    "ledger.models": "",
    "ledger.models.plan": "",
    "ledger.selectors.plans": "from ledger.models import plan\nPlan.objects.filter(a=1)\n",
    "ledger.services.plans": "from ledger.selectors import plans\nplan.save()\nPlan.objects.create()\n",
    "ledger.pages.plans.views": "from ledger.services import plans\nPlan.objects.get(pk=1)\nseen.update(a=1)\n",
    "certificates.models": "from ledger.models import plan\n",
    "rightsadmin.common.clock": "",
}


def test_a_sound_house_has_no_fault():
    assert not unknown(SOUND)
    assert not upward(SOUND)
    assert not circles(SOUND)
    assert not writers(SOUND)
    assert not querysets(SOUND)


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("ledger.selectors.up", "from ledger.services import plans", "ledger.services.plans"),
        ("ledger.services.away", "from certificates import models", "certificates.models"),
        ("ledger.tasks", "from ledger.pages.plans import views", "ledger.pages.plans.views"),
        ("rightsadmin.common.leaf", "def late():\n    from ledger import models", "ledger.models"),
        ("certificates.selectors.up", "import ledger.services.plans", "ledger.services.plans"),
    ],
)
def test_an_arrow_that_points_up_is_found(module, source, found):
    assert upward(SOUND | {module: source}) == {f"{module} -> {found}"}


def test_an_unknown_room_and_a_circle_are_found():
    assert unknown(SOUND | {"ledger.helpers.more": ""}) == {"ledger.helpers.more"}
    planted = SOUND | {
        "ledger.rules.one": "from ledger.rules import two\n",
        "ledger.rules.two": "def late():\n    from ledger.rules import one\n",
    }
    assert circles(planted) == [{"ledger.rules.one", "ledger.rules.two"}]


@pytest.mark.parametrize(
    "source",
    [
        "plan.save(update_fields=[])",
        "Plan.objects.filter(pk=1).update(a=1)",
        "Plan.objects.all().delete()",
        "Plan.objects.bulk_create([])",
        "cursor.execute('INSERT INTO ledger_plan VALUES (1)')",
    ],
)
def test_a_page_that_writes_is_found(source):
    assert writers(SOUND | {"ledger.pages.writing.views": source}) == {"ledger.pages.writing.views"}


def test_a_query_of_a_page_is_counted():
    planted = SOUND | {"ledger.pages.asking.views": "Plan.objects.filter(a=1)\nPlan.objects.order_by('a')\n"}
    assert querysets(planted) == {"ledger.pages.asking.views": 2}
