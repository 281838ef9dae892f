"""One process holds the embedded servers of a state folder; the others learn from it where they are."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any, Self


class StateLock:
    """A flock on a file that says who holds it: {"pid", "command", later "url", "environment"}.

    The kernel lets go when the holder dies in whatever way, so what a dead holder wrote misleads nobody.
    """

    def __init__(self, state: Path) -> None:
        state.mkdir(parents=True, exist_ok=True)
        self._file = (state / "lock").open("a+")
        (state / "lock").chmod(0o600)  # the environment has the broker's password

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def try_to_hold(self, command: str) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._told: dict[str, Any] = {"pid": os.getpid(), "command": command}
        self.tell()
        return True

    def tell(self, **facts: Any) -> None:
        """Adds facts for others to read; only the holder may."""
        self._told |= facts
        self._file.truncate(0)
        self._file.write(json.dumps(self._told))
        self._file.flush()

    def holder(self) -> dict[str, Any]:
        """What the holder told; empty in the instant in which it has told nothing yet."""
        self._file.seek(0)
        try:
            told = json.loads(self._file.read())
        except json.JSONDecodeError:
            return {}
        return told if Path(f"/proc/{told['pid']}").exists() or not Path("/proc/self").exists() else {}
