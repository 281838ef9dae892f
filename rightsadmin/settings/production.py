"""Production: every secret and host from the environment; the process refuses to start without them."""

from rightsadmin.settings import env
from rightsadmin.settings.base import *  # noqa: F403 - a thin variant of the base

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in env.required("ALLOWED_HOSTS").split(",")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": env.database(env.required("DATABASE_URL"))}
CELERY_BROKER_URL = env.required("REDIS_URL")
MEDIA_ROOT = env.required("MEDIA_ROOT")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # a probe asks inside the private network, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.optional("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env.optional("EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = env.optional("EMAIL_FROM", "rightsadmin@localhost")

if bucket := env.optional("S3_BUCKET", ""):
    STORAGES["default"] = {  # noqa: F405 - from the base
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.optional("S3_ENDPOINT", "") or None,
            "querystring_auth": True,
        },
    }
