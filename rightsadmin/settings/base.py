"""What every installation shares. Secrets and hosts come from RIGHTSADMIN_* variables (see .env.example)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF

from rightsadmin.settings import env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.optional("VAR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "rightsadmin.apps.RightsAdminConfig",
    "rightsadmin.apps.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "simple_history",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "ledger.apps.LedgerConfig",
    "certificates.apps.CertificatesConfig",
]

MIDDLEWARE = [
    "rightsadmin.edge.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rightsadmin.edge.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rightsadmin.people.middleware.SessionEndsMiddleware",
    "rightsadmin.edge.BodyMiddleware",  # before anything reads what was sent
    "rightsadmin.people.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rightsadmin.people.middleware.SecondFactorMiddleware",
    "rightsadmin.people.middleware.ProofMiddleware",
    "rightsadmin.middleware.ActionMiddleware",
]

ROOT_URLCONF = "rightsadmin.urls"
WSGI_APPLICATION = "rightsadmin.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rightsadmin.navigation.context",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "my-day"
LOGOUT_REDIRECT_URL = "sign-in"
# django-allauth carries the steps of a sign-in. Nobody signs up; how often one may try is counted by our own door.
ACCOUNT_ADAPTER = "rightsadmin.people.adapter.Door"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": "5/15m/key"}  # the latter of codes after the password
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * env.number("PROOF_MINUTES", 15)
MFA_ADAPTER = "rightsadmin.people.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Rights Agent back office"
# Asked of everybody who approves, releases, exports or administers; "enrolled": of those alone who have set one up.
SECOND_FACTOR = "required"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXIES", 0)  # how many of our own stand before the web process

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"  # instants are UTC; pages show New York by the formatting tags

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.optional("STATIC_ROOT", str(VAR_DIR / "static")))
MEDIA_ROOT: Path | str = Path(env.optional("MEDIA_ROOT", str(VAR_DIR / "files")))
# Print files are private: nothing below MEDIA_ROOT has a URL of its own, downloads go through a view.
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# A million accounts are about 170 MB. A file is streamed to the disk and read row by row; of the whole only the
# account numbers are kept, to find one that comes twice. Larger files are refused before they are read.
HOLDER_FILE_MAX_BYTES = 256 * 1024 * 1024

# Who is not signed in sends a name and a password. The largest paper that is filed is a scan of some hundred pages.
BODY_OF_A_STRANGER = 64 * 1024
BODY_AT_MOST = 32 * 1024 * 1024
# The stored files are records of holders: nobody but the program's own user reads them.
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Brought by the monitoring to /metrics and /health/ready/; without one /metrics is not there.
MONITOR_TOKEN = env.optional("MONITOR_TOKEN", "")
# Signs each night's proof of the record (docs/operations.md); public keys of before stay known.
SEAL_KEY_FILE = env.optional("SEAL_KEY_FILE", str(VAR_DIR / "seal.key"))
SEAL_KEY_IS_MADE = False
SEAL_KEYS_OF_BEFORE = env.listed("SEAL_KEYS_OF_BEFORE")
BACKUP_KEY_FILE = env.optional("BACKUP_KEY_FILE", "")  # docs/operations.md; the commands take another

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # a certificate's PDF is shown inside its own page
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY, see the line above
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
# A session ends where nobody did anything for so long, and every one in the end.
SESSION_IDLE = timedelta(minutes=env.number("SESSION_IDLE_MINUTES", 30))
SESSION_LONGEST = timedelta(hours=env.number("SESSION_HOURS", 10))
# A row of the session is kept for longer than it serves: who comes back late finds what he had typed.
SESSION_COOKIE_AGE = int((SESSION_LONGEST + timedelta(days=3)).total_seconds())

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False

# --- Celery ---------------------------------------------------------------------------------------
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 50
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "America/New_York"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Six times the hard limit at least: a task that outlives the visibility timeout would be delivered again.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
CELERY_BEAT_SCHEDULE = {
    "deadline-sweep": {"task": "ledger.sweep_deadlines", "schedule": crontab(minute=5)},
    "stale-claim-sweep": {"task": "certificates.sweep_stale_claims", "schedule": timedelta(seconds=30)},
    "stops-run-out": {"task": "certificates.lift_run_out_stops", "schedule": crontab(hour=0, minute=10)},
    "holders-found": {"task": "certificates.lift_found_holders", "schedule": crontab(hour=0, minute=12)},
    "ledger-proof": {"task": "ledger.prove_ledgers", "schedule": crontab(hour=2, minute=15)},
    "record-proof": {"task": "ledger.prove_record", "schedule": crontab(hour=3, minute=0)},
    "expiration": {"task": "ledger.expire_rights", "schedule": crontab(hour=18, minute=10)},
    # After the close and after the expiration, so that a day's last posting is part of its proof.
    "reconciliation": {"task": "ledger.reconcile_plans", "schedule": crontab(hour=18, minute=40)},
    "reminders": {"task": "ledger.send_reminders", "schedule": crontab(minute=20)},
    "sessions-cleared": {"task": "rightsadmin.clear_sessions", "schedule": crontab(hour=3, minute=30)},
    "beat-heartbeat": {"task": "rightsadmin.beat_heartbeat", "schedule": timedelta(seconds=15)},
}
# The jobs look at the clock once an hour. Three hours on are two sweeps missed, a restart or a change of machines; what
# is longer cannot be told from a clock that leapt, and a person looks once before any job goes by the day.
CLOCK_LEAP_AT_MOST = timedelta(hours=3)
# Two machines of one house, or one that is set right over the network, differ by seconds.
CLOCK_BACK_AT_MOST = timedelta(minutes=2)
BEAT_HEARTBEAT_STALE_AFTER = timedelta(seconds=90)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "rightsadmin.common.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "rightsadmin.request": {"level": "WARNING"},  # the web server of the demo tells them itself
    },
}
