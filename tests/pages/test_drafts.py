"""A plan set up on the pages: saved at any time, checked, proposed, approved by somebody who wrote nothing in it."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from ledger.models import Approval, Plan, PlanDraft
from ledger.plan_files import shipped
from tests import factories

pytestmark = pytest.mark.django_db
SLUG = "halyard-instruments"


def changed(**top):
    return json.dumps(json.loads(shipped(SLUG)) | top)


def begun(client, text=None):
    """The draft of a plan file that was uploaded."""
    file = SimpleUploadedFile("plan.json", (text or shipped(SLUG).decode()).encode())
    answer = client.post(reverse("ledger:draft-upload"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return PlanDraft.objects.latest("pk")


def url(name, draft):
    return reverse(f"ledger:{name}", args=[draft.pk])


def proposed(client, draft):
    client.post(url("draft-propose", draft), {"legal_basis": "Rights Agreement of 3 March"})
    return Approval.objects.filter(target_type="plandraft", target_id=draft.pk, status="pending").first()


def approve(client, approval):
    told = {"digest": approval.digest, "reason": "Read whole", "decision": "confirm"}
    return client.post(reverse("ledger:approval", args=[approval.pk]), told, follow=True)


def test_a_plan_is_drafted_by_one_and_loaded_by_another(as_role):
    draft = begun(as_role("supervisor"))
    page = as_role("examiner").get(url("draft", draft)).content.decode()
    assert "Nothing is wrong in what is stated" in page
    assert "Purchase Price" in page
    approval = proposed(as_role("supervisor"), draft)
    read = as_role("counsel").get(reverse("ledger:approval", args=[approval.pk])).content.decode()
    assert "Redemption Price of a Right" in read
    approve(as_role("counsel"), approval)
    plan = Plan.objects.get(slug=SLUG)
    draft.refresh_from_db()
    assert draft.plan == plan
    assert as_role("clerk").get(reverse("ledger:plan", args=[SLUG])).status_code == 200


def test_who_wrote_in_it_does_not_approve_it(as_role):
    draft = begun(as_role("supervisor"))
    second = factories.actor("supervisor", "second")
    client = as_role("supervisor")
    client.force_login(second.user)
    told = {"text": changed(name="Halyard Instruments Limited"), "version": 1}
    assert client.post(url("draft-save", draft), told).status_code == 302
    approval = proposed(as_role("supervisor"), draft)
    get_user_model().objects.filter(pk=second.user.pk).update(first_name="Quite", last_name="Another")
    answer = approve(client, approval)
    assert "You saved a plan that is being set up (Halyard Instruments Limited)" in answer.content.decode()
    assert not Plan.objects.filter(slug=SLUG).exists()


def test_a_draft_is_saved_wrong_as_it_is_and_every_place_is_named(as_role):
    client = as_role("supervisor")
    wrong = json.loads(shipped(SLUG))
    wrong["name"] = ""
    wrong["terms"]["rows"] = [
        row | ({"value": "ten"} if row["key"] == "freeze.days" else {})
        for row in wrong["terms"]["rows"]
        if row["key"] not in {"record_date", "exchange.ratio"}
    ]
    draft = begun(client, json.dumps(wrong))
    page = client.get(url("draft", draft)).content.decode()
    for words in (
        "Name of the plan: must not be empty",
        "is not a whole number",
        "Record Date",
        "Exchange ratio",
    ):
        assert words in page
    assert "Propose the plan" not in page
    answer = client.post(url("draft-propose", draft), {"legal_basis": "Rights Agreement"})
    assert answer.status_code == 422
    assert "must not be empty" in answer.content.decode()


def test_the_second_of_two_who_save_is_told_and_loses_nothing(as_role):
    client = as_role("supervisor")
    draft = begun(client)
    first = client.get(url("draft-save", draft)).context["form"]["version"].value()
    for name, status in (("One", 302), ("Two", 422)):
        told = {"text": changed(name=name), "version": first}
        answer = client.post(url("draft-save", draft), told)
        assert answer.status_code == status
    assert "saved this draft meanwhile" in answer.content.decode()
    assert "Two" in answer.content.decode()


def test_a_plan_is_loaded_once_and_a_dropped_draft_never(as_role):
    client = as_role("supervisor")
    first, second = begun(client), begun(client)
    approve(as_role("counsel"), proposed(client, first))
    answer = client.post(url("draft-propose", second), {"legal_basis": "Rights Agreement"})
    assert "already" in answer.content.decode()
    client.post(url("draft-drop", second), {"reason": "Loaded already"})
    assert (
        "was dropped" in client.post(url("draft-save", second), {"text": "{}", "version": 1}).content.decode()
    )
    assert client.get(url("draft-file", second)).content == shipped(SLUG)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "one of the two"),
        ({"text": "no JSON"}, "no JSON in UTF-8"),
        ({"text": "[]"}, "one JSON object"),
        ({"text": '{"name": "\\u0000"}'}, "zero bytes"),
        ({"text": '{"name": "\\ud800"}'}, "no JSON in UTF-8"),
    ],
)
def test_what_is_no_plan_file_is_told(as_role, told, sentence):
    answer = as_role("supervisor").post(reverse("ledger:draft-upload"), told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_others_look_and_draft_nothing(as_role):
    draft = begun(as_role("supervisor"))
    for role in ("clerk", "counsel", "examiner", "administrator"):
        assert as_role(role).get(reverse("ledger:drafts")).status_code == 200
        assert as_role(role).get(url("draft", draft)).status_code == 200
        for name in ("draft-begin",):
            assert as_role(role).get(reverse(f"ledger:{name}")).status_code == 403
        for name in ("draft-save", "draft-propose", "draft-drop"):
            assert as_role(role).post(url(name, draft), {}).status_code == 403


def test_the_command_checks_and_keeps_a_draft(tmp_path):
    file, told = tmp_path / "plan.json", io.StringIO()
    file.write_bytes(shipped(SLUG))
    call_command("load_plan", str(file), "--dry-run", stdout=told)
    assert "can be proposed" in told.getvalue()
    assert not PlanDraft.objects.exists()
    call_command("load_plan", str(file), stdout=told)
    assert PlanDraft.objects.get().saved_by_name == "system:load_plan"
    file.write_text(changed(agreement_date="soon"))
    with pytest.raises(CommandError, match="cannot be proposed"):
        call_command("load_plan", str(file), "--dry-run", stdout=told)
    assert "agreement_date" in told.getvalue()
