"""The addresses of the pages of imports."""

from django.urls import path

from ledger.pages.imports import help_page, profiles, views

urlpatterns = [
    path("plans/<slug:slug>/holder-files/", views.ImportList.as_view(), name="imports"),
    path("plans/<slug:slug>/holder-files/check/", views.ImportCheck.as_view(), name="import-check"),
    path("plans/<slug:slug>/holder-files/<int:pk>/", views.ImportDetail.as_view(), name="import"),
    path(
        "plans/<slug:slug>/holder-files/<int:pk>/profile/", profiles.OfAFile.as_view(), name="import-profile"
    ),
    path("holder-files/help/", help_page.Help.as_view(), name="import-help"),
    path("holder-files/template/", help_page.Template.as_view(), name="import-template"),
    path("holder-files/profiles/", profiles.ProfileList.as_view(), name="file-profiles"),
    path("holder-files/profiles/<int:pk>/", profiles.ProfileDetail.as_view(), name="file-profile"),
    path("holder-files/profiles/<int:pk>/change/", profiles.Change.as_view(), name="file-profile-change"),
]
