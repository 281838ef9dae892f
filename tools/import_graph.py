"""What a Python file needs of ours, read from its text: the modules and the files that it names."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

_MODULE = re.compile(r"[a-z_]\w*(?:\.\w+)+")
_IMPORT = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.MULTILINE)
_FILE = re.compile(r"[\w-]+\.\w+")


class Named(NamedTuple):
    """Dotted names that may be modules, and what strings say that may be a file or a command."""

    modules: frozenset[str]
    words: frozenset[str]


def named_in(source: str) -> Named:
    """What the source imports, wherever in it, and names in strings; a string may be a whole script."""
    modules: set[str] = set()
    words: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.update((node.value, *_FILE.findall(node.value)))
            modules.update(_IMPORT.findall(node.value))
            if _MODULE.fullmatch(node.value):
                modules.add(node.value)
        else:
            modules.update(_imported(node))
    return Named(frozenset(modules), frozenset(words))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
