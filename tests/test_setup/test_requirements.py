import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The benchmark measures against other libraries where they are installed; the plugin and the mutations are pytest's.
NOT_THE_PRODUCT = ("certificates/press/benchmark/", "tools/pytest_services.py", "tools/mutation/")


def locked_names(file):
    return set(re.findall(r"^([\w.-]+)(?:\[.*\])?==", (ROOT / file).read_text(), flags=re.MULTILINE))


def imported_names():
    """Each outside package that the product imports, with one file that does."""
    names = {}
    for folder in ("certificates", "ledger", "rightsadmin", "tools"):
        for file in (ROOT / folder).rglob("*.py"):
            where = file.relative_to(ROOT).as_posix()
            if where.startswith(NOT_THE_PRODUCT):
                continue
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0]: where for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                    names[node.module.partition(".")[0]] = where
    inside = {"certificates", "ledger", "rightsadmin", "tools", *sys.stdlib_module_names}
    return {name: where for name, where in names.items() if name not in inside}


def test_product_imports_only_what_its_requirements_install():
    """The tests' environment has more, and would hide it."""
    locked = {name.lower().replace("_", "-") for name in locked_names("requirements.txt")}
    distributions = packages_distributions()

    assert {
        name: where
        for name, where in imported_names().items()
        if not locked & {d.lower().replace("_", "-") for d in distributions.get(name, [])}
    } == {}


def test_requirements_of_the_tests_are_those_of_the_product_and_more():
    assert locked_names("requirements.txt") < locked_names("requirements-test.txt")
