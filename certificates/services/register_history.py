"""History rows of certificates, written by set-based SQL where a run changes hundreds of thousands at once."""

from typing import Any

from django.db import connection

from certificates.enums import CertificateState
from certificates.models import Certificate, DestructionBatch, Run
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

CREATED, CHANGED = "+", "~"
_HISTORY = Certificate.history.model
_COLUMNS = ", ".join(f'"{field.column}"' for field in _HISTORY.tracked_fields)


def write_certificates(run: Run, *, kind: str, state: str, reason: str, actor: Actor) -> None:
    """One history row for each certificate of the run now in `state`, as a save of each would write it."""
    _write("run_id = %s AND state = %s", [run.pk, state], kind=kind, reason=reason, actor=actor)


def write_allocated(run: Run, *, reason: str, actor: Actor) -> None:
    """The first history row of each certificate that the run was just made of."""
    write_certificates(run, kind=CREATED, state=CertificateState.ALLOCATED, reason=reason, actor=actor)


def write_destroyed(batch: DestructionBatch, *, reason: str, actor: Actor) -> None:
    """One history row for each certificate of the batch's boxes, as a save of each would write it."""
    where = (
        "id IN (SELECT s.certificate_id FROM certificates_cancelledstore s "
        "JOIN certificates_vaultbox b ON b.id = s.box_id WHERE b.destruction_id = %s)"
    )
    _write(where, [batch.pk], kind=CHANGED, reason=reason, actor=actor)


def _write(where: str, values: list[Any], *, kind: str, reason: str, actor: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {_HISTORY._meta.db_table}
                ({_COLUMNS}, history_date, history_change_reason, history_type, history_user_id)
            SELECT {_COLUMNS}, %s, %s, %s, %s FROM {Certificate._meta.db_table} WHERE {where}
            """,  # noqa: S608 - table and column names of our own models
            [clock.now(), f"{actor.name}: {reason}", kind, actor.user and actor.user.pk, *values],
        )
