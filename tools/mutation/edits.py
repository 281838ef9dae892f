"""The small changes of one piece of a program: what a reviewer fears, written as replaced text."""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Edit = tuple[str, int, int, str]  # the kind, the bytes from and to, what replaces them

_COMPARISONS = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
}
_LIMITS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
#: A larger number is a size or a key: one more makes no difference that a test should notice.
LARGEST = 1_000
_SIGNS = {ast.Add: ("+", "-"), ast.Sub: ("-", "+")}
_SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min", "filter": "exclude", "exclude": "filter"}
_LOGGERS = {"log", "logger", "logging"}
_TAKES_A_LOCK = re.compile(r"_?lock(ed)?(_|$)")


class Text:
    """The text of a program, which its tree points into by lines and bytes."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def line_of(self, place: int) -> int:
        """The number of the line that the byte lies in."""
        return bisect_right(self.lines, place)

    def edits(self, node: ast.AST) -> Iterator[Edit]:
        """What may be changed at this node; the method is found by its class, as ast.NodeVisitor does."""
        editor = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if editor is not None:
            yield from editor(node)

    def _of_compare(self, node: ast.Compare) -> Iterator[Edit]:
        if len(node.ops) == 1:
            written, other = _COMPARISONS[type(node.ops[0])]
            kind = "limit" if isinstance(node.ops[0], _LIMITS) else "comparison"
            yield from self._between(kind, node.left, node.comparators[0], written, other)

    def _of_boolop(self, node: ast.BoolOp) -> Iterator[Edit]:
        written, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            yield from self._between("and/or", left, right, written, other)

    def _of_binop(self, node: ast.BinOp) -> Iterator[Edit]:
        if type(node.op) in _SIGNS and not _is_text(node.left) and not _is_text(node.right):
            written, other = _SIGNS[type(node.op)]
            yield from self._between("plus/minus", node.left, node.right, re.escape(written), other)

    def _of_augassign(self, node: ast.AugAssign) -> Iterator[Edit]:
        if type(node.op) in _SIGNS:
            written, other = _SIGNS[type(node.op)]
            yield from self._between(
                "plus/minus", node.target, node.value, re.escape(f"{written}="), f"{other}="
            )

    def _of_unaryop(self, node: ast.UnaryOp) -> Iterator[Edit]:
        if isinstance(node.op, ast.Not):
            yield self.replaced("not dropped", node, f"({self._text(node.operand)})")

    def _of_if(self, node: ast.If | ast.While | ast.IfExp) -> Iterator[Edit]:
        yield from self._negated(node.test)

    _of_while = _of_ifexp = _of_if

    def _of_comprehension(self, node: ast.comprehension) -> Iterator[Edit]:
        for condition in node.ifs:
            yield from self._negated(condition)

    def _of_raise(self, node: ast.Raise) -> Iterator[Edit]:
        yield self.replaced("raise dropped", node, "pass")

    def _of_expr(self, node: ast.Expr) -> Iterator[Edit]:
        if isinstance(node.value, ast.Call) and not is_logging(node.value):
            yield self.replaced("call dropped", node, "pass")

    def _of_assign(self, node: ast.Assign) -> Iterator[Edit]:
        if isinstance(node.targets[0], ast.Attribute):
            yield self.replaced("attribute not set", node, "pass")

    def _of_return(self, node: ast.Return) -> Iterator[Edit]:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield self.replaced("returns None", node, "return None")

    def _of_constant(self, node: ast.Constant) -> Iterator[Edit]:
        if isinstance(node.value, bool):
            yield self.replaced("boolean", node, str(not node.value))
        elif isinstance(node.value, int) and node.value <= LARGEST:
            yield self.replaced("off by one", node, str(node.value + 1))

    def _of_call(self, node: ast.Call) -> Iterator[Edit]:
        name = _called(node)
        if isinstance(node.func, ast.Attribute) and name == "select_for_update":
            yield self.replaced("lock dropped", node, self._text(node.func.value))
        elif _TAKES_A_LOCK.match(name) and len(node.args) == 1 and not node.keywords:
            held = node.args[0]
            if isinstance(held, ast.Attribute) and held.attr in {"pk", "id"}:
                held = held.value
            yield self.replaced("lock dropped", node, self._text(held))
        elif name in _SWAPPED:
            end = self._end(node.func)
            yield "function", end - len(name), end, _SWAPPED[name]

    # ---------------------------------------------------------------------------------------------- edits

    def _between(
        self, kind: str, left: ast.expr, right: ast.expr, written: str, other: str
    ) -> Iterator[Edit]:
        start = self._end(left)
        gap = self.source[start : self._start(right)].decode()
        word = rf"\b{written}\b" if written[0].isalpha() else written
        if found := re.search(word, gap):
            yield kind, start + found.start(), start + found.end(), other

    def _negated(self, condition: ast.expr) -> Iterator[Edit]:
        """Not where another mutant says the same: of a `not`, of == and in."""
        if isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
            return
        if isinstance(condition, ast.Compare) and not isinstance(condition.ops[0], _LIMITS):
            return
        yield self.replaced("condition negated", condition, f"(not ({self._text(condition)}))")

    def replaced(self, kind: str, node: ast.AST, text: str) -> Edit:
        return kind, self._start(node), self._end(node), text

    def _start(self, node: Any) -> int:
        return int(self.lines[node.lineno - 1] + node.col_offset)

    def _end(self, node: Any) -> int:
        return int(self.lines[node.end_lineno - 1] + node.end_col_offset)

    def _text(self, node: ast.AST) -> str:
        return self.source[self._start(node) : self._end(node)].decode()


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def is_logging(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in _LOGGERS
    )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
