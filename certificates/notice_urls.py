"""The addresses of payments, notices and letters."""

from django.urls import path, re_path

from certificates.views import letters, notices, payments

urlpatterns = [
    path("plans/<slug:slug>/payments/", payments.PaymentListList.as_view(), name="payments"),
    path("plans/<slug:slug>/payments/<int:pk>/", payments.PaymentListDetail.as_view(), name="payment-list"),
    path("plans/<slug:slug>/payments/<int:pk>/lines/", payments.PaymentLines.as_view(), name="payment-lines"),
    path("plans/<slug:slug>/payments/<int:pk>/release/", payments.Release.as_view(), name="payment-release"),
    path("plans/<slug:slug>/payments/<int:pk>/file/", payments.FileTake.as_view(), name="payment-file"),
    path(
        "plans/<slug:slug>/payments/<int:pk>/lines/<int:place>/",
        payments.MarkLine.as_view(),
        name="payment-mark",
    ),
    path("plans/<slug:slug>/notices/", notices.NoticeList.as_view(), name="notices"),
    path("plans/<slug:slug>/notices/begin/", notices.NoticeBegin.as_view(), name="notice-begin"),
    path("plans/<slug:slug>/notices/action/", notices.ActionBegin.as_view(), name="notice-action"),
    path("plans/<slug:slug>/notices/<int:pk>/", notices.NoticeDetail.as_view(), name="notice"),
    path("plans/<slug:slug>/notices/<int:pk>/preview/", notices.Preview.as_view(), name="notice-preview"),
    path("plans/<slug:slug>/notices/<int:pk>/propose/", notices.Propose.as_view(), name="notice-propose"),
    path("plans/<slug:slug>/notices/<int:pk>/withdraw/", notices.Withdraw.as_view(), name="notice-withdraw"),
    path("plans/<slug:slug>/notices/<int:pk>/mailed/", notices.Mailed.as_view(), name="notice-mailed"),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/notices/(?P<pk>\d+)/take/(?P<what>package|manifest)/$",
        notices.NoticeTake.as_view(),
        name="notice-take",
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/letters/(?P<kind>deficiency|stop|loss|returned-mail|adjustment)/(?P<pk>\d+)/$",
        letters.LetterTake.as_view(),
        name="letter",
    ),
]
