"""The addresses of the certificates's pages: each subject of pages/ has its own."""

from django.urls import include, path

app_name = "certificates"
urlpatterns = [
    path("", include("certificates.pages.certificates.urls")),
    path("", include("certificates.pages.examiner.urls")),
    path("", include("certificates.pages.inquiries.urls")),
    path("", include("certificates.pages.letters.urls")),
    path("", include("certificates.pages.lost_holders.urls")),
    path("", include("certificates.pages.notices.urls")),
    path("", include("certificates.pages.payments.urls")),
    path("", include("certificates.pages.presentations.urls")),
    path("", include("certificates.pages.returned_mail.urls")),
    path("", include("certificates.pages.runs.urls")),
    path("", include("certificates.pages.stops.urls")),
    path("", include("certificates.pages.vault.urls")),
]
