"""The addresses of the pages of resolutions."""

from django.urls import path

from ledger.pages.resolutions import views

urlpatterns = [
    path("plans/<slug:slug>/resolutions/", views.ResolutionList.as_view(), name="resolutions"),
    path("plans/<slug:slug>/resolutions/record/", views.ResolutionKinds.as_view(), name="resolution-kinds"),
    path(
        "plans/<slug:slug>/resolutions/record/<slug:kind>/",
        views.ResolutionRecord.as_view(),
        name="resolution-record",
    ),
    path(
        "plans/<slug:slug>/resolutions/<int:pk>/withdraw/",
        views.ResolutionWithdraw.as_view(),
        name="resolution-withdraw",
    ),
    path("plans/<slug:slug>/resolutions/<int:pk>/", views.ResolutionDetail.as_view(), name="resolution"),
]
