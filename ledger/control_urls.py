"""The addresses of the pages of control: the daily proof, its breaks, the aged differences."""

from django.urls import path, re_path

from ledger.views import reconciliation

urlpatterns = [
    path(
        "plans/<slug:slug>/reconciliation/",
        reconciliation.ReconciliationPage.as_view(),
        name="reconciliation",
    ),
    path("plans/<slug:slug>/reconciliation/prove/", reconciliation.ProveNow.as_view(), name="reconcile"),
    path(
        "plans/<slug:slug>/reconciliation/<int:pk>/",
        reconciliation.ReconciliationPage.as_view(),
        name="reconciliation-run",
    ),
    path("plans/<slug:slug>/breaks/", reconciliation.BreakList.as_view(), name="breaks"),
    path("plans/<slug:slug>/breaks/aged/", reconciliation.AgedList.as_view(), name="breaks-aged"),
    path("plans/<slug:slug>/breaks/<int:pk>/", reconciliation.BreakDetail.as_view(), name="break"),
    path(
        "plans/<slug:slug>/breaks/<int:pk>/assign/", reconciliation.BreakAssign.as_view(), name="break-assign"
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/breaks/(?P<pk>\d+)/(?P<verb>explain|close)/$",
        reconciliation.BreakWord.as_view(),
        name="break-word",
    ),
]
