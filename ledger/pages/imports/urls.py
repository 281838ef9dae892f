"""The addresses of the pages of imports."""

from django.urls import path

from ledger.pages.imports import views

urlpatterns = [
    path("plans/<slug:slug>/holder-files/", views.ImportList.as_view(), name="imports"),
    path("plans/<slug:slug>/holder-files/check/", views.ImportCheck.as_view(), name="import-check"),
    path("plans/<slug:slug>/holder-files/<int:pk>/", views.ImportDetail.as_view(), name="import"),
]
