"""A plan set up on the pages from its text alone: typed fields, sentences picked from its paper, two persons."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from ledger.models import Approval, Plan, PlanDraft, PlanTerm
from ledger.plan_files import shipped
from ledger.plan_files.presets import presets
from ledger.selectors.terms import value
from ledger.terms import REGISTRY, SECTIONS

pytestmark = pytest.mark.django_db

PAPER = """RIGHTS AGREEMENT, dated as of March 2, 2026, between Tideway Pumps, Inc., a Delaware corporation (the
"Company"), and Harbor Trust Company, as Rights Agent. The Company's principal executive office is 1 Quay Street, Dover,
Delaware 19901.

The Board declared a dividend of one Right for each outstanding share of Common Stock, par value $0.01 per share, to
holders of record at the close of business on March 16, 2026 (the "Record Date"). Each Right entitles the holder to buy
one one-thousandth of a share of Series A Preferred Stock, par value $0.01 per share (a "Unit"), at a price of $80.00
per Unit (the "Purchase Price").

2

A person becomes an Acquiring Person with beneficial ownership of 10% or more. The Rights separate ten Business Days
after the announcement, or ten Business Days after the commencement of a tender offer for 10% or more. Each Right then
buys common stock with a value of two times its price; one Unit is worth one share of common stock. Until there is an
Acquiring Person the Company may redeem the Rights at $0.001 per Right, and amend this agreement. After that it may
exchange each Right for one share of common stock. The Rights expire on March 1, 2027. A Business Day is one on which
banks in New York are open. Notices go to the addresses above. The rest is as the Summary of Rights says.
"""
REST = "The rest is as the Summary of Rights says."
# What the clerk types of each section: the value's fields, and the sentence by its words or its number.
TYPED = {
    "issuer.name": ("Tideway Pumps, Inc.", "1"),
    "issuer.state": ("Delaware", "1"),
    "issuer.address": ("1 Quay Street, Dover, Delaware 19901", "2"),
    "agent.name": ("Harbor Trust Company", "1"),
    "agreement.date": ("2026-03-02", "1"),
    "agreement.exhibits": ("A: Certificate of Designations\nB: Summary of Rights", REST),
    "notices.issuer": ("1 Quay Street, Dover, Delaware 19901", "Notices go to the addresses above."),
    "common.title": ("Common Stock", "3"),
    "common.par": ("$0.01", "3"),
    "record_date": ("2026-03-16", "3"),
    "unit.security": ("Series A Preferred Stock", "4"),
    "unit.par": ("0.01", "4"),
    "purchase_price.amount": ("$80.00", "4"),
    "expiration.final": ({"1.date": "2027-03-01"}, "The Rights expire on March 1, 2027."),
}


def posted(client, draft, section, **more):
    """The form of the section as the browser would send it, with what else was typed."""
    address = reverse("ledger:draft-step", args=[draft.pk, section])
    form = client.get(address).context["form"]
    told = {}
    for field in form:
        shown = field.value()
        if shown not in (None, ""):
            told[field.name] = shown
    answer = client.post(address, told | more)
    assert answer.status_code == 302, answer.content.decode()
    draft.refresh_from_db()
    return answer


def typed_of(section):
    told = {}
    for key, (typed, sentence) in TYPED.items():
        if REGISTRY[key].section == section:
            parts = typed if isinstance(typed, dict) else {"": typed}
            told |= {f"term.{key}.{part}".rstrip("."): words for part, words in parts.items()}
            told[f"term.{key}.cite"] = sentence
    return told


def begun(client, preset="modern"):
    answer = client.post(reverse("ledger:draft-begin"), {"name": "Tideway Pumps, Inc.", "preset": preset})
    assert answer.status_code == 302, answer.content.decode()
    return PlanDraft.objects.latest("pk")


def with_paper(client, draft, **told):
    about = {"title": "Rights Agreement", "kind": "rights agreement", "dated_on": "2026-03-02"}
    return posted(client, draft, "paper", **(about | (told or {"text": PAPER})))


def cited(client, draft, sentence=REST):
    """Every stated term that has no sentence yet is given that one."""
    for section in SECTIONS:
        form = client.get(reverse("ledger:draft-step", args=[draft.pk, section])).context["form"]
        lacking = [block.kind.key for block in form.blocks() if not form[f"{block.name}.cite"].value()]
        stated = {row["key"] for row in json.loads(draft.content)["terms"]["rows"]}
        posted(client, draft, section, **{f"term.{key}.cite": sentence for key in lacking if key in stated})


def test_a_plan_is_set_up_from_its_text_without_a_word_of_json(as_role):
    client = as_role("supervisor")
    draft = begun(client)
    with_paper(client, draft)
    page = client.get(reverse("ledger:draft-step", args=[draft.pk, "shares"])).content.decode()
    assert "to holders of record at the close of business on March 16, 2026" in page.replace("\n", " ")
    for section in SECTIONS:
        posted(client, draft, section, **typed_of(section))
    cited(client, draft)
    people = {
        "directors.0.name": "Ann Reed",
        "directors.0.joined_on": "2020-01-02",
        "signatories.0.party": "issuer",
        "signatories.0.name": "Ann Reed",
        "signatories.0.title": "President",
        "signatories.0.from_on": "2020-01-02",
        "resolutions.0.number": "2026-1",
        "resolutions.0.kind": "adoption",
        "resolutions.0.adopted_at": "2026-03-02T10:00",
        "resolutions.0.effective_at": "2026-03-02T10:00",
        "resolutions.0.text": "RESOLVED, that the Rights Agreement is adopted.",
        "control_book.0.as_of": "2026-03-16",
        "control_book.0.outstanding": "12,000,000",
        "control_book.0.treasury": "0",
        "control_book.0.reserved": "0",
        "control_book.0.citation": "3",
    }
    posted(client, draft, "people", **people)
    draft_page = client.get(reverse("ledger:draft", args=[draft.pk])).content.decode()
    assert "Nothing is wrong" in draft_page
    assert "What then holds" in draft_page
    assert "10% is announced on Schedule 13D" in draft_page
    assert "The Rights separate on" in draft_page
    client.post(
        reverse("ledger:draft-propose", args=[draft.pk]), {"legal_basis": "Rights Agreement, 2 March 2026"}
    )
    approval = Approval.objects.get(target_type="plandraft")
    read = as_role("counsel").get(reverse("ledger:approval", args=[approval.pk])).content.decode()
    assert "Days until the Rights separate" in read
    told = {"digest": approval.digest, "reason": "Read whole", "decision": "confirm"}
    as_role("counsel").post(reverse("ledger:approval", args=[approval.pk]), told)
    plan = Plan.objects.get(slug="tideway-pumps-inc")
    on = plan.agreement_date
    assert value(plan, "purchase_price.amount", on) == "80.00"
    assert value(plan, "distribution.stock_acquisition", on)["counts"] == [
        "held",
        "right_to_acquire",
        "derivative",
    ]
    assert (
        "(the “Record Date”)".replace("“", '"').replace("”", '"')
        in PlanTerm.objects.get(plan=plan, key="record_date").citation
    )


def test_a_figure_of_the_paper_is_taken_by_a_click_and_by_nothing_else(as_role):
    client = as_role("supervisor")
    draft = begun(client, preset="")
    with_paper(client, draft)
    address = reverse("ledger:draft-step", args=[draft.pk, "separation"])
    blocks = {block.kind.key: block for block in client.get(address).context["blocks"]}
    offered = blocks["distribution.stock_acquisition"].offers
    assert [(each.figure.words, each.figure.value, each.target.label) for each in offered] == [
        ("10%", ("10",), "Percentage"),
        ("10%", ("10",), "Percentage of who reports on Schedule 13G"),
        ("ten Business Days", ("10", "business_days"), "Days until the Rights separate"),
    ]
    kept = draft.content
    name = "term.distribution.stock_acquisition"
    told = {"version": draft.version, f"{name}.extendable": "no"}
    for at in (0, 2):
        answer = client.post(address, told | {"take": offered[at].code})
        assert answer.status_code == 200
        form = answer.context["form"]
        told |= {field.name: field.value() for field in form if field.name.startswith(name) and field.value()}
    draft.refresh_from_db()
    assert draft.content == kept
    assert (told[f"{name}.pct"], told[f"{name}.n"], told[f"{name}.unit"]) == ("10", "10", "business_days")
    assert told[f"{name}.extendable"] == "no"
    assert "becomes an Acquiring Person with beneficial ownership of 10% or more" in told[f"{name}.cite"]
    assert client.post(address, told).status_code == 302
    draft.refresh_from_db()
    row = {row["key"]: row for row in json.loads(draft.content)["terms"]["rows"]}[name.removeprefix("term.")]
    assert (row["value"]["pct"], row["value"]["n"], row["value"]["unit"]) == ("10", 10, "business_days")


def test_a_draft_is_saved_as_it_stands_and_each_place_is_told_where_it_is_mended(as_role):
    client = as_role("supervisor")
    draft = begun(client, preset="")
    page = client.get(reverse("ledger:draft", args=[draft.pk])).content.decode()
    assert "worked out as soon as these are stated: Date of the Rights Agreement, Record Date" in page
    posted(client, draft, "separation", **{"term.distribution.stock_acquisition.pct": "many"})
    page = client.get(reverse("ledger:draft", args=[draft.pk])).content.decode()
    assert "Prong (i): Stock Acquisition Date, Percentage" in page
    section = reverse("ledger:draft-step", args=[draft.pk, "separation"])
    assert f"{section}#term.distribution.stock_acquisition" in page
    assert "a percentage from 0 to 100 is needed" in client.get(section).content.decode()
    posted(client, draft, "ends", **{"term.expiration.final.1.date": "2027-03-01"})
    assert (
        "Final Expiration Date: no sentence is picked yet"
        in client.get(reverse("ledger:draft", args=[draft.pk])).content.decode()
    )


def test_what_no_field_changed_stays_as_it_stands(as_role):
    client = as_role("supervisor")
    file = SimpleUploadedFile("plan.json", shipped("mim-1998"))
    client.post(reverse("ledger:draft-upload"), {"file": file})
    draft = PlanDraft.objects.latest("pk")
    before = json.loads(draft.content)
    for step in ("names", *SECTIONS, "people"):
        posted(client, draft, step)
    after = json.loads(draft.content)
    assert {row["key"]: row for row in after["terms"]["rows"]} == {
        row["key"]: row for row in before["terms"]["rows"]
    }
    assert {part: rows for part, rows in after.items() if part != "terms"} == {
        part: rows for part, rows in before.items() if part != "terms"
    }


def test_a_day_counted_from_today_is_changed_in_its_file_only(as_role):
    client = as_role("supervisor")
    client.post(
        reverse("ledger:draft-upload"), {"file": SimpleUploadedFile("p.json", shipped("halyard-instruments"))}
    )
    draft = PlanDraft.objects.latest("pk")
    answer = client.post(
        reverse("ledger:draft-step", args=[draft.pk, "names"]), {"version": 1, "basis": "agreement"}
    )
    assert answer.status_code == 422
    assert "change it in its file" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.txt", PAPER.encode()),
        ("paper.html", ("<html><body>" + PAPER.replace("\n\n", "</p><p>") + "</body></html>").encode()),
    ],
)
def test_the_paper_is_taken_as_text_or_html(as_role, name, content):
    client = as_role("supervisor")
    draft = begun(client)
    with_paper(client, draft, file=SimpleUploadedFile(name, content))
    assert "holders of record at the close of business on March 16, 2026" in " ".join(draft.content.split())
    assert "<p>" not in draft.content


def test_the_paper_is_taken_as_a_pdf_with_its_text(as_role):
    client, pages = as_role("supervisor"), io.BytesIO()
    canvas = Canvas(pages)
    canvas.drawString(72, 720, "The Rights expire on March 1, 2027.")
    canvas.save()
    draft = begun(client)
    with_paper(client, draft, file=SimpleUploadedFile("paper.pdf", pages.getvalue()))
    assert "The Rights expire on March 1, 2027." in draft.content


def test_a_pdf_of_pictures_is_refused_in_a_sentence(as_role):
    client = as_role("supervisor")
    draft = begun(client)
    told = {
        "version": draft.version,
        "title": "A",
        "kind": "other",
        "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 no"),
    }
    answer = client.post(reverse("ledger:draft-step", args=[draft.pk, "paper"]), told)
    assert answer.status_code == 422
    assert "cannot be opened" in answer.content.decode()


@pytest.mark.parametrize("code", presets())
def test_each_family_fills_in_values_that_are_right_and_cites_none_of_them(as_role, code):
    client = as_role("supervisor")
    draft = begun(client, preset=code)
    page = client.get(reverse("ledger:draft", args=[draft.pk]))
    problems = {each.in_file.partition(": ")[2] for each in page.context["panels"][2].data["problems"]}
    assert problems == {"must not be empty.", "None is no date such as 1998-12-04.", "'paper' is none of ."}


def test_others_type_nothing(as_role):
    draft = begun(as_role("supervisor"))
    for role in ("clerk", "counsel", "examiner", "administrator"):
        for step in ("names", "paper", "shares", "people"):
            assert as_role(role).get(reverse("ledger:draft-step", args=[draft.pk, step])).status_code == 403
    assert (
        as_role("supervisor").get(reverse("ledger:draft-step", args=[draft.pk, "nonsense"])).status_code
        == 404
    )
