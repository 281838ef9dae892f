"""The fields of a term where a plan is amended and where a question is answered: typed, in words, without JSON."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Approval
from ledger.selectors import terms
from tests import factories
from tests.ledger.stories import announce, pin, plan_with_holders, resolve

pytestmark = pytest.mark.django_db
KEY = "distribution.stock_acquisition"


def preview(plan):
    return reverse("ledger:preview", args=[plan.slug, "amendment"])


def shown(client, plan, *keys, day="1998-12-15"):
    """The page on which these terms were chosen, and what its fields hold, as a browser would send it back."""
    chosen = {f"key_{number}": key for number, key in enumerate(keys, start=1)}
    page = client.get(preview(plan), {"ask": "1", "effective_on": day, **chosen})
    assert page.status_code == 200
    fields = {field.name: field.value() for field in page.context["question"]}
    return page, {
        name: told or ""
        for name, told in fields.items()
        if told not in (None, "", False, []) or name.endswith(".cite")
    }


def papers(plan, at="1998-12-15T12:00"):
    return {
        "resolution": resolve(plan, "amendment", at).pk,
        "title": "Amendment No. 1",
        "document": factories.document(plan, "Amendment No. 1, signed by the Rights Agent").pk,
        "certificate": factories.document(plan, "Officer's certificate of compliance").pk,
    }


def test_a_term_is_amended_by_its_fields_and_approved_in_words(as_role):
    plan, clerk = factories.mim_plan(), as_role("clerk")
    page, told = shown(clerk, plan, KEY)
    assert page.context["look"] is None
    assert "Days until the Rights separate" in page.content.decode()
    assert told[f"term.{KEY}.pct"] == "15"
    told |= {f"term.{KEY}.pct": "20", f"term.{KEY}.cite": "Fifteen is changed to twenty."}
    look = clerk.get(preview(plan), told | {"ask": "1"})
    assert look.status_code == 200, (look.context["form"].errors, told)
    look = look.content.decode()
    assert "Prong (i): Stock Acquisition Date: Percentage" in look
    assert "20%" in look
    answer = clerk.post(preview(plan), told | papers(plan))
    assert answer.status_code == 302, answer.content.decode()
    approval = Approval.objects.get(act="amendment")
    read = as_role("supervisor").get(reverse("ledger:approval", args=[approval.pk])).content.decode()
    assert "15% → <strong>20%</strong>" in read
    (change,) = approval.payload["changes"]
    assert {**change["before"], "pct": "20"} == change["after"]


def test_what_is_typed_wrong_or_changes_nothing_is_told_at_its_field(as_role):
    plan, clerk = factories.mim_plan(), as_role("clerk")
    _, told = shown(clerk, plan, KEY, "redemption.price")
    answer = clerk.get(preview(plan), told | {"ask": "1", f"term.{KEY}.pct": "many"})
    assert answer.status_code == 422
    assert "a percentage from 0 to 100 is needed" in answer.content.decode()
    answer = clerk.get(preview(plan), told | {"ask": "1"})
    assert "this changes nothing" in answer.content.decode()


def test_a_moment_is_amended_by_its_fields(as_role):
    plan, clerk = factories.mim_plan(), as_role("clerk")
    _, told = shown(clerk, plan, "redemption.window")
    told |= {
        "term.redemption.window.until.1.happening": "acquiring_person",
        "term.redemption.window.until.join": "earlier_of",
        "term.redemption.window.until.2.happening": "record_date",
        "term.redemption.window.until.2.n": "3",
        "term.redemption.window.until.2.unit": "years",
        "term.redemption.window.cite": "Until the earlier of these.",
    }
    look = clerk.get(preview(plan), told | {"ask": "1"}).content.decode()
    assert (
        "the earlier of the time a person becomes an Acquiring Person and 3 years after the Record Date"
        in look
    )


def test_of_each_person_that_lowered_percentages_reach_is_asked_what_becomes_of_it(as_role):
    plan, clerk = factories.mim_plan(), as_role("clerk")
    announce(plan, "1998-12-10T09:00", pct="12", name="Holder P")
    _, told = shown(clerk, plan, KEY)
    told |= {f"term.{KEY}.pct": "10", f"term.{KEY}.cite": "Fifteen is changed to ten."}
    page = clerk.get(preview(plan), told | {"ask": "1"}).content.decode()
    assert "Holder P, announced to hold 12%" in page
    rest = papers(plan)
    answer = clerk.post(preview(plan), told | rest)
    assert "The amended terms reach persons on record: Holder P" in answer.content.decode()
    assert clerk.post(preview(plan), told | rest | {"holder_0": "kept"}).status_code == 302
    assert Approval.objects.get(act="amendment").payload["existing_holders"] == {"Holder P": "kept"}


# ------------------------------------------------------------------------------------------------------- answers


def closing(**told):
    about = {"basis": "counsel", "title": "Opinion", "dated_on": "1998-12-16", "effective_on": "1998-12-16"}
    return about | {"text": "So it is.", "file": SimpleUploadedFile("o.pdf", b"%PDF-1.4")} | told


def test_a_question_is_answered_by_a_reading_in_words_with_what_follows(as_role):
    plan, counsel = factories.mim_plan(), as_role("counsel")
    url = reverse("ledger:question-resolve", args=[plan.slug, "DQ2"])
    page = counsel.get(url).content.decode()
    assert "Purchase Price is: the price of one Unit." in page
    assert "No longer waits for it: the issue of Rights Certificates, the exercise of Rights" in page
    assert counsel.post(url, closing()).status_code == 422  # one of them is chosen
    assert counsel.post(url, closing(reading="0")).status_code == 302
    approval = Approval.objects.get(act="quality")
    assert [(row["key"], row["value"]) for row in approval.payload["readings"]] == [
        ("purchase_price.basis", "per_unit")
    ]
    read = as_role("supervisor").get(reverse("ledger:approval", args=[approval.pk])).content.decode()
    assert "the price of one Unit" in read


def test_another_reading_is_typed_in_the_fields_of_the_term(as_role):
    plan, counsel = factories.mim_plan(), as_role("counsel")
    url = reverse("ledger:question-resolve", args=[plan.slug, "DQ4"])
    form = counsel.get(url).context["form"]
    told = {field.name: field.value() for field in form if field.value() not in (None, "", False)}
    told |= closing(reading="typed", **{f"term.{KEY}.n": "12"})
    wrong = counsel.post(url, told | {f"term.{KEY}.n": "twelve"})
    assert wrong.status_code == 422
    assert "a whole number from 0 to 1000 is needed" in wrong.content.decode()
    told["file"].seek(0)
    answer = counsel.post(url, told)
    assert answer.status_code == 302, answer.context["form"].errors
    (reading,) = Approval.objects.get(act="quality").payload["readings"]
    in_force = terms.value(plan, KEY, date(1998, 12, 16))
    assert reading["value"] == {**in_force, "n": 12}


def test_a_reading_says_which_date_it_moves(as_role):
    plan, _ = plan_with_holders()
    announce(plan)
    plan = pin(plan, date(1998, 12, 22))
    page = as_role("counsel").get(reverse("ledger:question", args=[plan.slug, "DQ4"])).content.decode()
    assert "Read so from the beginning, the Distribution Date is" in page
