"""State folders of their own for set-up's tests; nothing of theirs outlives a test."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def processes_of(state: Path) -> dict[int, str]:
    """The live processes that were started for a state folder: id to command line."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes().split(b"\0")
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:  # another user's, or gone meanwhile
            continue
        if f"RIGHTSADMIN_VAR={state}".encode() in environment and command:
            found[int(process.name)] = command
    return found


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    """A folder which the database's user can enter, unlike pytest's own when we are root."""
    folder = Path(tempfile.mkdtemp(prefix="rightsadmin-setup-"))
    folder.chmod(0o711)
    yield folder
    for pid in processes_of(folder):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
