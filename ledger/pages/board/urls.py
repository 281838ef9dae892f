"""The addresses of the pages of board."""

from django.urls import path

from ledger.pages.board import views

urlpatterns = [
    path("plans/<slug:slug>/board/", views.BoardPage.as_view(), name="board"),
    path("plans/<slug:slug>/board/join/", views.DirectorJoin.as_view(), name="director-join"),
    path("plans/<slug:slug>/board/<int:pk>/leave/", views.DirectorLeave.as_view(), name="director-leave"),
    path("plans/<slug:slug>/board/<int:pk>/taint/", views.DirectorTaint.as_view(), name="director-taint"),
    path(
        "plans/<slug:slug>/board/<int:pk>/cleared/", views.DirectorCleared.as_view(), name="director-cleared"
    ),
]
