import os
import subprocess
import sys
from pathlib import Path

from tools.lock import StateLock

ROOT = Path(__file__).resolve().parents[2]


def test_lock_held_tells_who_holds_it(tmp_path):
    with StateLock(tmp_path) as first, StateLock(tmp_path) as second:
        assert first.try_to_hold("demo")
        assert not second.try_to_hold("manage")

        first.tell(url="http://127.0.0.1:8000/")
        assert second.holder() == {"pid": os.getpid(), "command": "demo", "url": "http://127.0.0.1:8000/"}


def test_lock_is_free_after_its_holder_was_killed(tmp_path):
    code = f"""
import os, signal
from pathlib import Path
from tools.lock import StateLock
assert StateLock(Path({str(tmp_path)!r})).try_to_hold("demo")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    with StateLock(tmp_path) as lock:
        assert lock.holder() == {}  # its words are still in the file, and mislead nobody
        assert lock.try_to_hold("manage")
        assert lock.holder() == {"pid": os.getpid(), "command": "manage"}


def test_lock_file_is_readable_by_its_owner_only(tmp_path):
    with StateLock(tmp_path):
        assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
