"""The addresses of the inbox of approvals and the matrix of who may do what."""

from django.urls import path

from ledger.pages.approvals import counsel, matrix, views

urlpatterns = [
    path("approvals/", views.Inbox.as_view(), name="inbox"),
    path("approvals/<int:pk>/", views.Decide.as_view(), name="approval"),
    path("approvals/<int:pk>/counsel/", counsel.CounselsWordGive.as_view(), name="counsels-word"),
    path("segregation/", matrix.Matrix.as_view(), name="matrix"),
]
