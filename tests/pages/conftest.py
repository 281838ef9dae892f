"""A plan with holders, facts and deadlines, and a client for each role."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from ledger.models import Break, Plan
from ledger.services import control_book, deadlines, events, reconciliation
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
def broken(plan) -> Break:
    """The break of the common: the control book has a hundred shares more than the accounts."""
    control_book.record_control_book(
        plan=plan,
        as_of=date(1998, 12, 16),
        outstanding=Decimal(17_890_839),
        treasury=Decimal(5),
        reserved=Decimal(),
        document=factories.document(plan, "Officer's order"),
        actor=Actor.system("tests"),
    )
    reconciliation.reconcile(plan=plan, actor=Actor.system("tests"))
    return Break.objects.get(identity="common")


@pytest.fixture
def as_role(db):
    """A client signed in as somebody with the role."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(factories.actor(role).user)
        return client

    return sign_in
