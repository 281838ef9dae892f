"""Which tests a change touches, over a small tree and over this one."""

import subprocess

import pytest

from tools import bootstrap, changed
from tools.changed import ROOT, Tree, changed_files
from tools.console import SetUpError

FILES = {
    "rules/__init__.py": "",
    "rules/law.py": "",
    "rules/words.py": "from rules import law\n",
    "rules/table.csv": "",
    "services/__init__.py": "",
    "services/act.py": "def act():\n    from rules import law\n",
    "ledger/__init__.py": "",
    "ledger/apps.py": "from services import act\n",
    "ledger/management/__init__.py": "",
    "ledger/management/commands/__init__.py": "",
    "ledger/management/commands/load.py": "",
    "ledger/pages/__init__.py": "",
    "ledger/pages/views.py": "from services import act\n",
    "rightsadmin/__init__.py": "",
    "rightsadmin/settings/__init__.py": "",
    "rightsadmin/settings/test.py": 'ROOT_URLCONF = "rightsadmin.urls"\n',
    "rightsadmin/urls.py": 'patterns = "ledger.pages.views"\n',
    "templates/page.html": "",
    "docs/words.md": "",
    "tests/__init__.py": "",
    "tests/conftest.py": "",
    "tests/pages/__init__.py": "",
    "tests/pages/conftest.py": "def plan(db): ...\n\n\ndef as_role(db): ...\n",
    "tests/pages/test_page.py": "def test_it(plan): ...\n",
    "tests/test_law.py": "from rules.words import x\n",
    "tests/test_act.py": "import pytest\npytestmark = pytest.mark.django_db\n",
    "tests/test_command.py": 'call_command("load")\n',
    "tests/test_docs.py": 'ROOT / "docs/words.md"\n',
    "tests/test_script.py": 'SCRIPT = """\\nfrom rules.law import x\\n"""\n',
    "tests/test_tree.py": 'files = ROOT.rglob("*.py")\n',
    "tests/test_other.py": "",
}
ALL = sorted(path for path in FILES if "/test_" in path)
DATABASE = {"tests/test_act.py", "tests/pages/test_page.py"}


@pytest.fixture
def root(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "touched"),
    [
        ("tests/test_other.py", {"tests/test_other.py"}),
        ("rules/words.py", {"tests/test_law.py"}),
        (
            "rules/law.py",
            {"tests/test_law.py", "tests/test_script.py", *DATABASE},
        ),  # ... through the services
        ("rules/__init__.py", {"tests/test_law.py", "tests/test_script.py", *DATABASE}),
        ("rules/table.csv", {"tests/test_law.py", "tests/test_script.py", *DATABASE}),  # the package reads it
        ("services/act.py", DATABASE),  # Django loads it at its start
        ("ledger/pages/views.py", {"tests/pages/test_page.py"}),
        ("templates/page.html", {"tests/pages/test_page.py"}),
        ("tests/pages/conftest.py", {"tests/pages/test_page.py"}),
        ("ledger/management/commands/load.py", {"tests/test_command.py"}),
        ("docs/words.md", {"tests/test_docs.py"}),
        ("rightsadmin/urls.py", DATABASE),  # a service may write a link
        ("tests/conftest.py", set(ALL)),
        ("ledger/migrations/0001_initial.py", set(ALL)),
        ("ledger/sql/guards.sql", set(ALL)),
        ("requirements.txt", set(ALL)),
        ("folder/load", set()),  # a word that anybody may write is no file's name
    ],
)
def test_a_change_touches_those_that_need_it_and_those_that_read_the_tree(root, path, touched):
    assert Tree(root).touched({path}) == sorted(touched | {"tests/test_tree.py"})


def test_a_deleted_module_touches_who_still_imports_it(root):
    (root / "rules/law.py").unlink()

    assert "tests/test_law.py" in Tree(root).touched({"rules/law.py"})


def test_nothing_changed_touches_nothing(root):
    assert Tree(root).touched(set()) == []


def git(root, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_changed_is_what_the_branch_did_since_it_left_main_and_what_git_does_not_know(root):
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    first = git(root, "rev-parse", "HEAD")
    assert changed_files(None, root) == set()

    git(root, "checkout", "-qb", "mine")
    (root / "rules/law.py").unlink()
    git(root, "commit", "-qam", "gone")
    (root / "rules/words.py").write_text("x = 1\n")
    (root / "rules/new.py").write_text("")
    assert changed_files(None, root) == {"rules/law.py", "rules/words.py", "rules/new.py"}
    assert changed_files("HEAD", root) == {"rules/words.py", "rules/new.py"}
    assert changed_files(first, root) == changed_files(None, root)
    with pytest.raises(SetUpError, match="no-such-commit"):
        changed_files("no-such-commit", root)


@pytest.mark.parametrize(
    ("options", "ref", "given"),
    [
        (["-q", "--changed"], None, ["-q", "tests/a.py"]),
        (["--changed", "HEAD~2", "-x"], "HEAD~2", ["-x", "tests/a.py"]),
        (["--changed=main", "-x"], "main", ["-x", "tests/a.py"]),
    ],
)
def test_run_test_gives_pytest_the_files(monkeypatch, options, ref, given):
    asked = []
    monkeypatch.setattr(changed, "touched_since", lambda since: asked.append(since) or ["tests/a.py"])

    assert bootstrap._with_changed(options) == given
    assert asked == [ref]


def test_run_test_without_changed_gives_pytest_what_was_said():
    assert bootstrap._with_changed(["-k", "law"]) == ["-k", "law"]


def test_run_test_gives_pytest_nothing_where_nothing_is_touched(monkeypatch):
    monkeypatch.setattr(changed, "touched_since", lambda _since: [])

    assert bootstrap._with_changed(["--changed"]) is None


@pytest.fixture(scope="module")
def tree():
    return Tree(ROOT)


@pytest.mark.parametrize(
    ("path", "touched", "spared"),
    [
        ("ledger/pages/holders/views.py", "tests/pages/test_pages.py", "tests/ledger/test_posting.py"),
        (
            "ledger/rules/course/distribution_date.py",
            "tests/rules/test_distribution_date.py",
            "tests/rules/test_exact.py",
        ),
        ("ledger/services/posting.py", "tests/certificates/test_runs.py", "tests/rules/test_exact.py"),
        (
            "rightsadmin/embedded/postgres.py",
            "tests/test_setup/test_supervise.py",
            "tests/rules/test_exact.py",
        ),
    ],
)
def test_in_this_tree_a_change_touches_what_it_should_and_spares_what_it_cannot(tree, path, touched, spared):
    assert path in tree.python
    tests = tree.touched({path})

    assert touched in tests
    assert spared not in tests
