"""What `backup` and `restore` share: where the file of keys is."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser

from rightsadmin.backup import keys


def add_argument(parser: CommandParser) -> None:
    """--key-file, where it is not the installation's own."""
    parser.add_argument(
        "--key-file",
        type=Path,
        default=settings.BACKUP_KEY_FILE or None,
        help="the file of keys (docs/operations.md); RIGHTSADMIN_BACKUP_KEY_FILE where it is left out",
    )


def of(options: dict[str, object]) -> list[keys.Key]:
    """The keys that the command is told of; CommandError where there are none."""
    path = options["key_file"]
    if not path:
        raise CommandError("Name the file of keys: --key-file FILE, or RIGHTSADMIN_BACKUP_KEY_FILE.")
    try:
        return keys.read(Path(str(path)))
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
