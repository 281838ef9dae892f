"""The addresses of the proofs of the whole record."""

from django.urls import path

from ledger.pages.record import views

urlpatterns = [
    path("record/", views.ProofList.as_view(), name="record"),
    path("record/<int:number>/", views.ProofDetail.as_view(), name="record-proof"),
    path("record/<int:number>/head/", views.HeadTake.as_view(), name="record-head"),
]
