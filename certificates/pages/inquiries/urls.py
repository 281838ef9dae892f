"""The addresses of the pages of inquiries."""

from django.urls import path

from certificates.pages.inquiries import views

urlpatterns = [
    path("plans/<slug:slug>/correspondence/", views.InquiryList.as_view(), name="inquiries"),
    path("plans/<slug:slug>/correspondence/record/", views.InquiryRecord.as_view(), name="inquiry-record"),
    path("plans/<slug:slug>/correspondence/<int:number>/", views.InquiryDetail.as_view(), name="inquiry"),
    path(
        "plans/<slug:slug>/correspondence/<int:number>/answer/",
        views.InquiryAnswer.as_view(),
        name="inquiry-answer",
    ),
]
