"""The pages of a plan of another family speak its own words: no Form 8-K, no numbers of rules, no foreign names."""

import json
import re
from datetime import date

import pytest
from django.urls import Resolver404, resolve

from ledger.models import Deadline
from ledger.selectors import feeds
from ledger.services import calendars, deadlines, plans
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce
from tests.ledger.test_plan_schema import plan_of

FOREIGN = re.compile(r"\b8-K\b|\bR\d{1,2}\b|\bDQ\d+\b|\bMIM\b|BioScrip|Clearbrook|180 days|180-day")
UNSEEN = re.compile(r"<(script|style|title|nav)\b.*?</\1>|<[^>]+>", re.DOTALL)
LINK = re.compile(r'href="(/plans/[^"#]+)"')
# Of a plan of each kind: poison pill of 2022, one to keep tax losses, one of 1997.
PLANS = ("twitter-2022", "selectica-2008", "nwpipe-1999")


def visible(body):
    return " ".join(UNSEEN.sub(" ", body).split())


def walk(client, slug):
    """(address, what a reader sees) of one page of each kind that leads from the plan's own."""
    waiting, known = [f"/plans/{slug}/"], set()
    while waiting:
        address = waiting.pop(0)
        path, _, asked = address.partition("?")
        try:
            found = resolve(path)
        except Resolver404:
            continue
        kind = (found.view_name, asked, found.kwargs.get("kind"))
        if kind in known or found.kwargs.get("slug") != slug:
            continue
        known.add(kind)
        answer = client.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            body = answer.content.decode()
            yield address, visible(body)
            waiting += LINK.findall(body.replace("&amp;", "&"))


@pytest.mark.parametrize(("slug", "role"), [*zip(PLANS, ("clerk", "supervisor", "examiner"), strict=True)])
def test_a_plan_of_another_family_speaks_its_own_words(db, as_role, slug, role):
    system, data = Actor.system("tests"), plan_of(slug)
    calendars.load_shipped(actor=system)
    plan = plans.load_plan(content=json.dumps(data).encode(), actor=system)
    day = date.fromisoformat(data["pinned_on"])
    factories.give_common(plan, {factories.account(plan, "JANE ROE", number="000001"): 1_000_000}, on=day)
    announce(plan, at=f"{day}T09:00", pct="21", name="Corlear Partners")
    deadlines.recompute(plan=plan, actor=system)
    pages = dict(walk(as_role(role), slug))
    assert len(pages) > 40
    told = pages | {f"deadline {row.key}": f"{row.reason} {row.clause}" for row in Deadline.objects.all()}
    told["calendar"] = feeds.calendar_text().replace("\r\n ", "")
    leaks = {
        f"{address}: {words[max(0, hit.start() - 60) : hit.end() + 20]}"
        for address, words in told.items()
        for hit in FOREIGN.finditer(words.replace("Form 8-K, Record Date", ""))
    }
    assert leaks == set()
