"""The addresses of the pages of batches and their correction."""

from django.urls import path

from ledger.pages.corrections import views

urlpatterns = [
    path("plans/<slug:slug>/batches/", views.BatchList.as_view(), name="corrections"),
    path("plans/<slug:slug>/batches/<int:number>/", views.BatchDetail.as_view(), name="batch"),
    path("plans/<slug:slug>/batches/<int:number>/correct/", views.Correct.as_view(), name="correct"),
]
