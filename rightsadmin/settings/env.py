"""The one typed reader of RIGHTSADMIN_* variables."""

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()
PREFIX = "RIGHTSADMIN_"


def optional(name: str, default: str) -> str:
    """The variable RIGHTSADMIN_<name>, or the default where it is not set."""
    return str(_env.str(PREFIX + name, default=default))


def required(name: str) -> str:
    """The variable RIGHTSADMIN_<name>; ImproperlyConfigured names it where it is missing or empty."""
    value = str(_env.str(PREFIX + name, default=""))
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {PREFIX}{name} (see .env.example).")
    return value


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list without blanks."""
    return [part.strip() for part in optional(name, default).split(",") if part.strip()]


def database(url: str) -> dict:
    """A DATABASES entry from a postgresql:// URL; any other engine is refused."""
    config = environ.Env.db_url_config(url)
    if not config["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE_URL must be a postgresql:// URL: the rules of the ledger live in PostgreSQL."
        )
    return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
