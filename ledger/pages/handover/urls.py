"""The addresses of the pages of handover."""

from django.urls import path

from ledger.pages.handover import views

urlpatterns = [
    path("plans/<slug:slug>/hand-over/", views.HandoverExport.as_view(), name="handover"),
]
