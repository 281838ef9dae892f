"""One session of pytest in which mutants are asked: it loads everything once, and each mutant runs in a fork of it."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import cast

import pytest

from tools.console import say
from tools.mutation.changing import Change, change_of, loaded_functions
from tools.mutation.forks import Done, Forks
from tools.mutation.mutants import Mutant, mutants_of, sample
from tools.mutation.touched import Kept, Touched, trace

#: A mutant's tests stand by nearness (`_nearest`); beyond those that name its file, so many are asked.
FAR_TESTS = 60
#: The tests of each so manieth mutant are asked about the unchanged program, too: a failure then is no kill.
CONTROL_EACH = 25
#: A test hangs that takes so many seconds, and so many times as long as it did before.
PATIENCE = 20, 10


@dataclass(frozen=True)
class Answer:
    """What the tests said to a mutant: the first that failed, or none; how many were asked; whether one hung."""

    mutant: Mutant
    asked: int
    killed_by: str = ""
    timed_out: bool = False

    @property
    def survived(self) -> bool:
        return not self.killed_by and not self.timed_out


class _OnlySession:
    """What pytest is told comes next at the end: everything is taken down but what lasts the whole session."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


class Campaign:
    """A pytest plugin. Its answers are there when the session is over."""

    def __init__(self, root: Path, files: Sequence[Path], *, size: int | None, seed: int, jobs: int) -> None:
        self.root, self.files, self.jobs = root, files, jobs
        self.sources = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
        every = [mutant for file in files for mutant in mutants_of(file, root)]
        self.made = len(every)
        self.drawn = sample(every, size, seed)
        self.answers: list[Answer] = []
        self.failed = self.why = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed, self.why = report.nodeid, report.longreprtext

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted(f"{session.testsfailed} errors while the tests were loaded")
        self.items = {item.nodeid: item for item in session.items}
        first = next((item for item in session.items if _uses_database(item) and not _commits(item)), None)
        self.rest = cast("pytest.Item", _OnlySession(session))
        # it sets up what lasts the whole session: the database, which the forks copy
        if first and self._run(first, self.rest):
            raise RuntimeError(f"{first.nodeid} fails without any mutant:\n{self.why}")
        forks = Forks(self.jobs, database=first is not None)
        try:
            touched = self._touched(forks)
            self.answers = self._ask(forks, touched)
        finally:
            forks.close()
        return True

    # ------------------------------------------------------------------------------------- what tests touch

    def _touched(self, forks: Forks) -> Touched:
        by_file: dict[str, list[pytest.Item]] = {}
        for item in self.items.values():
            by_file.setdefault(item.nodeid.partition("::")[0], []).append(item)
        kept = Kept(self.root)
        told = {file: answer for file in by_file if (answer := kept.get(file))}
        lacking = [file for file in by_file if file not in told]
        if lacking:
            say(f"running the tests of {len(lacking)} files to see what they touch")
        work = [partial(trace, self.root, partial(self._traced, by_file[file])) for file in lacking]
        for file, done in zip(lacking, forks.run(work, _counted(len(lacking), "files")), strict=True):
            if done.ended_by:
                raise RuntimeError(f"{file} ended by signal {done.ended_by} without any mutant.")
            kept.put(file, done.answer)
            told[file] = done.answer
        touched = Touched()
        for answer in told.values():
            touched.add(answer)
        if touched.failing:
            say(f"not asked, since they fail without any mutant: {', '.join(touched.failing)}")
        return touched

    def _traced(
        self, items: Sequence[pytest.Item], begin: Callable[[str], object]
    ) -> Iterator[tuple[str, float, bool]]:
        for item in items:
            begin(item.nodeid)
            started = time.monotonic()
            failed = self._run(item, self._after(items, item))
            yield item.nodeid, time.monotonic() - started, not failed

    # ------------------------------------------------------------------------------------------- the mutants

    def _ask(self, forks: Forks, touched: Touched) -> list[Answer]:
        functions = loaded_functions(self.files)
        asked: list[tuple[Mutant, list[str]]] = []
        work = []
        for mutant in self.drawn:
            file = self.root / mutant.path
            change = change_of(mutant, file, self.sources[mutant.path], functions)
            tests = self._nearest(mutant, touched) if change else []
            if change is None and touched.tests_of_file(mutant.path):
                continue  # the running program cannot take it
            asked.append((mutant, tests))
            work.append(partial(self._one, change, tests, touched.seconds))
        say(f"asking {len(asked)} of {self.made} mutants, {self.jobs} at a time")
        controls = [partial(self._one, None, tests, touched.seconds) for _, tests in asked[::CONTROL_EACH]]
        done = forks.run([*controls, *work], _counted(len(controls) + len(work), "mutants"))
        if failed := [each.answer for each in done[: len(controls)] if each.answer or each.ended_by]:
            raise RuntimeError(f"Asked without any mutant, after other tests, this one fails: {failed[0]}")
        return [
            _answer(mutant, tests, each)
            for (mutant, tests), each in zip(asked, done[len(controls) :], strict=True)
        ]

    def _nearest(self, mutant: Mutant, touched: Touched) -> list[str]:
        """The tests that run it: first those of its own name, then those of files that name it, the quick before the
        slow, then some of every other file; those that need real commits last, since they empty the database.
        """
        name, in_function = mutant.owner
        if in_function:
            tests = touched.tests_of(mutant.path, *mutant.lines)
        else:  # a value is read without a trace
            named = {test for test in self.items if _names(self.root / test.partition("::")[0], name)}
            tests = sorted(named.union(touched.tests_of_file(mutant.path)))
        stem = Path(mutant.path).stem.rstrip("s")
        near: list[str] = []
        far: dict[str, list[str]] = {}
        quick = sorted(tests, key=lambda test: (touched.seconds[test], test))
        for test in sorted(quick, key=lambda test: stem not in Path(test.partition("::")[0]).stem):
            file = test.partition("::")[0]
            if test in touched.failing:
                continue
            if stem in Path(file).stem or _names(self.root / file, stem):
                near.append(test)
            else:
                far.setdefault(file, []).append(test)
        in_turn = [test for turn in zip_longest(*far.values()) for test in turn if test]
        chosen = [*near, *in_turn[:FAR_TESTS]]
        return sorted(chosen, key=lambda test: _commits(self.items[test]))

    def _one(self, change: Change | None, tests: Sequence[str], seconds: dict[str, float]) -> str:
        """The first test that fails with the change; empty when all pass."""
        items = [self.items[test] for test in tests]
        if change is not None:
            change.put_in()
        for item in items:
            least, times = PATIENCE
            signal.alarm(int(least + times * seconds[item.nodeid]))  # ends this process, which is a fork
            if self._run(item, self._after(items, item)):
                return self.failed
            signal.alarm(0)
        return ""

    # ----------------------------------------------------------------------------------------------- a test

    def _after(self, items: Sequence[pytest.Item], item: pytest.Item) -> pytest.Item:
        place = items.index(item) + 1
        return items[place] if place < len(items) else self.rest

    def _run(self, item: pytest.Item, following: pytest.Item) -> str:
        self.failed = ""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return self.failed


def _answer(mutant: Mutant, tests: list[str], done: Done) -> Answer:
    return Answer(mutant, len(tests), done.answer or "", timed_out=bool(done.ended_by))


def _uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        fixtures & {"transactional_db", "live_server"}
    )


@cache
def _names(file: Path, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}s?\b", file.read_text()) is not None


def _counted(total: int, what: str) -> Callable[[int], None]:
    """Says how far it is, every tenth of the way; on a terminal, always."""
    step = 1 if sys.stderr.isatty() else max(1, total // 10)
    end = "\r" if sys.stderr.isatty() else "\n"

    def told(count: int) -> None:
        if count % step == 0 or count == total:
            print(f"==> {count} of {total} {what}", end=end, file=sys.stderr, flush=True)

    return told


def jobs_of_this_machine() -> int:
    return os.cpu_count() or 1
