"""The matrix of who may do what is whole."""

from django.urls import reverse
from django.utils.html import escape

from ledger.enums import Act


def test_matrix_has_a_row_for_every_act(db, as_role):
    body = as_role("clerk").get(reverse("ledger:matrix")).content.decode()
    for act in Act:
        assert escape(act.label) in body
