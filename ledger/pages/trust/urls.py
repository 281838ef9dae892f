"""The address of the trust of an exchange."""

from django.urls import path

from ledger.pages.trust import views

urlpatterns = [
    path("plans/<slug:slug>/trust/", views.Trust.as_view(), name="trust"),
]
