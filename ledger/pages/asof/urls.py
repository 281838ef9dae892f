"""The addresses of the pages of a past day, as known then."""

from django.urls import path

from ledger.pages.asof import views

urlpatterns = [
    path("plans/<slug:slug>/as-of/", views.AsOf.as_view(), name="asof"),
    path("plans/<slug:slug>/as-of/positions/", views.AsOfPositions.as_view(), name="asof-positions"),
    path("plans/<slug:slug>/as-of/entries/", views.AsOfEntries.as_view(), name="asof-entries"),
]
