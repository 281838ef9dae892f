"""The addresses of the pages of plans."""

from django.urls import path

from ledger.pages.plans import past, pin, views

urlpatterns = [
    path("plans/<slug:slug>/", views.PlanDetail.as_view(), name="plan"),
    path("plans/<slug:slug>/past/", past.LoadPast.as_view(), name="past"),
    path("plans/<slug:slug>/replay/", pin.PinDay.as_view(), name="pin"),
]
