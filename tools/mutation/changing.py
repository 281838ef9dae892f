"""A mutant in a process that has loaded everything: its functions get the changed code, its values the changed value.

So a mutant costs no import, and whoever took a function by name (`from ... import post`) has the changed one, too.
"""

import ast
import gc
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tools.mutation.mutants import Mutant

Place = tuple[str, str, int]  # the file, the qualified name, the first line


@dataclass(frozen=True)
class Change:
    """What makes the mutant real in this process: `put_in` in a forked one, for there is no way back."""

    codes: tuple[tuple[FunctionType, CodeType], ...] = ()
    module: ModuleType | None = None
    name: str = ""
    value: Any = None

    def put_in(self) -> None:
        for function, code in self.codes:
            function.__code__ = code
        if self.module is not None:
            _replace(self.module, self.name, self.value)


def loaded_functions(files: Iterable[Path]) -> dict[Place, list[FunctionType]]:
    """Every function object that was made from these files, wrapped by a decorator or not."""
    names = {str(file) for file in files}
    found: dict[Place, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in names:
            code = thing.__code__
            place = code.co_filename, code.co_qualname, code.co_firstlineno
            found.setdefault(place, []).append(thing)
    return found


def change_of(
    mutant: Mutant, file: Path, source: bytes, functions: dict[Place, list[FunctionType]]
) -> Change | None:
    """The change; None where the loaded program cannot take it: its file is not loaded, a closure lost a variable."""
    name, line = mutant.owner
    if not line:
        return _change_of_value(name, file, mutant.applied(source))
    # the function itself, and those it made before, which others hold
    codes = tuple(
        (function, code)
        for place, code in _codes(
            compile(mutant.applied(source), str(file), "exec", dont_inherit=True)
        ).items()
        if place[1:] == (name, line) or place[1].startswith(f"{name}.<locals>.")
        for function in functions.get(place, ())
    )
    fits = all(len(code.co_freevars) == len(function.__code__.co_freevars) for function, code in codes)
    return Change(codes) if codes and fits else None


def _change_of_value(name: str, file: Path, source: bytes) -> Change | None:
    module = next((m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == str(file)), None)
    if module is None:
        return None
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            world = dict(vars(module))
            alone = ast.Module(body=[node], type_ignores=[])
            exec(compile(alone, str(file), "exec", dont_inherit=True), world)  # noqa: S102 - our own text
            return Change(module=module, name=name, value=world[name])
    return None


def _codes(code: CodeType) -> dict[Place, CodeType]:
    """Every code within this one, by its place."""
    found = {}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            place = constant.co_filename, constant.co_qualname, constant.co_firstlineno
            found[place] = constant
            found |= _codes(constant)
    return found


def _replace(module: ModuleType, name: str, value: Any) -> None:
    """In place where others may hold it; else in each module that took it by its name."""
    old = vars(module)[name]
    if isinstance(old, dict | set) and isinstance(value, dict | set):
        old.clear()
        old.update(value)
    elif isinstance(old, list):
        old[:] = value
    else:
        for other in list(sys.modules.values()):
            if isinstance(other, ModuleType) and vars(other).get(name) is old:
                setattr(other, name, value)
