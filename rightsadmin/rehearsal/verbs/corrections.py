"""Correction by reversal: what an earlier step posted, undone by a second person's word; both stay on record."""

from datetime import date

from ledger.rules.wire.reader import Reader
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import not_yet


def correct(scene: Scene, told: Reader) -> date | None:
    raise not_yet("correction by reversal")
