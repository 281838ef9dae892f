"""The addresses of the pages of examiner."""

from django.urls import path

from certificates.pages.examiner import views

urlpatterns = [
    path("plans/<slug:slug>/examiner/", views.ExaminerPage.as_view(), name="examiner"),
    path("plans/<slug:slug>/examiner/take/", views.ExaminerTake.as_view(), name="examiner-take"),
]
