"""No module imports, over however many others, itself: not even for a type."""

import ast
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.house.code import product


def circle(sources: Mapping[str, str]) -> list[str]:
    """The first circle of imports found among these modules, [] where there is none."""
    graph = {name: _imported(source, sources) - {name} for name, source in sources.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _imported(source: str, known: Mapping[str, str]) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {alias: f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in known else node.module for name in whole.values()}
    return names & set(known)


def test_no_module_imports_itself_over_others():
    assert circle(product()) == []


@pytest.mark.parametrize(
    "line", ["from a import c", "if TYPE_CHECKING:\n    from a.c import C", "import a.c"]
)
def test_a_planted_circle_is_found(line):
    sources = {"a": "", "a.b": line, "a.c": "from a.d import D", "a.d": "from a.b import B"}
    assert set(circle(sources)) == {"a.b", "a.c", "a.d"}
    assert circle(sources | {"a.d": ""}) == []
