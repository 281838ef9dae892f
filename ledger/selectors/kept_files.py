"""Every stored file that a row names, and whether it is still what the row says."""

import hashlib
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, QuerySet

from rightsadmin.common import storage


def models_with_files() -> list[type[Model]]:
    """Those whose rows name stored files, by the house's convention: storage_name with sha256."""
    return [
        model
        for model in apps.get_models()
        if {"storage_name", "sha256"} <= {field.name for field in model._meta.get_fields()}
        and not hasattr(model, "instance_type")
    ]


def stored_files() -> Iterator[tuple[str, str]]:
    """Each stored file that a row names, once: its name and its SHA-256."""
    seen = set()
    for model in models_with_files():
        rows: QuerySet = QuerySet(model).exclude(storage_name="").order_by("pk")
        for name, sha256 in rows.values_list("storage_name", "sha256").iterator():
            if name not in seen:
                seen.add(name)
                yield name, sha256


def differences(*, part: int = 0, of: int = 1) -> Iterator[str]:
    """A sentence for each file that is missing or has other bytes than its row says.

    With `of` parts, only those of one `part`: the parts together are all files, each always in the same one.
    """
    for name, sha256 in stored_files():
        if int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % of == part and (
            wrong := _wrong(name, sha256)
        ):
            yield wrong


def _wrong(name: str, sha256: str) -> str:
    try:
        with storage.files().open(name) as file:
            found = hashlib.file_digest(file, "sha256")
    except (OSError, ValueError) as error:
        return f"The stored file {name} cannot be read ({error})."
    if found.hexdigest() != sha256:
        return f"The stored file {name} is not what was stored: its SHA-256 is {found.hexdigest()}, on record {sha256}."
    return ""
