"""What becomes of a Trigger Case and of the person in it: confirmed, closed, exempted, waived, declared."""

from datetime import date

from ledger.enums import CaseStatus
from ledger.errors import RuleViolation
from ledger.models import TriggerCase
from ledger.rules.wire.reader import Reader
from ledger.services import events
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import not_yet


def confirm_case(scene: Scene, told: Reader) -> date | None:
    case = _case(scene, told)
    certificate = scene.paper("Officer's certificate", "officer's certificate")
    scene.decide(events.propose_case(case=case, certificate=certificate, actor=scene.hands.maker))
    return scene.day


def _case(scene: Scene, told: Reader) -> TriggerCase:
    """The latest case of the person, an open one before others; of anybody where the step names nobody."""
    rows = scene.plan.cases.order_by("-opened_at", "-pk")
    if told.has("person"):
        rows = rows.filter(person=scene.known_person(told.text("person")))
    found: TriggerCase | None = rows.filter(status=CaseStatus.OPEN).first() or rows.first()
    if found is None:
        raise RuleViolation("No Trigger Case is open: nothing on record sets off a prong.")
    return found


def close_case(scene: Scene, told: Reader) -> date | None:
    raise not_yet("closing a Trigger Case")


def exempt(scene: Scene, told: Reader) -> date | None:
    raise not_yet("exempting a person")


def waive(scene: Scene, told: Reader) -> date | None:
    raise not_yet("waiving")


def declare_adverse(scene: Scene, told: Reader) -> date | None:
    raise not_yet("declaring an Adverse Person by name")
