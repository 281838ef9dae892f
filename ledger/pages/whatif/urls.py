"""The addresses of What if."""

from django.urls import path

from ledger.pages.whatif import views

urlpatterns = [
    path("plans/<slug:slug>/what-if/", views.WhatIf.as_view(), name="whatif"),
]
