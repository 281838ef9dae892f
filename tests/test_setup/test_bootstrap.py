import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap, virtualenv
from tools.console import SetUpError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with two requirements files, and a record of what would be installed."""
    for name in (virtualenv.RUNTIME, virtualenv.TEST):
        (tmp_path / name).write_text("")
    installed = []
    monkeypatch.setattr(virtualenv, "ROOT", tmp_path)
    monkeypatch.setattr(virtualenv, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(virtualenv, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(virtualenv, "STAMP", tmp_path / ".venv" / "installed")
    monkeypatch.setattr(virtualenv, "_create", lambda: (tmp_path / ".venv").mkdir(exist_ok=True))
    monkeypatch.setattr(virtualenv, "_install", installed.append)
    return installed


def test_ensure_installs_once_while_the_file_is_the_same(checkout):
    virtualenv.ensure(virtualenv.RUNTIME)
    virtualenv.ensure(virtualenv.RUNTIME)

    assert checkout == [virtualenv.RUNTIME]


def test_ensure_installs_again_when_the_file_changed(checkout):
    virtualenv.ensure(virtualenv.RUNTIME)
    (virtualenv.ROOT / virtualenv.RUNTIME).write_text("django==5.2.19\n")
    virtualenv.ensure(virtualenv.RUNTIME)

    assert checkout == [virtualenv.RUNTIME, virtualenv.RUNTIME]


def test_ensure_keeps_the_test_tools_when_only_the_product_is_needed(checkout):
    virtualenv.ensure(virtualenv.TEST)
    virtualenv.ensure(virtualenv.RUNTIME)

    assert checkout == [virtualenv.TEST]


def test_ensure_installs_again_after_an_interruption(checkout, monkeypatch):
    def interrupted(requirements):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(virtualenv, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            virtualenv.ensure(virtualenv.RUNTIME)
    virtualenv.ensure(virtualenv.RUNTIME)

    assert checkout == [virtualenv.RUNTIME]


def test_set_up_refuses_files_of_another_user(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "VAR", tmp_path)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    with pytest.raises(SetUpError, match=r"or delete var/ and \.venv/ first"):
        bootstrap._refuse_other_users()


def test_run_without_a_command_says_what_there_is():
    done = subprocess.run([ROOT / "run"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, bootstrap.USAGE, "")


def test_run_with_an_unknown_command_says_what_there_is_and_fails():
    done = subprocess.run([ROOT / "run", "dmeo"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"There is no command 'dmeo'.\n{bootstrap.USAGE}"


def test_a_run_has_a_process_more_than_there_are_cores_and_one_file_or_test_has_its_own(monkeypatch):
    monkeypatch.setattr(bootstrap.os, "cpu_count", lambda: 2)
    several = ["-n", "3", "--dist", "worksteal", "-m", "not scale and not operation"]

    assert (
        bootstrap._parallel([]) == bootstrap._parallel(["-q", "tests/a/test_a.py", "tests/pages"]) == several
    )
    assert bootstrap._parallel(["-n", "1"]) == ["-m", "not scale and not operation"]
    assert bootstrap._parallel(["-m", "scale"]) == several[:4]
    for one in ("tests/a/test_a.py", "tests/a/test_a.py::test_x[1]"):
        assert bootstrap._parallel(["-q", one]) == ["-m", "not scale and not operation"]

    monkeypatch.setattr(bootstrap.os, "cpu_count", lambda: 64)
    assert bootstrap._parallel([])[:2] == ["-n", "9"]
