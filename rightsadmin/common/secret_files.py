"""Files with secrets of the house: nobody reads them but the program's own user."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_OTHERS = 0o077  # what group and others may do


def require_private(path: Path, called: str) -> None:
    """ImproperlyConfigured, in a sentence that says what to do, where others may read what it is `called`."""
    if path.stat().st_mode & _OTHERS:
        raise ImproperlyConfigured(f"Others may read the {called} {path}. Say: chmod 600 {path}")
