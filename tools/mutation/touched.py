"""Which tests run which line, file of tests by file of tests, kept for as long as the code they ran is the same."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@dataclass
class Touched:
    """The tests that run a line, and what each took when nothing was changed."""

    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failing: list[str] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        """What one file of tests told (`trace`)."""
        tests = list(told["seconds"])
        self.seconds |= told["seconds"]
        self.failing += told["failing"]
        for file, lines in told["lines"].items():
            known = self.lines.setdefault(file, {})
            for line, numbers in lines.items():
                known.setdefault(int(line), []).extend(tests[number] for number in numbers)

    def tests_of(self, file: str, first: int, last: int) -> list[str]:
        """The tests that run one of these lines."""
        lines = self.lines.get(file, {})
        return sorted({test for line in range(first, last + 1) for test in lines.get(line, ())})

    def tests_of_file(self, file: str) -> list[str]:
        """The tests that run anything of the file."""
        return sorted({test for tests in self.lines.get(file, {}).values() for test in tests})


class Kept:
    """What was told before, below var/: by file of tests, with the digest of each file that its tests ran."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "var" / "mutation"

    def get(self, tests: str) -> dict[str, Any] | None:
        """None where one of the files differs by now."""
        place = self._place(tests)
        if not place.exists():
            return None
        told: dict[str, Any] = json.loads(place.read_text())
        same = all(_digest(self.root / file) == digest for file, digest in told["digests"].items())
        return told if same else None

    def put(self, tests: str, told: dict[str, Any]) -> None:
        told["digests"] = {file: _digest(self.root / file) for file in {tests, *told.pop("files")}}
        self.folder.mkdir(parents=True, exist_ok=True)
        self._place(tests).write_text(json.dumps(told))

    def _place(self, tests: str) -> Path:
        return self.folder / f"{tests.replace('/', '-')}.json"


def trace(root: Path, run: Callable[[Callable[[str], object]], Iterable[tuple[str, float, bool]]]) -> Any:
    """What tests touch: `run` runs them, says the name of each before, and yields (name, seconds, passed) after."""
    import coverage  # noqa: PLC0415 - costs half a second, and only a forked process needs it

    # Nothing of pyproject.toml, which says what the suite's own coverage is measured over.
    tracer = coverage.Coverage(
        data_file=None,
        config_file=False,
        include=[f"{root}/*"],
        omit=[f"{root}/.venv/*", f"{root}/var/*"],
    )
    tracer.start()
    seconds, failing = {}, []
    for name, took, passed in run(tracer.switch_context):
        seconds[name] = round(took, 3)
        if not passed:
            failing.append(name)
    tracer.stop()
    numbers = {name: number for number, name in enumerate(seconds)}
    data = tracer.get_data()
    files = {Path(file).relative_to(root).as_posix(): file for file in data.measured_files()}
    lines = {
        name: {
            line: [numbers[test] for test in tests if test in numbers]
            for line, tests in data.contexts_by_lineno(file).items()
        }
        for name, file in files.items()
        if not name.startswith("tests/")
    }
    return {"files": list(files), "seconds": seconds, "failing": failing, "lines": lines}


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else ""
