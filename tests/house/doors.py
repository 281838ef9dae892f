"""Where people and the clock come in: the views of the addresses, tasks, commands, the admin, what carries acts out."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.code import BODY, Code, dotted_words, program

# They show the program, or measure it: what only they call, nobody at work can do.
NOT_DOORS = (
    "rightsadmin.demo",
    "rightsadmin.rehearsal",
    "rightsadmin.management.commands.rehearse",
    "rightsadmin.management.commands.scale_data",
)
# A module of one of these names, or in such a folder, is entered as a whole: by Celery, Django or the command line.
ENTERED = frozenset(
    {
        "adapter",  # which django-allauth asks
        "factors",  # which django-allauth asks and tells
        "admin",
        "admin_site",
        "apps",
        "celery",
        "checks",
        "commands",
        "my-day",
        "middleware",
        "navigation",
        "tasks",
        "templatetags",
        "web_server",
        "wsgi",
    }
)
# These decorators only note what a function decides; every other one of ours hands the function to a register.
NOTES = "ledger.rules.registry"


@cache
def views() -> tuple[tuple[str, Any], ...]:
    """Each address by its name, with the class or function behind it."""
    return tuple(_views(get_resolver(), ""))


def _views(resolver: URLResolver, space: str) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", getattr(pattern.callback, "view_class", pattern.callback)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _views(pattern, inner)


def node_of(view: Any) -> str:
    """The node of a view in the graph."""
    return f"{view.__module__}.{view.__qualname__}"


def roots(code: Code, pages: set[str]) -> set[str]:
    """Every node that something outside the program enters, the pages given by their nodes."""
    found = set(pages)
    for name in code.modules:
        if name.startswith(NOT_DOORS):
            continue
        found.add(f"{name}.{BODY}")
        if ENTERED.intersection(name.split(".")):
            found |= {node for node in code.arrows if node.startswith(f"{name}.")}
    return found | set(_registered(code))


def _registered(code: Code) -> Iterator[str]:
    for node, module, piece in code.bodies():
        for decorator in getattr(piece, "decorator_list", ()):
            words = dotted_words(decorator.func if isinstance(decorator, ast.Call) else decorator)
            target = words and code.resolve(module, words)
            if target and not target.startswith(NOTES) and not module.startswith(NOT_DOORS):
                yield node


@cache
def reached() -> frozenset[str]:
    """Every node of the program that a door leads to."""
    code = program()
    pages = {node_of(view) for _, view in views()}
    return frozenset(code.reached(roots(code, pages), without=NOT_DOORS))


def services(code: Code) -> set[str]:
    """Every public service that names its actor."""
    return {
        node
        for node, function in code.functions.items()
        if ".services." in node
        and not any(part.startswith("_") for part in node.split("."))
        and "actor" in {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    }


def proposers(code: Code) -> dict[str, set[str]]:
    """The name of each act with the services that ask a person's power to do it: `Act.X` among a call's arguments."""
    found: dict[str, set[str]] = {}
    for node, function in code.functions.items():
        if ".services." in node:
            for act in _acts_asked(function.body):
                found.setdefault(act, set()).add(node)
    return found


def named(code: Code, node: str) -> set[str]:
    """The names of the acts that a page names, or what it inherits or calls among the pages."""
    found: set[str] = set()
    waiting, seen = [node], set()
    while waiting:
        each = waiting.pop()
        if each not in seen and ".pages." in each:
            seen.add(each)
            waiting.extend(code.arrows[each])
            found |= {word.removeprefix("Act.") for word in code.words[each] if word.startswith("Act.")}
    return found


def _acts_asked(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        for call in ast.walk(statement):
            if isinstance(call, ast.Call):
                # a sentence that asks for another act (`next_act`) does not do it
                named = [keyword.value for keyword in call.keywords if keyword.arg != "next_act"]
                for argument in [*call.args, *named]:
                    words = dotted_words(argument)
                    if words.startswith("Act.") and words.count(".") == 1:
                        yield words.removeprefix("Act.")
