"""The addresses of the back office."""

from django.contrib import admin
from django.urls import include, path

from rightsadmin import health, metrics, views

urlpatterns = [
    path("", views.show_my_day, name="my-day"),
    path("", include("rightsadmin.people.urls")),
    path("theme/", views.set_theme, name="theme"),
    path("search/", views.search, name="search"),
    path("", include("ledger.urls")),
    path("", include("certificates.urls")),
    path("", include("rightsadmin.rehearsal.urls")),
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    path("metrics", metrics.show, name="metrics"),
    path("admin/", admin.site.urls),
]
