"""The addresses of the pages of agent."""

from django.urls import path

from ledger.pages.agent import views

urlpatterns = [
    path("plans/<slug:slug>/agent/", views.AgentPage.as_view(), name="agent"),
    path("plans/<slug:slug>/agent/notice/", views.NoticeRecord.as_view(), name="agent-notice"),
    path(
        "plans/<slug:slug>/agent/notices/<int:pk>/successor/",
        views.SuccessorPropose.as_view(),
        name="agent-successor",
    ),
]
