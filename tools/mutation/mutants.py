"""The mutants of a file: one small change each, as a reviewer fears it. Nothing here runs anything.

What is changed: comparisons and their limits, and/or, conditions, whole numbers, True and False, + and -, what is
returned; and what is left out: raise statements, calls made for their effect (permissions, locks, audit, saving),
attributes set, select_for_update. At the top of a file, where the matrix of powers stands, roles are exchanged. What is
never changed: text and where it is cut off, docstrings, annotations, defaults, decorators, logging.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.mutation.edits import Edit, Text, is_logging

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

_ROLES = {"CLERK": "SUPERVISOR", "SUPERVISOR": "CLERK", "COUNSEL": "CLERK"}


@dataclass(frozen=True)
class Mutant:
    """Bytes `start` to `end` of the file replaced by `text`.

    `lines` are those of the statement, by which the tests are found that run it. `owner` is the outermost function the
    change lies in, as (qualified name, first line); for a value at the top of the file it is (name, 0).
    """

    path: str
    line: int
    lines: tuple[int, int]
    kind: str
    start: int
    end: int
    text: str
    owner: tuple[str, int]

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.text.encode() + source[self.end :]

    def diff(self, source: bytes) -> str:
        """The changed lines, before and after."""
        first = source.rfind(b"\n", 0, self.start) + 1
        last = source.find(b"\n", self.end) if b"\n" in source[self.end :] else len(source)
        before = source[first:last].decode()
        after = (source[first : self.start] + self.text.encode() + source[self.end : last]).decode()
        return "\n".join(
            [*(f"- {line}" for line in before.splitlines()), *(f"+ {line}" for line in after.splitlines())]
        )


def mutants_of(path: Path, root: Path) -> list[Mutant]:
    """Every mutant of a Python file, in the order of its text."""
    source = path.read_bytes()
    reader = _File(path.relative_to(root).as_posix(), source)
    return sorted(set(reader.mutants()), key=lambda mutant: (mutant.start, mutant.end, mutant.text))


def sample(mutants: list[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """So many of them, the same for the same seed, and nearly the same after a change elsewhere in the code."""
    if size is None or size >= len(mutants):
        return mutants
    seen: dict[str, int] = {}
    drawn = []
    for place, mutant in enumerate(mutants):
        key = f"{seed} {mutant.path} {mutant.owner[0]} {mutant.kind} {mutant.text}"
        seen[key] = seen.get(key, 0) + 1
        drawn.append((hashlib.sha256(f"{key} {seen[key]}".encode()).digest(), place))
    return [mutants[place] for place in sorted(place for _, place in sorted(drawn)[:size])]


class _File:
    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.tree = ast.parse(source)
        self.text = Text(source)

    def mutants(self) -> Iterator[Mutant]:
        yield from self._of_block(self.tree.body, "")

    def _of_block(self, body: list[ast.stmt], prefix: str) -> Iterator[Mutant]:
        """The functions of a module or a class; of a module its values, too."""
        for node in body:
            if isinstance(node, FunctionNode):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                yield from self._of_nodes(node.body, (prefix + node.name, first))
            elif isinstance(node, ast.ClassDef):
                yield from self._of_block(node.body, f"{prefix}{node.name}.")
            elif not prefix and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if len(targets) == 1 and isinstance(targets[0], ast.Name):
                    yield from self._of_nodes([node.value], (targets[0].id, 0))

    def _of_nodes(
        self, nodes: Iterable[ast.AST], owner: tuple[str, int], lines: tuple[int, int] = (0, 0)
    ) -> Iterator[Mutant]:
        for node in nodes:
            within = _lines(node) if isinstance(node, ast.stmt) else lines
            for kind, start, end, text in self._edits(node, owner):
                yield Mutant(self.path, self.text.line_of(start), within, kind, start, end, text, owner)
            yield from self._of_nodes(_children(node), owner, within)

    def _edits(self, node: ast.AST, owner: tuple[str, int]) -> Iterator[Edit]:
        yield from self.text.edits(node)
        if isinstance(node, ast.Name) and node.id in _ROLES and not owner[1]:
            yield self.text.replaced("another role", node, _ROLES[node.id])


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What may be changed below a node; comprehensions have no place of their own, and come with their parts."""
    match node:
        case ast.JoinedStr() | ast.Slice():
            return
        case ast.Call() if is_logging(node):
            return
        case ast.AnnAssign():
            yield from filter(None, [node.value])
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield from node.body
        case ast.Lambda():
            yield node.body
        case _:
            yield from ast.iter_child_nodes(node)


def _lines(node: ast.stmt) -> tuple[int, int]:
    """The first and last line of a statement; of one with a body, of what stands before it."""
    match node:
        case ast.Match():
            return node.lineno, node.lineno
        case ast.If() | ast.For() | ast.While() | ast.With() | ast.Try() | ast.FunctionDef() | ast.ClassDef():
            return node.lineno, max(node.lineno, node.body[0].lineno - 1)
    return node.lineno, node.end_lineno or node.lineno
