"""The addresses of the acts of the Board, previewed and proposed."""

from django.urls import path

from ledger.pages.acts import views

urlpatterns = [
    path("plans/<slug:slug>/acts/", views.Previews.as_view(), name="previews"),
    path("plans/<slug:slug>/acts/<slug:name>/", views.Previews.as_view(), name="preview"),
]
