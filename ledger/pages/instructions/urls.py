"""The addresses of the pages of instructions."""

from django.urls import path

from ledger.pages.instructions import signatories, views

urlpatterns = [
    path("plans/<slug:slug>/instructions/", views.InstructionList.as_view(), name="instructions"),
    path(
        "plans/<slug:slug>/instructions/record/", views.InstructionRecord.as_view(), name="instruction-record"
    ),
    path(
        "plans/<slug:slug>/instructions/applications/", views.ApplicationList.as_view(), name="applications"
    ),
    path(
        "plans/<slug:slug>/instructions/applications/record/",
        views.ApplicationRecord.as_view(),
        name="application-record",
    ),
    path(
        "plans/<slug:slug>/instructions/incumbency/",
        signatories.IncumbencyRecord.as_view(),
        name="incumbency",
    ),
    path("plans/<slug:slug>/instructions/<int:pk>/", views.InstructionDetail.as_view(), name="instruction"),
    path(
        "plans/<slug:slug>/instructions/<int:pk>/check/",
        views.InstructionCheck.as_view(),
        name="instruction-check",
    ),
    path("plans/<slug:slug>/signatories/<int:pk>/end/", signatories.OfficeEnd.as_view(), name="office-end"),
]
