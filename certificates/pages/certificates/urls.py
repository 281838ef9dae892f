"""The addresses of the pages of certificates."""

from django.urls import path, re_path

from certificates.pages.certificates import chain, copies, views

urlpatterns = [
    path("plans/<slug:slug>/certificates/", views.CertificateList.as_view(), name="certificates"),
    path(
        "plans/<slug:slug>/certificates/specimen/",
        copies.SpecimenTake.as_view(),
        name="certificate-specimen",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/", views.CertificateDetail.as_view(), name="certificate"
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/chain/",
        chain.CertificateChain.as_view(),
        name="certificate-chain",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/pdf/",
        copies.CertificatePdf.as_view(),
        name="certificate-pdf",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/accessible/",
        copies.CertificateAccessible.as_view(),
        name="certificate-accessible",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/archive/",
        copies.CertificateArchive.as_view(),
        name="certificate-archive",
    ),
    path(
        "plans/<slug:slug>/certificates/<int:number>/send/",
        copies.CertificateSend.as_view(),
        name="certificate-send",
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/certificates/(?P<number>\d+)/picture/(?P<page>[01])/$",
        copies.CertificatePicture.as_view(),
        name="certificate-picture",
    ),
]
