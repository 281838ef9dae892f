"""The address of the page of the house's clock."""

from django.urls import path

from ledger.pages.clock import views

urlpatterns = [path("clock/", views.ClockConfirm.as_view(), name="clock")]
