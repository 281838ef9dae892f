"""Which management commands need no database and no broker, told without loading Django.

A command of ours says so itself, with a line in its Command class: ``requires_services = False``.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Django's own, which cannot say so.
DJANGO_COMMANDS_WITHOUT = frozenset(
    {
        "check",
        "collectstatic",
        "diffsettings",
        "findstatic",
        "help",
        "startapp",
        "version",
        "--help",
        "--version",
    }
)
#: Commands about migrations: the database they need is taken as it is, not brought up to date first.
MIGRATION_COMMANDS = frozenset(
    {
        "makemigrations",
        "migrate",
        "optimizemigration",
        "restore",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
    }
)
#: Commands that change the schema, or set its guards aside: the owner of the database runs them, not the application.
OWNERS_COMMANDS = MIGRATION_COMMANDS | {"import_plan"}


def needs_services(arguments: list[str]) -> bool:
    """Whether ``manage.py ARGUMENTS`` needs PostgreSQL and Valkey."""
    if not arguments or arguments[0] in DJANGO_COMMANDS_WITHOUT or {"-h", "--help"} & set(arguments):
        return False
    files = ROOT.glob(f"*/management/commands/{arguments[0]}.py")
    return not any(_says_no(ast.parse(file.read_text())) for file in files)


def _says_no(module: ast.Module) -> bool:
    """Whether the module's class Command has ``requires_services = False``."""
    commands = (node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Command")
    return any(
        isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and line.value.value is False
        and any(isinstance(target, ast.Name) and target.id == "requires_services" for target in line.targets)
        for command in commands
        for line in command.body
    )
