"""The addresses of the pages of stops."""

from django.urls import path

from certificates.pages.stops import views

urlpatterns = [
    path("plans/<slug:slug>/certificates/<int:number>/stop/", views.StopPlace.as_view(), name="stop-place"),
    path("plans/<slug:slug>/stops/", views.StopList.as_view(), name="stops"),
    path("plans/<slug:slug>/stops/<int:pk>/", views.StopDetail.as_view(), name="stop"),
    path("plans/<slug:slug>/stops/<int:pk>/lift/", views.StopLift.as_view(), name="stop-lift"),
    path("plans/<slug:slug>/stops/<int:pk>/recovery/", views.StopRecovery.as_view(), name="stop-recovery"),
    path("plans/<slug:slug>/stops/<int:pk>/report/", views.StopReportRecord.as_view(), name="stop-report"),
    path("plans/<slug:slug>/stops/<int:pk>/form/", views.StopFormTake.as_view(), name="stop-form"),
]
