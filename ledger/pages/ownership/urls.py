"""The addresses of the pages of ownership."""

from django.urls import path

from ledger.pages.ownership import findings, releases, ties, views

urlpatterns = [
    path("plans/<slug:slug>/persons/", views.Persons.as_view(), name="persons"),
    path("plans/<slug:slug>/persons/release/", releases.Release.as_view(), name="release-person"),
    path("plans/<slug:slug>/persons/<int:pk>/", views.PersonDetail.as_view(), name="person"),
    path("plans/<slug:slug>/findings/record/", findings.FindingRecord.as_view(), name="finding-record"),
    path(
        "plans/<slug:slug>/findings/<int:pk>/withdraw/", findings.FindingWithdraw.as_view(), name="withdraw"
    ),
    path("plans/<slug:slug>/ties/record/", ties.TieRecord.as_view(), name="tie-record"),
    path("plans/<slug:slug>/ties/<int:pk>/end/", ties.TieEnd.as_view(), name="tie-end"),
]
