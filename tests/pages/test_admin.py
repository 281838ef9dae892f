"""The stock admin shows what is protected and writes none of it, not even for a superuser."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import reverse

from rightsadmin.common.admin import ReadOnlyAdmin

PROTECTED = [
    (model, model_admin)
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label in {"ledger", "certificates"}
]


@pytest.fixture
def superuser(db):
    return get_user_model().objects.create_superuser("root", password="a long enough password")


@pytest.mark.parametrize(("model", "model_admin"), PROTECTED)
def test_protected_table_is_read_only_for_a_superuser(superuser, model, model_admin):
    request = RequestFactory().get("/")
    request.user = superuser
    assert isinstance(model_admin, ReadOnlyAdmin)
    assert model_admin.has_view_permission(request)
    assert not model_admin.has_add_permission(request)
    assert not model_admin.has_change_permission(request)
    assert not model_admin.has_delete_permission(request)
    assert model_admin.get_actions(request) == {}


def test_lists_and_an_object_with_its_history_open(plan, superuser, client):
    client.force_login(superuser)
    for model, _ in PROTECTED:
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(url).status_code == 200, url
    change = reverse("admin:ledger_plan_change", args=[plan.pk])
    assert client.get(change).status_code == 200
    assert client.get(reverse("admin:ledger_plan_history", args=[plan.pk])).status_code == 200
    assert client.post(change, {"name": "Another"}).status_code == 403
    plan.refresh_from_db()
    assert plan.name == "MIM Corporation"
