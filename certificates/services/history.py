"""History rows of certificates, written by set-based SQL where a run changes hundreds of thousands at once."""

from django.db import connection

from certificates.models import Certificate, Run
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

CREATED, CHANGED = "+", "~"
_HISTORY = Certificate.history.model
_COLUMNS = ", ".join(f'"{field.column}"' for field in _HISTORY.tracked_fields)


def write_certificates(run: Run, *, kind: str, state: str, reason: str, actor: Actor) -> None:
    """One history row for each certificate of the run now in `state`, as a save of each would write it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {_HISTORY._meta.db_table}
                ({_COLUMNS}, history_date, history_change_reason, history_type, history_user_id)
            SELECT {_COLUMNS}, %s, %s, %s, %s
            FROM {Certificate._meta.db_table} WHERE run_id = %s AND state = %s
            """,  # noqa: S608 - table and column names of our own models
            [clock.now(), f"{actor.name}: {reason}", kind, actor.user and actor.user.pk, run.pk, state],
        )
