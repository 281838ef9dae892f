"""The addresses of the ledger's pages: each subject of pages/ has its own."""

from django.urls import include, path

app_name = "ledger"
urlpatterns = [
    path("", include("ledger.pages.acts.urls")),
    path("", include("ledger.pages.agent.urls")),
    path("", include("ledger.pages.approvals.urls")),
    path("", include("ledger.pages.asof.urls")),
    path("", include("ledger.pages.audit.urls")),
    path("", include("ledger.pages.board.urls")),
    path("", include("ledger.pages.calendars.urls")),
    path("", include("ledger.pages.clock.urls")),
    path("", include("ledger.pages.control_book.urls")),
    path("", include("ledger.pages.corrections.urls")),
    path("", include("ledger.pages.deadlines.urls")),
    path("", include("ledger.pages.drafts.urls")),
    path("", include("ledger.pages.entitlements.urls")),
    path("", include("ledger.pages.events.urls")),
    path("", include("ledger.pages.feeds.urls")),
    path("", include("ledger.pages.handover.urls")),
    path("", include("ledger.pages.holders.urls")),
    path("", include("ledger.pages.imports.urls")),
    path("", include("ledger.pages.instructions.urls")),
    path("", include("ledger.pages.movements.urls")),
    path("", include("ledger.pages.ownership.urls")),
    path("", include("ledger.pages.plans.urls")),
    path("", include("ledger.pages.questions.urls")),
    path("", include("ledger.pages.reconciliation.urls")),
    path("", include("ledger.pages.resolutions.urls")),
    path("", include("ledger.pages.rules.urls")),
    path("", include("ledger.pages.separation.urls")),
    path("", include("ledger.pages.standing.urls")),
    path("", include("ledger.pages.users.urls")),
    path("", include("ledger.pages.voiding.urls")),
    path("", include("ledger.pages.trust.urls")),
    path("", include("ledger.pages.whatif.urls")),
]
