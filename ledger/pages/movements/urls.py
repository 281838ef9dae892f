"""The addresses of the pages of movements."""

from django.urls import path

from ledger.pages.movements import entries, views

urlpatterns = [
    path("plans/<slug:slug>/entries/", entries.EntryList.as_view(), name="entries"),
    path("plans/<slug:slug>/entries/transfer/", views.TransferPost.as_view(), name="transfer"),
    path("plans/<slug:slug>/entries/issue/", views.IssuePost.as_view(), name="issue"),
    path("plans/<slug:slug>/entries/reacquire/", views.ReacquisitionPost.as_view(), name="reacquire"),
    path("plans/<slug:slug>/entries/dividend/", views.DividendPropose.as_view(), name="dividend"),
]
