"""The tests: a throw-away PostgreSQL and Valkey (tools/pytest_services.py puts their URLs in the environment)."""

from datetime import timedelta

from rightsadmin.settings import env
from rightsadmin.settings.base import *  # noqa: F403 - a thin variant of the base

DEBUG = False
SECRET_KEY = "test-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": env.database(env.optional("DATABASE_URL", "postgresql://postgres@/rightsadmin"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0
CELERY_BROKER_URL = env.optional("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_ALWAYS_EAGER = env.optional("TASKS_EAGER", "1") == "1"
CELERY_TASK_EAGER_PROPAGATES = True
# A test that starts a beat waits for what it sends every few seconds.
CELERY_BEAT_SCHEDULE = {
    name: row | ({"schedule": timedelta(seconds=3)} if isinstance(row["schedule"], timedelta) else {})
    for name, row in CELERY_BEAT_SCHEDULE.items()  # noqa: F405 - from the base
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = env.optional("MEDIA_ROOT", str(VAR_DIR / "test-files"))  # noqa: F405 - from the base
SEAL_KEY_IS_MADE = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING_CONFIG = None
