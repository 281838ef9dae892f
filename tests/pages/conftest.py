"""A plan with holders, facts and deadlines, and a client for each role."""

from datetime import date

import pytest
from django.test import Client

from ledger.models import Plan
from ledger.services import deadlines, events
from rightsadmin.common.actor import Actor
from tests import factories
from tests.states import made_once


@pytest.fixture
def plan(db) -> Plan:
    return announced_plan()


@made_once
def announced_plan() -> Plan:
    plan = factories.mim_plan(date(1998, 12, 22))
    holders = {factories.account(plan, "JANE ROE", number="000001"): 17_890_739}
    factories.give_common(plan, holders)
    announced = factories.new_york("1998-12-15T09:30")
    clerk = factories.actor("clerk")
    events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=announced,
        document=factories.document(plan, "Schedule 13D"),
        data={"at": announced.isoformat(), "pct": "16.2"},
        person=events.record_person(plan=plan, name="Corlear Partners", actor=clerk),
        actor=clerk,
    )
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    return plan


@pytest.fixture
def as_role(db):
    """A client signed in as somebody with the role."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(factories.actor(role).user)
        return client

    return sign_in
