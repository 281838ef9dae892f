"""The addresses of the pages of reconciliation."""

from django.urls import path, re_path

from ledger.pages.reconciliation import breaks, views

urlpatterns = [
    path("plans/<slug:slug>/reconciliation/", views.ReconciliationPage.as_view(), name="reconciliation"),
    path("plans/<slug:slug>/reconciliation/prove/", views.ProveNow.as_view(), name="reconcile"),
    path(
        "plans/<slug:slug>/reconciliation/<int:pk>/",
        views.ReconciliationPage.as_view(),
        name="reconciliation-run",
    ),
    path("plans/<slug:slug>/breaks/", breaks.BreakList.as_view(), name="breaks"),
    path("plans/<slug:slug>/breaks/aged/", breaks.AgedList.as_view(), name="breaks-aged"),
    path("plans/<slug:slug>/breaks/<int:pk>/", breaks.BreakDetail.as_view(), name="break"),
    path("plans/<slug:slug>/breaks/<int:pk>/assign/", breaks.BreakAssign.as_view(), name="break-assign"),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/breaks/(?P<pk>\d+)/(?P<verb>explain|close)/$",
        breaks.BreakWord.as_view(),
        name="break-word",
    ),
]
