"""The addresses of the back office."""

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from rightsadmin import health, metrics, views

urlpatterns = [
    path("", views.show_my_day, name="my-day"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("set-password/<uidb64>/<token>/", views.SetPassword.as_view(), name="set-password"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
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
