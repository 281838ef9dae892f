"""Open questions closed by counsel, the Board, an amendment or the Agreement, with what the paper says a term is."""

from datetime import date

from ledger.enums import Basis
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader, shown
from ledger.services import questions
from ledger.services.questions import TermReading
from rightsadmin.rehearsal.scene import Scene

_BASES = {
    "counsel confirmation": Basis.COUNSEL,
    "counsel": Basis.COUNSEL,
    "board resolution": Basis.RESOLUTION,
    "resolution": Basis.RESOLUTION,
    "amendment": Basis.AMENDMENT,
    "rights agreement": Basis.AGREEMENT,
    "agreement": Basis.AGREEMENT,
}


def close_question(scene: Scene, told: Reader) -> date | None:
    code = told.text("code")
    issue = scene.plan.quality_issues.filter(code=code).first()
    if issue is None:
        raise BadInput(told.place("code"), f"the plan has no question {shown(code)}")
    basis = told.one_of("basis", _BASES)
    reading = told.raw("reading") if told.has("reading") else None
    readings: tuple[TermReading, ...] = ()
    if reading is not None and issue.term_keys:
        readings = (TermReading(issue.term_keys[0], reading, f"{code} is closed as {reading}"),)
    scene.decide(
        questions.propose_resolution(
            issue=issue,
            text=f"Closed by the story: {reading}.",
            document=scene.paper("Opinion of counsel", "opinion"),
            basis=_BASES[basis],
            effective_on=scene.day,
            readings=readings,
            actor=scene.hands.maker,
        )
    )
    return scene.day
