"""Sets this checkout up and runs one command in it; called by ./run with any Python from 3.11 on.

Set-up is three parts, each quick when nothing changed: system libraries, .venv, fonts. Standard library
only: on a new machine there is nothing else yet.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from tools import changed, system_packages, virtualenv
from tools.console import SetUpError, say

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
COVERAGE = VAR / "coverage"
FONTS = VAR / "fonts" / "fonts.conf"
MOST_PROCESSES = 9  # of a test run: each takes up to a gigabyte

USAGE = """\
usage: ./run demo [--once]       start the back office with its demonstration; --once: do all of it and end
       ./run test [OPTIONS]      run the tests; OPTIONS are pytest's
       ./run test --changed [REF] ...  only those that a change since REF touches (REF: where the branch left main)
       ./run test --coverage     ... and measure what they run: .venv/bin/coverage combine, then coverage report
       ./run mutate PATHS ...    which small changes of these files the tests do not notice; --help says more
       ./run manage COMMAND ...  run a management command, with the demo running or not
       ./run setup               only install what lacks, for the demo and the tests
       ./run reset               delete the demo's data
"""


def main(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "help"
    if command in {"help", "-h", "--help"}:
        print(USAGE, end="")
        return 0
    if command not in {"demo", "test", "mutate", "manage", "setup", "reset"}:
        print(f"There is no command {command!r}.\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        _refuse_other_users()
        _set_up(virtualenv.TEST if command in {"test", "mutate", "setup"} else virtualenv.RUNTIME)
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("interrupted; the next ./run goes on from here")
        return 130
    if command == "test":
        return _test(arguments[1:])
    if command == "mutate":
        _hand_over("-m", "tools.mutation", *arguments[1:])
    elif command != "setup":
        _hand_over("-m", "tools.supervise", *arguments)
    return 0


def _refuse_other_users() -> None:
    """One user owns a checkout's files: a second one's would lock the first one out."""
    owner = ROOT.stat().st_uid
    if os.geteuid() == 0 and owner == int(os.environ.get("SUDO_UID", "0")) != 0:
        raise SetUpError("Run it without sudo: it asks for sudo itself, to install missing system packages.")
    for folder in (VAR, virtualenv.VENV):
        if folder.exists() and folder.stat().st_uid != os.geteuid():
            name = pwd.getpwuid(folder.stat().st_uid).pw_name
            raise SetUpError(
                f"{folder.name}/ is {name}'s. Run this as {name}, or delete var/ and .venv/ first."
            )


def _set_up(requirements: str) -> None:
    VAR.mkdir(exist_ok=True)
    with (VAR / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for the set-up of another ./run in this folder")
            fcntl.flock(lock, fcntl.LOCK_EX)
        system_packages.ensure()
        virtualenv.ensure(requirements)
        if not FONTS.exists():
            _build_fonts()


def _build_fonts() -> None:
    """The certificates' fonts and a configuration with no others: a page must not depend on the machine.

    Later changes of their recipe are the press's own affair: it looks whenever it starts.
    """
    say("making the fonts of the certificates")
    command = [str(virtualenv.PYTHON), "-m", "tools.build_fonts"]
    made = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetUpError(f"The fonts could not be made:\n{made.stdout}{made.stderr}")


def _environment() -> dict[str, str]:
    return (
        os.environ
        | system_packages.environment()
        | {
            "FONTCONFIG_FILE": str(FONTS),
            "PATH": f"{virtualenv.VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}",
            "PYTHONUNBUFFERED": "1",
            "VIRTUAL_ENV": str(virtualenv.VENV),
        }
    )


def _parallel(options: list[str]) -> list[str]:
    """Options of pytest unless the caller chose: a process for each core, and one more to run while another waits
    for a browser or a worker; no tests of hundreds of thousands of rows. One file, or one test of it, is done in the
    time that other processes would take to start.
    """
    chosen = {option.partition("=")[0] for option in options}
    files = [option for option in options if option.partition("::")[0].endswith(".py")]
    is_one = len(files) == 1 and not any(Path(option).is_dir() for option in options)
    more = not is_one and not chosen & {"-n", "--numprocesses", "--pdb", "-s"}
    number = min(os.cpu_count() or 2, MOST_PROCESSES - 1) + 1
    processes = ["-n", str(number), "--dist", "worksteal"] if more else []
    return [*processes, *([] if "-m" in chosen else ["-m", "not scale and not operation"])]


def _test(options: list[str]) -> int:
    """Becomes pytest; returns only where there is nothing to test."""
    try:
        chosen = _with_changed(options)
    except SetUpError as error:
        say(str(error))
        return 1
    if chosen is not None and "--coverage" in chosen:
        chosen.remove("--coverage")
        shutil.rmtree(COVERAGE, ignore_errors=True)
        COVERAGE.mkdir(parents=True)
        _hand_over("-m", "coverage", "run", "-m", "pytest", *_parallel(chosen), *chosen)
    if chosen is not None:
        _hand_over("-m", "pytest", *_parallel(chosen), *chosen)
    return 0


def _with_changed(options: list[str]) -> list[str] | None:
    """The options with ``--changed [REF]`` replaced by the test files that it means; None where it means none."""
    for place, option in enumerate(options):
        word, _, ref = option.partition("=")
        if word != "--changed":
            continue
        rest = options[place + 1 :]
        if not ref and rest and not rest[0].startswith("-"):
            ref, *rest = rest
        files = changed.touched_since(ref or None)
        say(f"test files that can see what changed: {len(files)}")
        return [*options[:place], *rest, *files] if files else None
    return options


def _hand_over(*arguments: str) -> NoReturn:
    python = str(virtualenv.PYTHON)
    os.execve(python, [python, *arguments], _environment())  # noqa: S606 - it replaces this process


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
