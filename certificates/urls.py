"""The addresses of the certificates' pages."""

from django.urls import path, re_path

from certificates import control_urls, custody_urls, desk_urls, notice_urls
from certificates.views import certificates, chain, mailing, runs

app_name = "certificates"
urlpatterns = [
    path("plans/<slug:slug>/runs/", runs.RunList.as_view(), name="runs"),
    path("plans/<slug:slug>/runs/begin/", runs.RunBegin.as_view(), name="run-begin"),
    path("plans/<slug:slug>/runs/<int:pk>/", runs.RunDetail.as_view(), name="run"),
    path("plans/<slug:slug>/runs/<int:pk>/cancel/", runs.RunCancel.as_view(), name="run-cancel"),
    path(
        "plans/<slug:slug>/runs/<int:pk>/countersign/",
        mailing.RunCountersign.as_view(),
        name="run-countersign",
    ),
    path("plans/<slug:slug>/runs/<int:pk>/mail/", mailing.RunMail.as_view(), name="run-mail"),
    path("plans/<slug:slug>/runs/<int:pk>/chunks/", runs.ChunkList.as_view(), name="run-chunks"),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/runs/(?P<pk>\d+)/(?P<verb>pause|resume|retry|release)/$",
        runs.RunSteer.as_view(),
        name="run-steer",
    ),
    path(
        "plans/<slug:slug>/runs/<int:pk>/files/<int:file>/", runs.PrintFileTake.as_view(), name="print-file"
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/runs/(?P<pk>\d+)/take/(?P<what>package|manifest|totals)/$",
        runs.RunTake.as_view(),
        name="run-take",
    ),
    path("plans/<slug:slug>/certificates/", certificates.CertificateList.as_view(), name="certificates"),
    path(
        "plans/<slug:slug>/certificates/<int:number>/",
        certificates.CertificateDetail.as_view(),
        name="certificate",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/chain/",
        chain.CertificateChain.as_view(),
        name="certificate-chain",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/pdf/",
        certificates.CertificatePdf.as_view(),
        name="certificate-pdf",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/accessible/",
        certificates.CertificateAccessible.as_view(),
        name="certificate-accessible",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/archive/",
        certificates.CertificateArchive.as_view(),
        name="certificate-archive",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/send/",
        certificates.CertificateSend.as_view(),
        name="certificate-send",
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/certificates/(?P<number>\d+)/picture/(?P<page>[01])/$",
        certificates.CertificatePicture.as_view(),
        name="certificate-picture",
    ),
    *control_urls.urlpatterns,
    *desk_urls.urlpatterns,
    *custody_urls.urlpatterns,
    *notice_urls.urlpatterns,
]
