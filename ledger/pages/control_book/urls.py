"""The addresses of the pages of control book."""

from django.urls import path

from ledger.pages.control_book import views

urlpatterns = [
    path("plans/<slug:slug>/control-book/", views.ControlBookRecord.as_view(), name="control-book"),
    path(
        "plans/<slug:slug>/control-book/withdraw/",
        views.ControlBookWithdraw.as_view(),
        name="control-book-withdraw",
    ),
]
