"""The addresses of the pages of payments."""

from django.urls import path

from certificates.pages.payments import lines, views

urlpatterns = [
    path("plans/<slug:slug>/payments/", views.PaymentListList.as_view(), name="payments"),
    path("plans/<slug:slug>/payments/<int:pk>/", views.PaymentListDetail.as_view(), name="payment-list"),
    path("plans/<slug:slug>/payments/<int:pk>/lines/", lines.PaymentLines.as_view(), name="payment-lines"),
    path("plans/<slug:slug>/payments/<int:pk>/release/", views.Release.as_view(), name="payment-release"),
    path("plans/<slug:slug>/payments/<int:pk>/file/", views.FileTake.as_view(), name="payment-file"),
    path(
        "plans/<slug:slug>/payments/<int:pk>/lines/<int:place>/",
        lines.MarkLine.as_view(),
        name="payment-mark",
    ),
]
