"""The addresses of the inbox of approvals and the matrix of who may do what."""

from django.urls import path

from ledger.pages.approvals import counsel, matrix, objects, proposals, views  # noqa: F401 - objects register themselves

urlpatterns = [
    path("approvals/", views.Inbox.as_view(), name="inbox"),
    path("approvals/<int:pk>/", views.Decide.as_view(), name="approval"),
    path("approvals/<int:pk>/counsel/", counsel.CounselsWordGive.as_view(), name="counsels-word"),
    path("approvals/<int:pk>/withdraw/", proposals.Withdraw.as_view(), name="proposal-withdraw"),
    path("approvals/<int:pk>/ask/", proposals.Ask.as_view(), name="proposal-ask"),
    path("approvals/<int:pk>/answer/", proposals.Answer.as_view(), name="proposal-answer"),
    path("segregation/", matrix.Matrix.as_view(), name="matrix"),
]
