"""The paper beside the law: what rests on each sentence, and which nothing claims."""

import json

from django.urls import reverse

from ledger.models import Deadline, SourceDocument
from ledger.pages.papers import kept_text
from ledger.plan_files import editing
from ledger.plan_files.papers import indexed
from ledger.selectors import paper_law, paper_places
from ledger.services import drafts
from tests import factories

# Of a sentence that something rests on, fewer words than this may be left over: "and", "in addition".
FEW = 4


def _filed(plan):
    return plan.documents.get(sha256=paper_places.digest())


def test_every_sentence_of_the_8k_that_asks_for_something_is_claimed(plan, monkeypatch):
    filed = _filed(plan)
    found = paper_law.of_plan(plan, filed, kept_text(filed))
    assert [each.stretches for each in found.open] == []
    assert found.unfound == ()
    left = [
        stretch.words
        for sentence in found.sentences
        for stretch in sentence.stretches
        if not stretch.is_claimed and len(stretch.words.split()) > FEW
    ]
    assert left == []
    # Every reason is of words that the paper has, and no rule is without words.
    words = indexed(kept_text(filed)).words
    assert all(
        each.begins in words and each.ends in words and each.why for each in paper_places.no_behaviour()
    )
    (extension,) = [each for each in found.sentences if any(claim.key == "R47" for claim in each.claims)]
    of_kind = {kind: [c.key for c in extension.claims if c.kind == kind] for kind in ("rule", "question")}
    assert of_kind == {"rule": ["R47"], "question": ["DQ4"]}
    # Without them, the sentence is told.
    monkeypatch.setattr(paper_law.rule_book, "rules", tuple)
    without = paper_law.of_plan(plan, filed, kept_text(filed))
    assert len(without.open) > 10


def test_the_pages_lead_to_the_sentence_and_back(plan, as_role):
    client, filed = as_role("examiner"), _filed(plan)
    page = reverse("ledger:paper-law", args=[plan.slug, filed.pk])
    body = client.get(page).content.decode()
    for expected in (
        'id="s17"',
        reverse("ledger:question", args=[plan.slug, "DQ1"]),
        f"{reverse('ledger:plan', args=[plan.slug])}?tab=terms#term-expiration.final",
        reverse("ledger:deadline", args=[plan.slug, Deadline.objects.get(plan=plan, key="prong.i").pk]),
    ):
        assert expected in body, expected
    assert ">R24<" not in body
    assert "Every sentence is claimed" in client.get(f"{page}?unclaimed=1").content.decode()
    terms = client.get(f"{reverse('ledger:plan', args=[plan.slug])}?tab=terms").content.decode()
    assert f'<a href="{page}#s15">sentence 15</a>' in terms
    prong = Deadline.objects.get(plan=plan, key="prong.i")
    why = client.get(reverse("ledger:deadline", args=[plan.slug, prong.pk])).content.decode()
    assert f'<a href="{page}#s13">sentence 13</a>' in why
    papers = client.get(f"{reverse('ledger:plan', args=[plan.slug])}?tab=papers").content.decode()
    assert page in papers
    unkept = SourceDocument.objects.filter(plan=plan, storage_name="").first()
    assert client.get(reverse("ledger:paper-law", args=[plan.slug, unkept.pk])).status_code == 404


def test_a_draft_shows_which_sentences_of_its_paper_are_not_used_yet(db, as_role):
    data = editing.blank(name="Larkspur Mills", slug="larkspur")
    data["documents"] = [
        {
            "id": "paper",
            "title": "Rights Agreement",
            "kind": "rights agreement",
            "content": "The Rights expire on June 1, 2030. The Company gives notice to each holder.",
        }
    ]
    data = editing.with_terms(
        data, {"expiration.final": ("2030-06-01", "The Rights expire on June 1, 2030.")}
    )
    data["issues"] = [{"code": "Q1", "title": "“notice to each holder” is open"}]
    draft = drafts.begin(content=json.dumps(data).encode(), actor=factories.actor("supervisor"))
    page = reverse("ledger:draft-paper", args=[draft.pk])
    found = paper_law.of_draft(draft)
    assert [[c.key for c in each.claims] for each in found.sentences] == [["expiration.final", "R24"], ["Q1"]]
    body = as_role("supervisor").get(page).content.decode()
    assert f"{reverse('ledger:draft-step', args=[draft.pk, 'ends'])}#term.expiration.final" in body
    assert "#term.expiration.final" not in as_role("examiner").get(page).content.decode()
