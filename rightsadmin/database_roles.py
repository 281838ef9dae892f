"""The two roles of the database that are not its owner: what each may do is given anew after every migration.

The text stands in ledger/sql/functions/grants.sql; why there are three roles in docs/decisions/0015.
"""

from typing import Any

from django.db import connections

GRANT = "rightsadmin_grant"


def grant(*, using: str, **_: Any) -> None:
    """Gives the application and the reader their rights on every table there is; a receiver of post_migrate.

    Does nothing where the migrations that define them are not there. Raises ProgrammingError where the roles lack and
    whoever migrates may not make them (docs/decisions/0015 says what to ask of the database's administrator).
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s) IS NOT NULL", [GRANT])
        if cursor.fetchone()[0]:
            cursor.execute(f"SELECT {GRANT}()")
