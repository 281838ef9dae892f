"""Amendments: the Board adopts one, counsel says what it does where that is asked, and two persons record it."""

from datetime import date

from ledger.enums import ResolutionKind
from ledger.rules.amendments import AmendmentCategory
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.rules.wire.reader import Reader
from ledger.services import amendments, counsel
from ledger.services.amendments import TermChange
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.adopting import adopt
from rightsadmin.rehearsal.verbs.reading import optional_day


def amend(scene: Scene, told: Reader) -> date | None:
    changes = Reader(told.raw("changes"), told.place("changes"))
    rows = [
        TermChange(key, changes.raw(key), f"Amendment of step {scene.step.number}: {key}")
        for key in told.raw("changes")
    ]
    effective_on = optional_day(told, "effective_on", scene.day)
    amendment = scene.paper("Amendment", "amendment", effective_on)
    resolution = adopt(scene, ResolutionKind.AMENDMENT, {})
    approval = amendments.propose(
        resolution=resolution,
        title=f"Amendment of step {scene.step.number}",
        changes=rows,
        effective_on=effective_on,
        document=amendment,
        certificate=scene.paper("Officer's certificate of compliance", "officer's certificate"),
        existing_holders=told.optional("existing_holders", told.raw) or {},
        actor=scene.hands.maker,
    )
    if told.has("category"):
        counsel.give_word(
            approval=approval,
            category=told.one_of("category", tuple(each.value for each in AmendmentCategory)),
            reason="Read and found so, by the story.",
            document=scene.paper("Opinion of counsel", COUNSELS_PAPER),
            actor=scene.hands.counsel,
        )
    scene.decide(approval)
    return effective_on
