"""Production: every secret and host from the environment; the process refuses to start without them."""

import ssl

from django.core.exceptions import ImproperlyConfigured

from rightsadmin.settings import env
from rightsadmin.settings.base import *  # noqa: F403 - a thin variant of the base

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.listed("SECRET_KEY_FALLBACKS")  # what older keys signed is still believed
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.origins(ALLOWED_HOSTS)
DATABASES = {"default": env.database(env.required("DATABASE_URL"))}
CELERY_BROKER_URL = env.required("REDIS_URL")
if CELERY_BROKER_URL.startswith("rediss://"):
    CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": ssl.CERT_REQUIRED} | (
        {"ssl_ca_certs": authority} if (authority := env.optional("REDIS_CA", "")) else {}
    )
# What all processes count together: attempts to sign in.
CACHES = {"default": env.cache(CELERY_BROKER_URL, authority=env.optional("REDIS_CA", ""))}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXIES", 1)
SECOND_FACTOR = env.chosen("SECOND_FACTOR", "required", ("required",))
MEDIA_ROOT = env.required("MEDIA_ROOT")
SEAL_KEY_FILE = env.required("SEAL_KEY_FILE")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked inside the private network, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.optional("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.optional("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.optional("EMAIL_PASSWORD", "")
_email_security = env.chosen("EMAIL_SECURITY", "none", ("none", "starttls", "tls"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _email_security == "starttls", _email_security == "tls"
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 10)
if EMAIL_HOST_PASSWORD and _email_security == "none":
    raise ImproperlyConfigured(
        "RIGHTSADMIN_EMAIL_PASSWORD would cross the network in clear: set RIGHTSADMIN_EMAIL_SECURITY to starttls "
        "or tls."
    )
DEFAULT_FROM_EMAIL = env.optional("EMAIL_FROM", "rightsadmin@localhost")

LOGGING["handlers"]["console"]["formatter"] = "json"  # noqa: F405 - from the base
LOGGING["loggers"]["rightsadmin.request"]["level"] = "INFO"  # noqa: F405 - from the base

if bucket := env.optional("S3_BUCKET", ""):
    STORAGES["default"] = {  # noqa: F405 - from the base
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.optional("S3_ENDPOINT", "") or None,
            "region_name": env.optional("S3_REGION", "") or None,
            "querystring_auth": True,
            "file_overwrite": False,
            "object_parameters": {"ServerSideEncryption": kind}
            if (kind := env.optional("S3_ENCRYPTION", ""))
            else {},
        },
    }
