"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightsadmin.settings.production")
os.environ["RIGHTSADMIN_PROCESS"] = "web"
application = get_wsgi_application()
