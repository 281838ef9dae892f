"""The addresses of the pages of notices."""

from django.urls import path, re_path

from certificates.pages.notices import beginning, sending, views

urlpatterns = [
    path("plans/<slug:slug>/notices/", views.NoticeList.as_view(), name="notices"),
    path("plans/<slug:slug>/notices/begin/", beginning.NoticeBegin.as_view(), name="notice-begin"),
    path("plans/<slug:slug>/notices/action/", beginning.ActionBegin.as_view(), name="notice-action"),
    path("plans/<slug:slug>/notices/<int:pk>/", views.NoticeDetail.as_view(), name="notice"),
    path("plans/<slug:slug>/notices/<int:pk>/preview/", views.Preview.as_view(), name="notice-preview"),
    path("plans/<slug:slug>/notices/<int:pk>/propose/", sending.Propose.as_view(), name="notice-propose"),
    path("plans/<slug:slug>/notices/<int:pk>/withdraw/", sending.Withdraw.as_view(), name="notice-withdraw"),
    path("plans/<slug:slug>/notices/<int:pk>/mailed/", sending.Mailed.as_view(), name="notice-mailed"),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/notices/(?P<pk>\d+)/take/(?P<what>package|manifest)/$",
        sending.NoticeTake.as_view(),
        name="notice-take",
    ),
]
