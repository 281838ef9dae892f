"""The addresses of the certificates's pages: each subject of pages/ has its own."""

from django.urls import include, path

from certificates.pages.certificates import of_holder
from ledger.enums import Act
from ledger.pages import doors
from ledger.pages.holders import added

app_name = "certificates"
doors.add(
    {
        Act.RUN: "certificates:runs",
        Act.RELEASE: "certificates:runs",
        Act.PRESENTATION: "certificates:presentations",
        Act.STOP: "certificates:stops",
        Act.STOP_LIFT: "certificates:stops",
        Act.RETURNED_MAIL: "certificates:returned-mail",
        Act.DESTRUCTION: "certificates:destructions",
        Act.PAYMENT: "certificates:payments",
        Act.NOTICE: "certificates:notices",
        Act.INQUIRY: "certificates:inquiries",
        Act.EXAMINER_PACK: "certificates:examiner",
    }
)
added.add(of_holder.panels)
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
