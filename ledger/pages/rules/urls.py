"""The addresses of the index of the rules."""

from django.urls import path

from ledger.pages.rules import views

urlpatterns = [
    path("rules/", views.RulesIndex.as_view(), name="rules"),
]
