"""Pieces of work, each in a forked process of its own with a fresh copy of the test database and a folder of files.

A process that was forked may be changed, hang or die: nothing of it comes back but its answer.
"""

import contextlib
import gc
import json
import os
import shutil
import signal
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Done:
    """The answer of a piece of work, or the signal that ended it before it had one."""

    answer: Any = None
    ended_by: int = 0


class Forks:
    """Runs pieces of work, `jobs` at a time. With `database`, each has a copy of the test database as it is now."""

    def __init__(self, jobs: int, *, database: bool) -> None:
        self.jobs = jobs
        self.folder = Path(tempfile.mkdtemp(prefix="mutation-"))
        self.database = ""
        if database:
            from django.db import connection, connections  # noqa: PLC0415 - only where there is a Django

            self.database = str(connection.settings_dict["NAME"])
            connections.close_all()  # a database is copied only while nobody uses it

    def close(self) -> None:
        if self.database:
            with _server() as cursor:
                for slot in range(self.jobs):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{self.database}_{slot}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, work: Sequence[Work], told: Callable[[int], None]) -> list[Done]:
        """The answers in the order of the work; `told` hears after each how many are done."""
        gc.collect()
        gc.freeze()  # so that the children do not copy every page that their collector looks at
        done: list[Done] = [Done()] * len(work)
        free, waiting = list(range(self.jobs)), list(enumerate(work))[::-1]
        running: dict[int, tuple[int, int]] = {}
        try:
            while waiting or running:
                while waiting and free:
                    place, piece = waiting.pop()
                    slot = free.pop()
                    running[self._start(piece, slot)] = place, slot
                pid, status = os.wait()
                if pid not in running:
                    continue
                place, slot = running.pop(pid)
                free.append(slot)
                _end_group(pid)
                done[place] = self._done(slot, status)
                told(len(work) - len(waiting) - len(running))
        finally:
            for pid in running:
                _end_group(pid)
            gc.unfreeze()
        return done

    def _start(self, piece: Work, slot: int) -> int:
        self._answer(slot).unlink(missing_ok=True)
        if pid := os.fork():
            return pid
        try:
            os.setsid()
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            self._settle(slot)
            self._answer(slot).write_text(json.dumps({"answer": piece()}))
        except BaseException:  # noqa: BLE001 - told to the parent, which raises
            self._answer(slot).write_text(json.dumps({"error": traceback.format_exc()}))
        finally:
            os._exit(0)

    def _settle(self, slot: int) -> None:
        """The child's own database and files."""
        if not self.database:
            return
        from django.db import connection  # noqa: PLC0415
        from django.test import override_settings  # noqa: PLC0415

        own = f"{self.database}_{slot}"
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{self.database}"')
        connection.settings_dict["NAME"] = own
        files = self.folder / f"files-{slot}"
        shutil.rmtree(files, ignore_errors=True)
        override_settings(MEDIA_ROOT=str(files)).enable()

    def _answer(self, slot: int) -> Path:
        return self.folder / f"answer-{slot}.json"

    def _done(self, slot: int, status: int) -> Done:
        if os.WIFSIGNALED(status):
            return Done(ended_by=os.WTERMSIG(status))
        told = json.loads(self._answer(slot).read_text())
        if "error" in told:
            raise RuntimeError(f"A piece of work failed:\n{told['error']}")
        return Done(told["answer"])


def _end_group(pid: int) -> None:
    """What the child started and left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


@contextlib.contextmanager
def _server() -> Any:
    """A cursor outside every test and transaction, for what concerns whole databases."""
    import psycopg  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    with psycopg.connect(**parameters, autocommit=True) as server, server.cursor() as cursor:
        yield cursor
