"""Set-up, first part: the system libraries that page setting needs, and pip where Debian left it out.

Root, or sudo that asks no password or can ask for it: apt-get. Otherwise the same Debian packages are
unpacked below var/syslibs, and nothing outside this checkout changes. Standard library only.
"""

import grp
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.console import SetUpError, say

ROOT = Path(__file__).resolve().parent.parent
UNPACKED = ROOT / "var" / "syslibs"
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",  # without it a certificate takes seven times as long
    "libfontconfig.so.1",
)
LIBRARY_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
VENV_PACKAGE = f"python3.{sys.version_info.minor}-venv"


def ensure() -> None:
    """Leaves a machine where every library loads and a virtual environment can be made; quick when so.

    Raises SetUpError with the one line to type where this cannot be had.
    """
    lacking = _lacking()
    if not lacking:
        return
    packages = [
        *(LIBRARY_PACKAGES if lacking != ["pip"] else ()),
        *((VENV_PACKAGE,) if "pip" in lacking else ()),
    ]
    by_hand = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    apt = shutil.which("apt-get")
    if apt is None:
        raise SetUpError(
            f"This machine lacks {', '.join(lacking)}. Install it, then run this again."
            f" Debian, Ubuntu: {by_hand} | Fedora: sudo dnf install pango | macOS: brew install pango"
        )
    started = time.monotonic()
    sudo = _sudo()
    if sudo is None:
        say(f"no root and no sudo: unpacking {' '.join(packages)} below var/syslibs")
        _unpack(apt, packages, by_hand)
    else:
        say(f"installing {' '.join(packages)} with apt-get")
        _install(
            [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-o", "DPkg::Lock::Timeout=120"],
            packages,
            by_hand,
        )
    if left := _lacking():
        raise SetUpError(f"Still missing: {', '.join(left)}. Install by hand, then run this again: {by_hand}")
    say(f"system packages ready ({time.monotonic() - started:.0f} s)")


def environment() -> dict[str, str]:
    """The variables under which the unpacked libraries are found; empty where the system has its own."""
    folders = [str(folder) for folder in (UNPACKED / "root" / "usr" / "lib").glob("*-linux-gnu*")]
    if not folders or not (UNPACKED / "complete").exists():
        return {}
    return {"LD_LIBRARY_PATH": ":".join([*folders, *filter(None, [os.environ.get("LD_LIBRARY_PATH")])])}


def pip_wheel() -> Path | None:
    """Debian's pip among the unpacked packages; None where there is none."""
    if not (UNPACKED / "complete").exists():
        return None
    return next((UNPACKED / "root" / "usr" / "share" / "python-wheels").glob("pip-*.whl"), None)


def _lacking() -> list[str]:
    """The libraries that do not load, asked of a fresh process so that LD_LIBRARY_PATH counts; and "pip"."""
    names = LIBRARIES
    if sys.platform == "darwin":
        names = tuple(name.replace(".so.0", ".0.dylib").replace(".so.1", ".1.dylib") for name in names)
    code = (
        "import ctypes, sys\nfor name in sys.argv[1:]:\n try: ctypes.CDLL(name)\n except OSError: print(name)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code, *names],
        capture_output=True,
        text=True,
        env=os.environ | environment(),
        check=True,
    )
    has_pip = importlib.util.find_spec("ensurepip") is not None or pip_wheel() is not None
    return [*asked.stdout.split(), *([] if has_pip else ["pip"])]


def _sudo() -> list[str] | None:
    """What to put before apt-get: nothing as root, sudo where it will do; None: neither."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    silent = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    may_ask = sys.stdin.isatty() and any(
        grp.getgrgid(group).gr_name in {"sudo", "wheel", "admin"} for group in os.getgroups()
    )
    return ["sudo"] if silent or may_ask else None


def _install(apt: Sequence[str], packages: Sequence[str], by_hand: str) -> None:
    for step in (["-qq", "update"], ["-qq", "install", "-y", "--no-install-recommends", *packages]):
        if subprocess.run([*apt, *step], stdout=subprocess.DEVNULL, check=False).returncode:
            raise SetUpError(
                f"apt-get failed (its message is above). Install by hand, then run this again: {by_hand}"
            )
    importlib.invalidate_caches()


def _unpack(apt: str, packages: Sequence[str], by_hand: str) -> None:
    shutil.rmtree(UNPACKED, ignore_errors=True)
    for folder in ("state/lists/partial", "cache/archives/partial", "root"):
        (UNPACKED / folder).mkdir(parents=True)
    options = [
        f"Dir::State={UNPACKED}/state",
        f"Dir::State::Lists={UNPACKED}/state/lists",
        "Dir::State::status=/var/lib/dpkg/status",
        f"Dir::Cache={UNPACKED}/cache",
        "Debug::NoLocking=1",
    ]
    ours = [apt, "-qq", *(part for option in options for part in ("-o", option))]
    for step in (["update"], ["install", "-y", "--no-install-recommends", "--download-only", *packages]):
        if subprocess.run(
            [*ours, *step], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        ).returncode:
            raise SetUpError(f"The Debian packages could not be fetched. Ask an administrator for: {by_hand}")
    for package in (UNPACKED / "cache" / "archives").glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(package), str(UNPACKED / "root")], check=True)
    shutil.rmtree(UNPACKED / "cache")
    shutil.rmtree(UNPACKED / "state")
    (UNPACKED / "complete").touch()
