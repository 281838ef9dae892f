"""Who owns what: findings of beneficial ownership, and the voiding of what they reach."""

from datetime import date

from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader
from ledger.services import events, voiding
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import not_yet, optional_day, quantity


def find(scene: Scene, told: Reader) -> date | None:
    if (told.optional("kind", told.text) or "held") != "held" or not told.has("account"):
        raise not_yet("a finding of what is not held in an account")
    as_of = optional_day(told, "as_of", scene.day)
    scene.decide(
        events.propose_finding(
            plan=scene.plan,
            person=scene.person(told.text("person")),
            account=scene.account(told.text("account"), opened=False),
            quantity=quantity(told, "quantity"),
            reason=told.optional("why", told.text) or "Found by the story.",
            document=scene.paper("Schedule 13D", "schedule 13d", as_of),
            actor=scene.hands.maker,
        )
    )
    return as_of


def withdraw_finding(scene: Scene, told: Reader) -> date | None:
    raise not_yet("withdrawing a finding")


def void(scene: Scene, told: Reader) -> date | None:
    name = told.text("person")
    if not scene.plan.persons.filter(name=name).exists():
        raise BadInput(told.place("person"), f"no person on record is named {name}")
    scene.decide(voiding.propose(plan=scene.plan, actor=scene.hands.maker))
    return scene.day
