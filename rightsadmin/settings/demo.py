"""The demo on a newcomer's machine: embedded servers, plain HTTP on the loopback address."""

from rightsadmin.settings import env
from rightsadmin.settings.base import *  # noqa: F403 - a thin variant of the base

DEBUG = False
SECRET_KEY = env.optional("SECRET_KEY", "demo-only-" + "x" * 50)
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
DATABASES = {"default": env.database(env.optional("DATABASE_URL", "postgresql://postgres@/rightsadmin"))}
CELERY_BROKER_URL = env.optional("REDIS_URL", "redis://127.0.0.1:6379/0")
SECOND_FACTOR = env.chosen("SECOND_FACTOR", "enrolled", ("required", "enrolled"))
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the loopback address has no certificate
CACHES = {"default": env.cache(CELERY_BROKER_URL)}
SEAL_KEY_IS_MADE = True  # where there is none
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# The pages go no further than this machine: to compress what they load would take longer than all else of a start.
STORAGES["staticfiles"] = {  # noqa: F405 - from the base
    "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
}
