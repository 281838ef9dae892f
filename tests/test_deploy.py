"""Units and examples of deploy/: read by the programs they are for, where these are on the machine."""

import configparser
import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

UNITS = sorted((ROOT / "deploy/systemd").iterdir())


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_reads_the_units(tmp_path):
    for unit in UNITS:  # their programs are not here: another one stands for them
        text = unit.read_text().replace("/opt/rightsadmin/.venv/bin/python", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *(tmp_path / unit.name for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "rightsadmin" in line]
    assert said == []


def test_every_unit_that_runs_the_program_is_fenced_in():
    for unit in (unit for unit in UNITS if unit.suffix == ".service"):
        text = unit.read_text()
        for fence in ("NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077", "User=rightsadmin"):
            assert fence in text, unit.name


def test_pgbouncer_sets_the_timeouts_that_the_program_would():
    from rightsadmin.settings.env import TIMEOUTS

    told = configparser.ConfigParser(inline_comment_prefixes=None, interpolation=None)
    told.read(ROOT / "deploy/pgbouncer.ini")
    assert told["pgbouncer"]["pool_mode"] == "transaction"
    for kind, name in (("web", "rights_web"), ("worker", "rights_work")):
        found = re.findall(r"SET (\w+) = (\d+)", told["databases"][name])
        assert {setting: int(value) for setting, value in found} == TIMEOUTS[kind]


def test_every_variable_that_the_program_reads_is_in_the_example():
    read = {
        name
        for path in (ROOT / "rightsadmin/settings").glob("*.py")
        if path.stem != "test"
        for name in re.findall(r'env\.\w+\(\s*"([A-Z0-9_]+)"', path.read_text())
    }
    told = (ROOT / ".env.example").read_text()
    assert [name for name in sorted(read) if f"RIGHTSADMIN_{name}=" not in told] == []
