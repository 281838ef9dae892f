"""What every migration ends with: the roles of the database that are not its owner get their rights, tables their seal.

The text stands in ledger/sql/functions/grants.sql; why there are three roles in docs/decisions/0015.
"""

from typing import Any

from django.db import connections

GRANT = "rightsadmin_grant"
SEAL = "rightsadmin_seal_tables"


def grant(*, using: str, **_: Any) -> None:
    """Gives the application and the reader their rights on every table there is; a receiver of post_migrate.

    Does nothing where the migrations that define them are not there. Raises ProgrammingError where the roles lack and
    whoever migrates may not make them (docs/decisions/0015 says what to ask of the database's administrator).
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s) IS NOT NULL", [GRANT])
        if cursor.fetchone()[0]:
            cursor.execute(f"SELECT {GRANT}()")


def seal(*, using: str, **_: Any) -> None:
    """Gives every table of record its seal, after every migration; what got other columns is sealed anew, which is on
    the audit trail. Does nothing where the migrations that define it are not there.
    """
    from ledger.services import record_proof  # noqa: PLC0415 - the apps are ready by now

    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s) IS NOT NULL", [SEAL])
        if cursor.fetchone()[0]:
            cursor.execute(f"SELECT {SEAL}()")
            if anew := [name for (name,) in cursor.fetchall()]:
                record_proof.sealed_anew(anew)
