"""The program's code as a graph: what each function, class and module-level name refers to, read from its syntax.

An arrow is a reference inside a body (a call, or a name or attribute handed on), never a mere import. A class leads to
all its methods and to its bases, so that what is called through an instance counts as reached where its class is.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ledger", "certificates", "rightsadmin")
BODY = "<body>"
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """One module: its syntax, what its names are bound to, and the nodes it defines."""

    name: str
    tree: ast.Module
    imports: dict[str, str] = field(default_factory=dict)  # local name -> dotted name
    defined: dict[str, list[ast.AST]] = field(default_factory=dict)  # name -> what defines or assigns it


def product() -> dict[str, str]:
    """Dotted name -> source, of every module of the program but its migrations."""
    return dict(_product())


@cache
def _product() -> tuple[tuple[str, str], ...]:
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(ROOT).with_suffix("").parts
                name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                found.append((name, path.read_text()))
    return tuple(found)


@cache
def program() -> "Code":
    """The graph of the program as it stands."""
    return Code(product())


class Code:
    """The graph of some modules; nodes are dotted names: "ledger.services.voiding.propose"."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.modules = {name: _module(name, source) for name, source in sources.items()}
        self.arrows: dict[str, set[str]] = {}
        self.words: dict[str, set[str]] = {}
        self.texts: dict[str, set[str]] = {}
        self.functions: dict[str, Function] = {}
        for module in self.modules.values():
            self._read(module)

    def reached(self, roots: set[str], *, without: tuple[str, ...] = ()) -> set[str]:
        """Every node that can be got to from the roots, never through a module named in `without`."""
        found: set[str] = set()
        waiting = [root for root in roots if root in self.arrows]
        while waiting:
            node = waiting.pop()
            if node in found or node.startswith(without):
                continue
            found.add(node)
            waiting.extend(self.arrows[node] - found)
        return found

    def resolve(self, module: str, dotted: str) -> str:
        """The node that a dotted name of a module stands for; "" where it is none of the program's."""
        first, *rest = dotted.split(".")
        home = self.modules[module]
        if first in home.defined:
            return self._within(f"{module}.{first}", rest)
        if first in home.imports:
            return self._follow(home.imports[first], rest)
        return ""

    def bodies(self) -> Iterator[tuple[str, str, ast.AST]]:
        """Every node with its module and each piece of syntax that belongs to it."""
        for name, module in self.modules.items():
            for defined, pieces in module.defined.items():
                for piece in pieces:
                    yield f"{name}.{defined}", name, piece

    def calls(self, node: str) -> Iterator[tuple[str, ast.Call]]:
        """Each call within a function with the dotted words of what is called."""
        for call in ast.walk(self.functions[node]):
            if isinstance(call, ast.Call) and (words := dotted_words(call.func)):
                yield words, call

    def module_of(self, node: str) -> str:
        """The module a node stands in."""
        while node not in self.modules:
            node = node.rpartition(".")[0]
        return node

    def _follow(self, target: str, rest: list[str]) -> str:
        if target in self.modules:
            if not rest:
                return ""
            home, submodule = self.modules[target], f"{target}.{rest[0]}"
            if rest[0] in home.defined or home.imports.get(rest[0], submodule) != submodule:
                return self.resolve(target, ".".join(rest))
            return self._follow(submodule, rest[1:])
        owner, _, name = target.rpartition(".")
        if owner in self.modules:
            return self.resolve(owner, ".".join([name, *rest]))
        return ""

    def _within(self, node: str, rest: list[str]) -> str:
        member = f"{node}.{rest[0]}" if rest else node
        return member if member in self.functions else node

    def _read(self, module: Module) -> None:
        body = f"{module.name}.{BODY}"
        self.arrows[body], self.words[body], self.texts[body] = set(), set(), set()
        for statement in module.tree.body:
            if isinstance(statement, ast.Expr):
                self._point(body, module, statement)
        for name, pieces in module.defined.items():
            for piece in pieces:
                self._define(f"{module.name}.{name}", module, piece)

    def _define(self, node: str, module: Module, piece: ast.AST) -> None:
        self.arrows.setdefault(node, set())
        if isinstance(piece, Function):
            self.functions[node] = piece
        if isinstance(piece, ast.ClassDef):
            for member in piece.body:
                if isinstance(member, Definition):
                    inner = f"{node}.{member.name}"
                    self._define(inner, module, member)
                    self.arrows[node].add(inner)
                    self.arrows[inner].add(node)
        self._point(node, module, piece)

    def _point(self, node: str, module: Module, piece: ast.AST) -> None:
        words, local, texts = _references(piece)
        self.texts.setdefault(node, set()).update(texts)
        self.words.setdefault(node, set()).update(words)
        for each in words:
            first, _, rest = each.partition(".")
            if first in local:
                target = self._follow(local[first], rest.split(".") if rest else [])
            else:
                target = self.resolve(module.name, each)
            if target and target != node:
                self.arrows[node].add(target)


def dotted_words(node: ast.AST) -> str:
    """The words of an attribute chain, such as "a.b.c"; "" of anything else."""
    words: list[str] = []
    while isinstance(node, ast.Attribute):
        words.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(words)])


def _references(piece: ast.AST) -> tuple[set[str], dict[str, str], set[str]]:
    """The longest dotted name of each reference, what is imported within, and the texts written there.

    Annotations are left out, and so are the members of a class, which are nodes of their own.
    """
    texts: set[str] = set()
    words: set[str] = set()
    local: dict[str, str] = {}
    waiting: list[ast.AST] = [piece]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name | ast.Attribute) and (found := dotted_words(node)):
            words.add(found)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            local |= _bound(node)
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        for name in node._fields:
            value = getattr(node, name, None)
            if name in {"annotation", "returns", "ctx"} or not isinstance(value, list | ast.AST):
                continue
            parts = value if isinstance(value, list) else [value]
            waiting.extend(
                each
                for each in parts
                if isinstance(each, ast.AST) and not (node is piece and _is_member(piece, each))
            )
    return words, local, texts


def _is_member(piece: ast.AST, each: ast.AST) -> bool:
    return isinstance(piece, ast.ClassDef) and isinstance(each, Definition)


def _module(name: str, source: str) -> Module:
    tree = ast.parse(source)
    module = Module(name, tree, imports=_imports(tree))
    for statement in _top(tree.body):
        if isinstance(statement, Definition):
            module.defined.setdefault(statement.name, []).append(statement)
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                for each in ast.walk(target):
                    if isinstance(each, ast.Name):
                        module.defined.setdefault(each.id, []).append(statement)
    return module


def _top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, those under `if` and `try` too."""
    for statement in body:
        if isinstance(statement, ast.If | ast.Try | ast.With | ast.For):
            for _, value in ast.iter_fields(statement):
                if isinstance(value, list):
                    yield from _top([each for each in value if isinstance(each, ast.stmt)])
        else:
            yield statement


def _imports(tree: ast.Module) -> dict[str, str]:
    bound: dict[str, str] = {}
    for statement in _top(tree.body):
        if isinstance(statement, ast.Import | ast.ImportFrom):
            bound |= _bound(statement)
    return bound


def _bound(node: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """Local name -> dotted name of what an import binds."""
    if isinstance(node, ast.ImportFrom):
        if not node.module or node.level:
            return {}
        return {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return {
        alias.asname or alias.name.split(".")[0]: alias.name if alias.asname else alias.name.split(".")[0]
        for alias in node.names
    }
