"""What becomes of a Trigger Case and of the person in it: confirmed, closed, exempted, waived, declared."""

from datetime import date

from ledger.enums import CaseStatus, ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Person, TriggerCase
from ledger.rules.wire.reader import Reader
from ledger.services import events, releases
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.adopting import adopt


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
    case = _case(scene, told)
    if case.person is None:
        raise RuleViolation("The Trigger Case names nobody: reverse the fact, or record who it concerns.")
    _release(scene, case.person, told.one_of("why", releases.LABELS))
    return scene.day


def exempt(scene: Scene, told: Reader) -> date | None:
    _release(scene, scene.person(told.text("person")), "exempt", told.optional("why", told.text))
    return scene.day


def waive(scene: Scene, told: Reader) -> date | None:
    _release(scene, scene.known_person(told.text("person")), "waived", told.optional("why", told.text))
    return scene.day


def _release(scene: Scene, person: Person, why: str, reason: str | None = None) -> None:
    document, actor = scene.board_paper()
    scene.decide(
        releases.propose(
            plan=scene.plan,
            person=person,
            why=why,
            at=scene.step.at,
            document=document,
            reason=reason or f"By the story: {why}.",
            actor=actor,
        )
    )


def declare_adverse(scene: Scene, told: Reader) -> date | None:
    announced_at = told.optional("announced_at", told.instant)
    data = {"person": told.text("person"), "pct": str(told.raw("pct"))}
    adopt(
        scene,
        ResolutionKind.ADVERSE_PERSON,
        data | ({"announced_at": announced_at.isoformat()} if announced_at else {}),
    )
    return scene.day
