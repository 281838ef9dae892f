"""The addresses of the pages of separation."""

from django.urls import path

from ledger.pages.separation import views

urlpatterns = [
    path("plans/<slug:slug>/separation/", views.SeparationPage.as_view(), name="separation"),
]
