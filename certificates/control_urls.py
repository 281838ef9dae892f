"""The addresses of the correspondence and of the examiner pack."""

from django.urls import path

from certificates.views import examiner, inquiries

urlpatterns = [
    path("plans/<slug:slug>/correspondence/", inquiries.InquiryList.as_view(), name="inquiries"),
    path(
        "plans/<slug:slug>/correspondence/record/", inquiries.InquiryRecord.as_view(), name="inquiry-record"
    ),
    path("plans/<slug:slug>/correspondence/<int:number>/", inquiries.InquiryDetail.as_view(), name="inquiry"),
    path(
        "plans/<slug:slug>/correspondence/<int:number>/answer/",
        inquiries.InquiryAnswer.as_view(),
        name="inquiry-answer",
    ),
    path("plans/<slug:slug>/examiner/", examiner.ExaminerPage.as_view(), name="examiner"),
    path("plans/<slug:slug>/examiner/take/", examiner.ExaminerTake.as_view(), name="examiner-take"),
]
