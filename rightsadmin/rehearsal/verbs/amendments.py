"""Amendments: the Board adopts one, and two persons record the terms it changes."""

from datetime import date

from ledger.enums import ResolutionKind
from ledger.rules.wire.reader import Reader
from ledger.services import amendments
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
    resolution = adopt(scene, ResolutionKind.AMENDMENT, {"category": "cure"})
    scene.decide(
        amendments.propose(
            resolution=resolution,
            title=f"Amendment of step {scene.step.number}",
            changes=rows,
            effective_on=effective_on,
            document=amendment,
            certificate=scene.paper("Officer's certificate of compliance", "officer's certificate"),
            existing_holders=told.optional("existing_holders", told.raw) or {},
            actor=scene.hands.maker,
        )
    )
    return effective_on
