"""The tests that a change touches: ``./run test --changed [REF]``.

A test file is chosen when it, or anything it needs through imports, changed since REF (where the branch left
main unless one is given). Where the text does not tell, more is chosen: a test that asks for the database needs
what Django loads at its start, one that asks for a page needs every page, one that reads the tree's files needs
all of them, and a change of the schema, the packages or the tests' own foundation chooses every test.
"""

import re
import subprocess
from pathlib import Path

from tools.console import SetUpError
from tools.import_graph import Named, named_in

ROOT = Path(__file__).resolve().parent.parent

#: A change here may change the outcome of any test.
EVERY_TEST = (
    r".*/migrations/.*",
    r".*\.sql",
    r"requirements.*\.txt",
    r"pyproject\.toml",
    r"run",
    r"tests/(__init__|conftest|states)\.py",
    r"tools/(pytest_services|database_template|changed|import_graph)\.py",
)
#: What says that a test, or a fixture of its folder, asks for something that no import names.
ASKS_FOR_DATABASE = re.compile(r"\b(django_db|transactional_db|live_server|db)\b")
ASKS_FOR_PAGES = re.compile(
    r"\b(Client|client|as_role|live_server|signed_in|reverse|resolve|RequestFactory)\b"
)
READS_THE_TREE = re.compile(r"\bROOT\b.*glob\(|\btests\.house\b|\bast\.parse\(")
#: What Django loads at its start, and what only the pages need.
START = ("rightsadmin/settings/test.py", "ledger/apps.py", "certificates/apps.py", "rightsadmin/apps.py")
PAGES = re.compile(r"rightsadmin/urls\.py|[a-z]+/admin\.py|.*/templatetags/.*\.py")


def touched_since(ref: str | None) -> list[str]:
    """The test files to run, in order; empty when no test can see the change.

    SetUpError: no git, no such REF.
    """
    return Tree(ROOT).touched(changed_files(ref, ROOT))


def changed_files(ref: str | None, root: Path) -> set[str]:
    """What differs from the commit, committed since or not, and what git does not know yet."""
    since = ref or _git(root, "merge-base", "HEAD", "main", otherwise="HEAD").strip()
    changed = _git(root, "diff", "--name-only", "--no-renames", since, "--")
    unknown = _git(root, "ls-files", "--others", "--exclude-standard")
    return {*changed.splitlines(), *unknown.splitlines()}


def _git(root: Path, *arguments: str, otherwise: str | None = None) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise SetUpError("./run test --changed asks git what changed, and there is no git here.") from error
    if done.returncode == 0:
        return done.stdout
    if otherwise is None:
        raise SetUpError(f"git {' '.join(arguments)} failed: {done.stderr.strip()}")
    return otherwise


class Tree:
    """The files of a checkout and what each needs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        packages = [path.parent for path in root.glob("*/__init__.py")]
        found = [*root.glob("*.py"), *(path for package in packages for path in package.rglob("*.py"))]
        self.python = {path.relative_to(root).as_posix() for path in found}
        self.tests = sorted(
            path for path in self.python if path.startswith("tests/") and Path(path).name.startswith("test_")
        )
        self.pages = set(filter(PAGES.fullmatch, self.python))
        self._changed: set[str] = set()
        self._names: dict[str, set[str]] = {}
        self._named: dict[str, Named] = {}
        self._needed: dict[str, set[str]] = {}

    def touched(self, changed: set[str]) -> list[str]:
        """The test files that may see a change of these files."""
        if any(re.fullmatch("|".join(EVERY_TEST), path) for path in changed):
            return self.tests
        self._changed, self._names, self._needed = changed, _names(changed), {}
        seen = changed | self._those_who_read(changed)
        return [test for test in self.tests if changed and self._sees(test, seen)]

    def _sees(self, test: str, seen: set[str]) -> bool:
        texts = [self._text(path) for path in (test, *self._conftests(test))]
        if any(map(READS_THE_TREE.search, texts)):
            return True
        needed, left_out = {test, *self._conftests(test)}, self.pages
        if any(map(ASKS_FOR_DATABASE.search, texts)):
            needed |= {"tests/conftest.py", *START}
            if any(path.endswith("urls.py") for path in self._changed):  # a link in what a service writes
                return True
        if any(map(ASKS_FOR_PAGES.search, texts)):
            needed, left_out = needed | self.pages, set()
        return bool(self._all_needs(needed, left_out) & seen)

    def _those_who_read(self, changed: set[str]) -> set[str]:
        """Who reads a changed file that is no module: the pages a template, the package around it any other."""
        found: set[str] = set()
        for path in changed:
            if path.endswith(".py"):
                continue
            if path.startswith(("templates/", "static/")):
                found |= self.pages
            for folder in Path(path).parents:
                inside = {module for module in self.python if Path(module).parent == folder}
                if f"{folder}/__init__.py" in inside:
                    found |= inside
                    break
        return found

    def _conftests(self, test: str) -> list[str]:
        """Those of the test's folders; the first one, which concerns every test, is not among them."""
        found = (f"{folder}/conftest.py" for folder in Path(test).parents if len(folder.parts) > 1)
        return [path for path in found if path in self.python]

    def _all_needs(self, begin: set[str], left_out: set[str]) -> set[str]:
        """All that these need. The settings name the pages' addresses; who asks for no page leaves them out."""
        found, waiting = set(begin), set(begin)
        while waiting:
            new = self._needs(waiting.pop()) - found - left_out
            found |= new
            waiting |= new
        return found

    def _needs(self, path: str) -> set[str]:
        if path not in self.python:
            return set()
        if path not in self._named:
            self._named[path] = named_in(self._text(path))
        if path not in self._needed:
            named = self._named[path]
            names = self._names if path.startswith("tests/") else _but_prose(self._names)
            called = (files for name, files in names.items() if name in named.words)
            self._needed[path] = set().union(*map(self._files_of_module, named.modules), *called)
        return self._needed[path]

    def _files_of_module(self, name: str) -> set[str]:
        """The files that an import of the dotted name runs, and those it would have run before a deletion."""
        parts = name.split(".")
        found: set[str] = set()
        for length in range(1, len(parts) + 1):
            path = "/".join(parts[:length])
            found |= {f"{path}.py", f"{path}/__init__.py"}
        return found & (self.python | self._changed)

    def _text(self, path: str) -> str:
        return (self.root / path).read_text()


def _names(changed: set[str]) -> dict[str, set[str]]:
    """The changed files by the names that a string may call them by; one without an ending, a word like any other, by
    its whole path.
    """
    found: dict[str, set[str]] = {}
    for path in changed:
        file = Path(path)
        name = file.stem if "/management/commands/" in path else file.name if file.suffix else path
        found.setdefault(name, set()).add(path)
    return found


def _but_prose(names: dict[str, set[str]]) -> dict[str, set[str]]:
    """The program only points to what is written for people; a test may read it."""
    return {name: paths for name, paths in names.items() if not name.endswith(".md")}
