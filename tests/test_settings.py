"""Production: what it refuses to start with, and what its settings say to database, broker and mail server."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from rightsadmin.settings import env
from tests.conftest import ROOT

URL = "postgresql://rights:secret@db.example.com/rights?sslmode=verify-full"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "rightsadmin.settings.production",
    "RIGHTSADMIN_SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnop",
    "RIGHTSADMIN_SECRET_KEY_FALLBACKS": "o" * 25 + "0123456789abcdefghijklmnop",
    "RIGHTSADMIN_ALLOWED_HOSTS": "rights.example.com,.example.org",
    "RIGHTSADMIN_DATABASE_URL": URL,
    "RIGHTSADMIN_REDIS_URL": "rediss://:secret@broker.example.com/0",
    "RIGHTSADMIN_MEDIA_ROOT": "/var/lib/rightsadmin/files",
    "RIGHTSADMIN_SEAL_KEY_FILE": "/etc/rightsadmin/seal.key",
    "RIGHTSADMIN_EMAIL_USER": "rights",
    "RIGHTSADMIN_EMAIL_PASSWORD": "secret",
    "RIGHTSADMIN_EMAIL_SECURITY": "starttls",
}
SAID = """
from django.conf import settings as s
print(s.CSRF_TRUSTED_ORIGINS, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.EMAIL_TIMEOUT, len(s.SECRET_KEY_FALLBACKS))
print(s.CELERY_BROKER_USE_SSL["ssl_cert_reqs"].name, s.LOGGING["handlers"]["console"]["formatter"])
"""


def started(**told):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RIGHTSADMIN_")}
    command = [sys.executable, "-c", SAID]
    return subprocess.run(
        command, cwd=ROOT, env=kept | PRODUCTION | told, capture_output=True, text=True, check=False
    )


def test_production_says_what_it_is_told_and_refuses_a_password_in_clear():
    assert started().stdout.splitlines() == [
        "['https://rights.example.com', 'https://example.org', 'https://*.example.org'] True False 10 1",
        "CERT_REQUIRED json",
    ]
    assert "would cross the network in clear" in started(RIGHTSADMIN_EMAIL_SECURITY="none").stderr


@pytest.mark.parametrize(
    "hosts", [".example.com,", "*", "a b", "https://rights.example.com", "-x.example.com", "."]
)
def test_what_is_no_name_of_a_host_is_refused(monkeypatch, hosts):
    monkeypatch.setenv("RIGHTSADMIN_ALLOWED_HOSTS", hosts)
    with pytest.raises(ImproperlyConfigured, match="no name of a host"):
        env.hosts("ALLOWED_HOSTS")


@pytest.mark.parametrize(("kind", "statement"), [("web", "60000"), ("worker", "60000"), ("", "")])
def test_each_kind_of_process_has_its_timeouts_and_commands_have_none(monkeypatch, kind, statement):
    monkeypatch.setenv("RIGHTSADMIN_PROCESS", kind)
    options = env.database(URL)["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert (f"statement_timeout={statement}" in options.get("options", "")) == bool(kind)
    assert ("idle_in_transaction_session_timeout" in options.get("options", "")) == bool(kind)


def test_behind_a_pgbouncer_nothing_belongs_to_a_session(monkeypatch):
    monkeypatch.setenv("RIGHTSADMIN_PROCESS", "web")
    monkeypatch.setenv("RIGHTSADMIN_PGBOUNCER", "1")
    found = env.database(URL)
    assert "options" not in found["OPTIONS"]
    assert (found["DISABLE_SERVER_SIDE_CURSORS"], found["CONN_MAX_AGE"]) == (True, 0)


def test_what_is_no_number_and_no_choice_is_named(monkeypatch):
    monkeypatch.setenv("RIGHTSADMIN_EMAIL_PORT", "smtp")
    with pytest.raises(ImproperlyConfigured, match="RIGHTSADMIN_EMAIL_PORT is 'smtp'"):
        env.number("EMAIL_PORT", 25)
    monkeypatch.setenv("RIGHTSADMIN_EMAIL_SECURITY", "yes")
    with pytest.raises(ImproperlyConfigured, match="one of: none, starttls, tls"):
        env.chosen("EMAIL_SECURITY", "none", ("none", "starttls", "tls"))


def test_nothing_of_the_database_outlives_its_transaction():
    """Behind a pgbouncer a session's lock, setting or table would be another transaction's."""
    found = []
    for app in ("ledger", "certificates", "rightsadmin"):
        for path in (path for kind in ("*.py", "*.sql") for path in (ROOT / app).rglob(kind)):
            text = path.read_text()
            if "migrations" not in path.parts and (
                any(word in text for word in ("pg_advisory_lock(", "pg_try_advisory_lock(", "SET SESSION"))
                or text.count("CREATE TEMP") != text.count("ON COMMIT DROP")
            ):
                found.append(str(path.relative_to(ROOT)))
    assert found == []
