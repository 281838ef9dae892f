"""The addresses of the pages of audit."""

from django.urls import path

from ledger.pages.audit import views

urlpatterns = [
    path("audit/", views.AuditList.as_view(), name="audit"),
]
