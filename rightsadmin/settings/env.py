"""The one typed reader of RIGHTSADMIN_* variables."""

import re

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


def number(name: str, default: int) -> int:
    """A variable that is a whole number; ImproperlyConfigured names it where it is none."""
    value = optional(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{PREFIX}{name} is {value!r} and must be a whole number.")
    return int(value)


def chosen(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """A variable that is one of some words; ImproperlyConfigured names it where it is none of them."""
    value = optional(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{PREFIX}{name} is {value!r} and must be one of: {', '.join(allowed)}.")
    return value


_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)


def hosts(name: str) -> list[str]:
    """The names of hosts in a required variable: each a whole name, or one with a dot before it for all below it."""
    found = required(name).split(",")
    for host in (part.strip() for part in found):
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{PREFIX}{name} holds {host!r}, which is no name of a host: write names such as rights.example.com, "
                "with commas between them and none at the end."
            )
    return [part.strip() for part in found]


def origins(hosts: list[str]) -> list[str]:
    """Where the forms of these hosts come from; a leading dot stands for every name below it."""
    return [
        origin
        for host in hosts
        for origin in ([f"https://{host[1:]}", f"https://*{host}"] if host[0] == "." else [f"https://{host}"])
    ]


#: Milliseconds by the kind of process: a statement, the wait for a lock, a transaction in which nothing happens. A
#: page's statement is over in seconds; the largest acts, and a task, have a minute; migrations and commands any time.
TIMEOUTS = {
    "web": {
        "statement_timeout": 60_000,
        "lock_timeout": 10_000,
        "idle_in_transaction_session_timeout": 300_000,
    },
    "worker": {
        "statement_timeout": 60_000,
        "lock_timeout": 30_000,
        "idle_in_transaction_session_timeout": 120_000,
    },
}


def database(url: str) -> dict:
    """A DATABASES entry from a postgresql:// URL; any other engine is refused.

    RIGHTSADMIN_PROCESS says which kind of process it is for, and so its timeouts. Behind a pgbouncer that gives each
    transaction another connection (RIGHTSADMIN_PGBOUNCER=1) they are pgbouncer's to set, and no cursor of the server
    outlives its transaction.
    """
    config = environ.Env.db_url_config(url)
    if not config["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE_URL must be a postgresql:// URL: the rules of the ledger live in PostgreSQL."
        )
    timeouts = TIMEOUTS.get(optional("PROCESS", ""), {})
    options = {**config.get("OPTIONS", {})}
    pooled = chosen("PGBOUNCER", "0", ("0", "1")) == "1"
    if timeouts and not pooled:
        options["options"] = " ".join(f"-c {name}={value}" for name, value in timeouts.items())
    return {
        **config,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0 if pooled else 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
    }


def cache(url: str, *, authority: str = "") -> dict:
    """A CACHES entry on the broker's server, under a name of its own there; `authority` signed its certificate."""
    options = {"ssl_ca_certs": authority} if authority and url.startswith("rediss://") else {}
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "rightsadmin",
        "OPTIONS": options,
    }
