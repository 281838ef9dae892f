"""The addresses of the pages of deadlines."""

from django.urls import path

from ledger.pages.deadlines import views

urlpatterns = [
    path("plans/<slug:slug>/cockpit/", views.Cockpit.as_view(), name="cockpit"),
    path("plans/<slug:slug>/deadlines/", views.DeadlineList.as_view(), name="deadlines"),
    path("plans/<slug:slug>/deadlines/<int:pk>/", views.DeadlineDetail.as_view(), name="deadline"),
]
