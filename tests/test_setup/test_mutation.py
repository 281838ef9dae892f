"""`./run mutate` on a small program of its own: what it changes, and whether it tells killed from survived."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutation.edits import LARGEST
from tools.mutation.forks import Done, Forks
from tools.mutation.mutants import mutants_of, sample

ROOT = Path(__file__).resolve().parents[2]

SHOP = '''"""Sells while there is something to sell: 1 or 2."""
import functools
import logging

CLERK, SUPERVISOR = "clerk", "supervisor"
MAY_SELL = {"shop": (CLERK,)}
LEAST = 2
logger = logging.getLogger(__name__)


def kept(function):
    @functools.wraps(function)
    def inner(*given):
        return function(*given)

    return inner


@kept
def sell(stock: "dict[int, str]", wanted: int = 1) -> int:
    if wanted < LEAST and stock:
        raise ValueError(f"at least {LEAST + 1 - 1}")
    stock.clear()
    logger.info("sold %s", 3)
    return wanted


def nobody_asks():
    if LEAST < 3:
        pass
'''

TESTS = """import pytest
from shop import LEAST, MAY_SELL, sell


def test_what_is_sold_is_gone():
    stock = {1: "a book"}
    assert sell(stock, LEAST) == 2
    assert stock == {}


def test_too_little_is_not_sold():
    stock = {1: "a book"}
    with pytest.raises(ValueError):
        sell(stock, 1)
    assert stock


def test_who_may_sell():
    assert MAY_SELL == {"shop": ("clerk",)}
"""


@pytest.fixture
def shop(tmp_path) -> Path:
    """A project of one file and its tests."""
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_shop.py").write_text(TESTS)
    return tmp_path


def mutate(project: Path, *options: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    return subprocess.run(
        [sys.executable, "-m", "tools.mutation", *options],
        cwd=project,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def kinds(project: Path, text: str) -> list[tuple[str, str]]:
    """What would be changed in a function of this body: the kind, the changed line."""
    body = "\n".join(f"    {line}" for line in text.splitlines())
    source = f"def f():\n{body}\n"
    (project / "one.py").write_text(source)
    return [
        (mutant.kind, mutant.diff(source.encode()).split("+ ", 1)[1].strip())
        for mutant in mutants_of(project / "one.py", project)
    ]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("x = a <= b", [("limit", "x = a < b")]),
        ("x = a not in b", [("comparison", "x = a in b")]),
        ("x = (a) is not b", [("comparison", "x = (a) is b")]),
        ("x = a or b", [("and/or", "x = a and b")]),
        ("x = a - b", [("plus/minus", "x = a + b")]),
        ("a += b", [("plus/minus", "a -= b")]),
        ("x = not a", [("not dropped", "x = (a)")]),
        ("x = a if b else c", [("condition negated", "x = a if (not (b)) else c")]),
        ("raise ValueError", [("raise dropped", "pass")]),
        ("permissions.require_propose(actor, act)", [("call dropped", "pass")]),
        ("plan.state = state", [("attribute not set", "pass")]),
        ("return a", [("returns None", "return None")]),
        ("x = 30", [("off by one", "x = 31")]),
        ("x = f(flat=True)", [("boolean", "x = f(flat=False)")]),
        ("x = rows.exclude(a=b)", [("function", "x = rows.filter(a=b)")]),
        ("x = rows.select_for_update(of=o).get()", [("lock dropped", "x = rows.get()")]),
        ("x = locks.lock_plan(plan.pk)", [("lock dropped", "x = plan")]),
        ("x = [a for a in b if a.c]", [("condition negated", "x = [a for a in b if (not (a.c))]")]),
    ],
)
def test_a_change_is_made_of(tmp_path, text, changed):
    assert kinds(tmp_path, text) == changed


@pytest.mark.parametrize(
    "text",
    [
        '"""Words: 1 < 2."""',
        'x = f"{a + 1}"',
        "x: Literal[3] = a",
        "logger.warning(a, 3)",
        'x = "a" + b',
        "x = a[:80]",
        f"x = {LARGEST + 1}",
        "return None",
        "x = a < b < c",
    ],
)
def test_no_change_is_made_of(tmp_path, text):
    assert kinds(tmp_path, text) == []


def test_a_sample_is_the_same_for_a_seed_and_keeps_its_choice_when_other_code_changes(shop):
    def drawn(seed: int) -> list[tuple[str, str]]:
        return [(m.kind, m.owner[0]) for m in sample(mutants_of(shop / "shop.py", shop), 5, seed)]

    before = drawn(1)
    assert before == drawn(1)
    assert before != drawn(2)
    (shop / "shop.py").write_text(SHOP.replace("import logging", "import logging\n\n# a line more"))
    assert drawn(1) == before


def test_survivors_are_told_with_their_change_and_killed_ones_are_counted(shop):
    done = mutate(shop, "shop.py", "--jobs", "2", "--fail-under", "66")

    told = [line for line in done.stdout.splitlines() if "SURVIVED" in line]
    assert told == [
        "shop.py:16: SURVIVED: returns None (0 tests run it)",
        "shop.py:29: SURVIVED: condition negated (0 tests run it)",
        "shop.py:29: SURVIVED: limit (0 tests run it)",
        "shop.py:29: SURVIVED: off by one (0 tests run it)",
    ], done.stdout + done.stderr
    assert "    -     if LEAST < 3:\n    +     if LEAST <= 3:\n" in done.stdout
    assert " ".join(done.stdout.splitlines()[-1].split()) == (
        "12 of 13 mutants, seed 1 8 killed 0 timed out 4 survived 66.7 %"
    )
    assert done.returncode == 0
    assert mutate(shop, "shop.py", "--fail-under", "67").returncode == 1


def test_tests_are_traced_again_only_when_they_or_what_they_ran_changed(shop):
    def traced() -> bool:
        return "to see what they touch" in mutate(shop, "shop.py", "--sample", "1").stderr

    assert traced()
    assert not traced()
    (shop / "shop.py").write_text(SHOP + "\n")
    assert traced()
    (shop / "tests" / "test_shop.py").write_text(TESTS + "\n")
    assert traced()


def test_a_test_that_fails_anyway_kills_nothing(shop):
    (shop / "tests" / "test_shop.py").write_text(
        TESTS + "\n\ndef test_broken():\n    assert sell({}, 5) == 6\n"
    )

    done = mutate(shop, "shop.py", "--sample", "1")

    assert "since they fail without any mutant: tests/test_shop.py::test_broken" in done.stderr


def test_tests_that_cannot_be_loaded_are_no_result(shop):
    (shop / "tests" / "test_shop.py").write_text("import nothing_of_this_name\n")

    done = mutate(shop, "shop.py")

    assert done.returncode == 2
    assert "nothing_of_this_name" in done.stderr


def test_a_fork_that_dies_is_told_by_its_signal_and_the_others_answer():
    forks = Forks(2, database=False)
    counted = []

    def hang():
        signal.alarm(1)
        signal.pause()

    try:
        done = forks.run([lambda: "first", hang, os.getpid], counted.append)
    finally:
        forks.close()

    assert done[:2] == [Done("first"), Done(ended_by=signal.SIGALRM)]
    assert done[2].answer != os.getpid()
    assert counted == [1, 2, 3]
    assert not forks.folder.exists()
