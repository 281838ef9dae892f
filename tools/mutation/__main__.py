"""`./run mutate PATHS`: how many small changes of these files the tests notice, and which they do not."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tools.mutation.campaign import Answer, Campaign, jobs_of_this_machine

#: These tests ask processes of their own, which have no mutant in them, or take too long to be asked often.
LEFT_OUT = "not browser and not worker and not scale and not faults and not oracle"
#: And these ask set-up and the press.
FOLDERS_LEFT_OUT = ("tests/test_setup", "tests/press", "tests/benchmarks")


def main(arguments: list[str], root: Path) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    files = _files(root, options.paths)
    if absent := [file for file in files if not file.exists()]:
        parser.error(f"there is no {absent[0]}")
    campaign = Campaign(
        root,
        files,
        size=options.sample,
        seed=options.seed,
        jobs=options.jobs,
    )
    os.environ["RIGHTSADMIN_SHARED_STATES"] = "0"  # a test's own run of a story is what must notice a mutant
    with redirect_stdout(io.StringIO()) as said:  # pytest's own words, of use only when it stops
        code = pytest.main(_of_pytest(root, options.tests), plugins=[campaign])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} or not campaign.answers:
        print(f"{said.getvalue()}\nNo mutant was asked: see above.", file=sys.stderr)
        return 2
    return report(campaign, options.seed, options.fail_under)


def report(campaign: Campaign, seed: int, fail_under: float) -> int:
    """Prints each survivor with its change, then the figures by file; 1 where too few were killed."""
    by_file: dict[str, list[Answer]] = {}
    for answer in campaign.answers:
        by_file.setdefault(answer.mutant.path, []).append(answer)
        if answer.survived or answer.timed_out:
            mutant = answer.mutant
            end = "timed out" if answer.timed_out else "SURVIVED"
            print(f"{mutant.path}:{mutant.line}: {end}: {mutant.kind} ({answer.asked} tests run it)")
            print(
                "".join(f"    {line}\n" for line in mutant.diff(campaign.sources[mutant.path]).splitlines())
            )
    for path, answers in sorted(by_file.items()):
        print(f"{path:50} {_figures(answers)}")
    print(
        f"{f'{len(campaign.answers)} of {campaign.made} mutants, seed {seed}':50} {_figures(campaign.answers)}"
    )
    return 0 if _percent(campaign.answers) >= fail_under else 1


def _figures(answers: Sequence[Answer]) -> str:
    survived = sum(answer.survived for answer in answers)
    timed_out = sum(answer.timed_out for answer in answers)
    killed = len(answers) - survived - timed_out
    return f"{killed:4} killed {timed_out:3} timed out {survived:4} survived  {_percent(answers):5.1f} %"


def _percent(answers: Sequence[Answer]) -> float:
    return 100 * sum(not answer.survived for answer in answers) / len(answers)


def _files(root: Path, paths: Sequence[str]) -> list[Path]:
    found: set[Path] = set()
    for name in paths:
        path = (root / name).resolve()
        found |= set(path.rglob("*.py")) if path.is_dir() else {path}
    return sorted(found)


def _of_pytest(root: Path, tests: Sequence[str]) -> list[str]:
    quiet = ["-q", "-p", "no:cacheprovider", "-s", "-m", LEFT_OUT]
    left_out = [f"--ignore={folder}" for folder in FOLDERS_LEFT_OUT]
    return [*quiet, *left_out, f"--rootdir={root}", *tests]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run mutate", description=__doc__)
    parser.add_argument("paths", nargs="+", help="files or folders to change")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="the tests to ask (default: all)")
    parser.add_argument("--sample", type=int, help="so many mutants only")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--jobs", type=int, default=jobs_of_this_machine(), help="so many at a time")
    parser.add_argument("--fail-under", type=float, default=0, help="fail below so many percent killed")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
