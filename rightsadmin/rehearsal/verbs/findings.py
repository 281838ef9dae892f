"""Who owns what: findings of beneficial ownership, their withdrawal, and the voiding of what they reach."""

from datetime import date
from decimal import Decimal

from ledger.enums import Owned
from ledger.errors import RuleViolation
from ledger.models import BeneficialFinding
from ledger.rules.wire.reader import Reader
from ledger.selectors import ownership as on_record
from ledger.services import ownership, voiding
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import optional_day, quantity


def find(scene: Scene, told: Reader) -> date | None:
    as_of = optional_day(told, "as_of", scene.day)
    group = told.optional("group", told.text)
    scene.decide(
        ownership.propose_finding(
            plan=scene.plan,
            person=scene.person(told.text("person")),
            kind=told.optional("kind", told.text) or Owned.HELD,
            account=scene.account(told.text("account"), opened=False) if told.has("account") else None,
            quantity=_quantity(told),
            as_of=as_of,
            group=scene.person(group) if group else None,
            reason=told.optional("why", told.text) or "Found by the story.",
            document=scene.paper("Schedule 13D", "schedule 13d", as_of),
            actor=scene.hands.maker,
        )
    )
    return as_of


def withdraw_finding(scene: Scene, told: Reader) -> date | None:
    finding = _latest(scene, told)
    scene.decide(
        ownership.propose_withdrawal(
            finding=finding,
            reason=told.optional("why", told.text) or "Wrong, by the story.",
            actor=scene.hands.maker,
        )
    )
    return finding.as_of


def _latest(scene: Scene, told: Reader) -> BeneficialFinding:
    """The finding that the step describes; of several the latest, those that stand before those withdrawn."""
    rows = on_record.on_record(scene.plan, scene.known_person(told.text("person")))
    if told.has("account"):
        rows = rows.filter(account=scene.account(told.text("account"), opened=False))
    if kind := told.optional("kind", told.text):
        rows = rows.filter(kind=kind)
    if told.has("quantity"):
        rows = rows.filter(quantity=_quantity(told))
    if as_of := told.optional("as_of", told.day):
        rows = rows.filter(as_of=as_of)
    found = rows.filter(withdrawn_by=None).order_by("-pk").first() or rows.order_by("-pk").first()
    if found is None:
        raise RuleViolation("No finding on record is the one that the step describes.", where="account")
    return found


def _quantity(told: Reader) -> Decimal:
    """An exact quantity; nothing is one."""
    return Decimal() if told.number("quantity") == 0 else quantity(told, "quantity")


def void(scene: Scene, told: Reader) -> date | None:
    person = scene.known_person(told.text("person"))
    scene.decide(voiding.propose(plan=scene.plan, person=person, actor=scene.hands.maker))
    return scene.day
