"""Who owns what: findings of beneficial ownership, their withdrawal, and the voiding of what they reach."""

from datetime import date
from decimal import Decimal

from ledger.enums import Owned
from ledger.errors import RuleViolation
from ledger.models import BeneficialFinding
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.rules.wire.reader import Reader
from ledger.selectors import ownership as on_record, transferees as transferees_of
from ledger.services import earlier_transfers, ownership, transferees, voiding
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
            share_class="" if told.has("account") else told.optional("class", told.text) or "",
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


def name_transfer(scene: Scene, told: Reader) -> date | None:
    """A transfer that the person made before, by a plan: the last one between the two accounts."""
    giver, taker = (scene.account(told.text(name), opened=False) for name in ("from", "to"))
    numbers = scene.plan.batches.order_by("-number").values_list("number", flat=True)
    found = (transferees_of.nameable(scene.plan, number, taker) for number in numbers)
    passed = next((entry for entry in found if entry and entry.from_account.holder_id == giver.pk), None)
    if passed is None:
        raise RuleViolation("Nothing was passed on from the one account to the other.", where="to")
    scene.decide(
        earlier_transfers.propose(
            plan=scene.plan,
            entry=passed,
            person=scene.known_person(told.text("person")),
            rights=_quantity(told),
            reason=told.optional("why", told.text) or "By the plan that the paper tells of.",
            document=scene.paper("Complaint", "other"),
            actor=scene.hands.maker,
        )
    )
    return passed.effective_on


def counsel_says(scene: Scene, told: Reader) -> date | None:
    """Counsel's word on all that waits in an account: so many Rights are void, the rest of it is not."""
    account = scene.account(told.text("account"), opened=False)
    void = Decimal() if told.number("void") == 0 else quantity(told, "void")
    for asked in transferees_of.waiting(scene.plan):
        if asked.account.pk == account.pk:
            part = min(void, asked.rights)
            void -= part
            scene.decide(
                transferees.propose(
                    plan=scene.plan,
                    entry=asked.entry.pk,
                    account=account.pk,
                    void=part,
                    clear=asked.rights - part,
                    reason=told.optional("why", told.text) or "By the story.",
                    document=scene.paper("Opinion of counsel", COUNSELS_PAPER),
                    actor=scene.hands.counsel,
                )
            )
    return scene.day
