"""Set-up, second part: .venv with the packages of a hash-locked requirements file. Standard library only.

Two files: requirements.txt runs the product, requirements-test.txt is the same and the tests' tools. An
environment with the latter serves for both and is never cut down to the former.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from tools import system_packages
from tools.console import SetUpError, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
#: What .venv holds: the file's name and its fingerprint. Absent while pip works, so an interruption shows.
STAMP = VENV / "installed"
RUNTIME = "requirements.txt"
TEST = "requirements-test.txt"
_SAY_EVERY = 20


def ensure(requirements: str) -> None:
    """Leaves a .venv that holds ``requirements``; quick when it is so. Raises SetUpError when pip fails."""
    installed, fingerprint = _stamp()
    if installed == TEST:
        requirements = TEST
    if installed == requirements and fingerprint == _fingerprint(requirements) and _python_runs():
        return
    started = time.monotonic()
    say(f"installing the Python packages of {requirements} into .venv (Python {sys.version.split()[0]})")
    if installed is None or not _python_runs():
        _create()
    STAMP.unlink(missing_ok=True)
    _install(requirements)
    STAMP.write_text(f"{requirements}\n{_fingerprint(requirements)}\n")
    say(f"Python packages ready ({time.monotonic() - started:.0f} s)")


def _stamp() -> tuple[str | None, str | None]:
    if not STAMP.exists():
        return None, None
    name, _, fingerprint = STAMP.read_text().strip().partition("\n")
    return name, fingerprint


def _fingerprint(requirements: str) -> str:
    """Changes with the file, the Python and the place of the checkout: scripts in .venv name their folder."""
    parts = (ROOT / requirements).read_bytes(), sys.version.encode(), str(VENV).encode()
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _python_runs() -> bool:
    """Whether .venv's Python starts and is of the version we are."""
    try:
        done = subprocess.run(
            [PYTHON, "-c", "import sys; print(sys.version)"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return done.stdout.strip() == sys.version.strip()


def _environment() -> dict[str, str]:
    """Ours, without what would lead pip to another place."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    return kept | quiet | system_packages.environment()


def _create() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    # Debian ships venv in its Python and ensurepip apart from it
    options = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    done = subprocess.run(
        [sys.executable, "-m", "venv", *options, VENV], env=_environment(), stdout=sys.stderr, check=False
    )
    if done.returncode:
        raise SetUpError("The virtual environment .venv could not be made (the message is above).")


def _install(requirements: str) -> None:
    wheel = None if importlib.util.find_spec("ensurepip") else system_packages.pip_wheel()
    pip = ["-m", "pip"] if wheel is None else [f"{wheel}/pip"]
    options = ["--progress-bar", "off", "--require-hashes", "--only-binary", ":all:"]
    total = len(re.findall(r"^[\w.\[\]-]+==", (ROOT / requirements).read_text(), flags=re.MULTILINE))
    last_lines: deque[str] = deque(maxlen=15)
    with subprocess.Popen(
        [PYTHON, *pip, "install", *options, "-r", requirements],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None  # noqa: S101
        fetched = 0
        for line in process.stdout:
            last_lines.append(line)
            if line.startswith("Collecting "):
                fetched += 1
                if fetched % _SAY_EVERY == 0:
                    say(f"  fetched {fetched} of about {total} packages")
            elif line.startswith("Installing collected packages"):
                say("  unpacking them")
    if process.returncode:
        raise SetUpError(f"pip could not install {requirements}:\n{''.join(last_lines)}")
