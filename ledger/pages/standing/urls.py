"""The address of the page of the plan's standing."""

from django.urls import path

from ledger.pages.standing import views

urlpatterns = [path("plans/<slug:slug>/standing/", views.StandingPage.as_view(), name="standing")]
