"""Words for the services of the ledger, complete and right, of which a test changes one; and how a refusal is told."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps

from ledger.enums import Basis, EntitlementBasis
from ledger.errors import RuleViolation
from ledger.rules.agent import Successor
from ledger.services.signatories import Named
from rightsadmin.common.actor import Actor
from tests import factories

SYSTEM = Actor.system("tests")
DAY = date(1998, 12, 15)
SUCCESSOR = Successor(
    "Harbor Trust",
    is_corporation=True,
    has_trust_powers=True,
    is_supervised=True,
    capital=Decimal(75_000_000),
)


@contextmanager
def refused(told, error=RuleViolation):
    """The act is refused with these words, and no row of the ledger is more or less."""
    before = _rows()
    with pytest.raises(error, match=told):
        yield
    assert _rows() == before


def _rows():
    return {model.__name__: model.objects.count() for model in apps.get_app_config("ledger").get_models()}


def certificate(plan, document, **told):
    """An adjustment's worth of words."""
    return {
        "plan": plan,
        "kind": "factor",
        "inputs": {"factor": "0.5"},
        "effective_at": factories.new_york("1998-12-15T10:00"),
        "received_at": factories.new_york("1998-12-15T12:00"),
        "document": document,
        "actor": factories.actor("clerk"),
    } | told


def order(plan, document, **told):
    return {
        "plan": plan,
        "as_of": DAY,
        "outstanding": Decimal(1),
        "treasury": Decimal(),
        "reserved": Decimal(),
        "document": document,
        "actor": SYSTEM,
    } | told


def bought(plan, document, **told):
    return {
        "plan": plan,
        "basis": EntitlementBasis.FLIP_IN,
        "effective_at": factories.new_york("1998-12-15T10:00"),
        "security": "Units",
        "market_price": Decimal(4),
        "document": document,
        "actor": factories.actor("clerk"),
    } | told


def asked(plan, document, **told):
    return {
        "plan": plan,
        "question": "May it be done?",
        "proposed_action": "We do it.",
        "sent_at": factories.new_york("1998-12-10T10:00"),
        "act_after": date(1998, 12, 20),
        "document": document,
        "actor": factories.actor("clerk"),
    } | told


def instructed(plan, document, **told):
    return {
        "plan": plan,
        "kind": "other",
        "text": "Do it.",
        "channel": "letter",
        "received_at": factories.new_york("1998-12-14T10:00"),
        "signed_on": date(1998, 12, 12),
        "signer_name": "An Officer",
        "document": document,
        "actor": factories.actor("clerk"),
    } | told


def certified(plan, document, **told):
    return {
        "plan": plan,
        "document": document,
        "dated_on": DAY,
        "certified_by": "The Secretary",
        "certified_by_title": "Secretary",
        "from_on": DAY,
        "named": [Named("An Officer", "Treasurer")],
        "actor": factories.actor("clerk"),
    } | told


def resolved(plan, document, **told):
    return {
        "plan": plan,
        "number": "R-9",
        "kind": "other",
        "adopted_at": factories.new_york("1998-12-15T10:00"),
        "text": "RESOLVED.",
        "document": document,
        "actor": factories.actor("clerk"),
    } | told


def term(plan, document, **told):
    return {
        "plan": plan,
        "key": "agent.notice_days",
        "value": 30,
        "citation": "Section 21.",
        "basis": Basis.COUNSEL,
        "effective_on": DAY,
        "document": document,
        "actor": SYSTEM,
    } | told


def appointed(notice, document, **told):
    return {
        "notice": notice,
        "successor": SUCCESSOR,
        "address": "1 Harbor Street",
        "effective_on": date(1999, 3, 1),
        "document": document,
        "actor": factories.actor("clerk"),
    } | told
