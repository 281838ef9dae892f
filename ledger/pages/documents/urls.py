"""The addresses of a paper."""

from django.urls import path

from ledger.pages.documents import views

urlpatterns = [
    path("plans/<slug:slug>/papers/<int:pk>/", views.Paper.as_view(), name="paper"),
    path("plans/<slug:slug>/papers/<int:pk>/law/", views.PaperLaw.as_view(), name="paper-law"),
    path("plans/<slug:slug>/papers/<int:pk>/file/", views.PaperTake.as_view(), name="paper-file"),
]
