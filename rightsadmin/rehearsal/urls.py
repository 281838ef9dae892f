"""The address of the rehearsal."""

from django.urls import path

from rightsadmin.rehearsal import views

urlpatterns = [
    path("plans/<slug:slug>/rehearsal/", views.Rehearsal.as_view(), name="rehearsal"),
]
