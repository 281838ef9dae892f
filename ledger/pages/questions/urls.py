"""The addresses of the pages of questions."""

from django.urls import path

from ledger.pages.questions import views

urlpatterns = [
    path("plans/<slug:slug>/questions/", views.QuestionList.as_view(), name="questions"),
    path("plans/<slug:slug>/questions/<slug:code>/", views.QuestionDetail.as_view(), name="question"),
    path(
        "plans/<slug:slug>/questions/<slug:code>/close/",
        views.QuestionResolve.as_view(),
        name="question-resolve",
    ),
]
