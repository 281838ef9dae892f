"""Correction by reversal: what an earlier step posted, undone by a second person's word; both stay on record."""

from datetime import date

from ledger.errors import RuleViolation
from ledger.rules.corrections import BY_COUNSEL
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.rules.wire.reader import Reader
from ledger.services import corrections
from rightsadmin.rehearsal.scene import Scene

_MOST = 500


def correct(scene: Scene, told: Reader) -> date | None:
    """Every batch of the step, the last first; of a voiding the paper is counsel's."""
    step = told.count("step", _MOST)
    batches = list(scene.plan.batches.filter(number__in=scene.posted.get(step, [])).order_by("-number"))
    if not batches:
        raise RuleViolation(f"Step {step} posted nothing that could be undone.", where="step")
    for batch in batches:
        is_counsels = batch.kind in BY_COUNSEL
        scene.decide(
            corrections.propose(
                batch=batch,
                reason=told.optional("why", told.text) or "Posted in error.",
                document=scene.paper("What shows the error", COUNSELS_PAPER if is_counsels else "letter"),
                actor=scene.hands.counsel if is_counsels else scene.hands.maker,
            )
        )
    return batches[-1].effective_on
