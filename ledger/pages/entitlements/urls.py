"""The addresses of the pages of what a Right buys."""

from django.urls import path

from ledger.pages.entitlements import views

urlpatterns = [
    path("plans/<slug:slug>/right/", views.Right.as_view(), name="right"),
]
