"""The file of keys: a line for each, its name and its secret; the first one closes, the others only open."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from rightsadmin.common.secret_files import require_private

SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Key:
    """A secret under the name by which an archive says which one closed it."""

    name: str
    secret: str


def read(path: Path) -> list[Key]:
    """The keys of the file, the one that closes first.

    Raises ImproperlyConfigured, in a sentence, where there is none, others may read it, or a line is no key.
    """
    try:
        lines = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"The file of keys {path} cannot be read ({error}).") from error
    require_private(path, "file of keys")
    keys = [_key(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not keys:
        raise ImproperlyConfigured(
            f"The file of keys {path} is empty: docs/operations.md says how to make one."
        )
    if len({key.name for key in keys}) != len(keys):
        raise ImproperlyConfigured(f"The file of keys {path} names one key twice.")
    return keys


def _key(path: Path, number: int, line: str) -> Key:
    name, _, secret = line.strip().partition(" ")
    if len(secret.strip()) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"Line {number} of the file of keys {path} must be a name, a space, and a secret of at least "
            f"{SHORTEST_SECRET} characters."
        )
    return Key(name, secret.strip())
