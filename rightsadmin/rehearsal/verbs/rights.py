"""What happens to all the Rights at once: a split, the separation, the expiration; and one account's certificate."""

from datetime import date

from ledger.models import AdjustmentKind
from ledger.rules.exact import exact_text
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader
from ledger.services import adjustments, separation
from ledger.services.acts import expiration
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import not_yet

_MOST = 10**9


def split(scene: Scene, told: Reader) -> date | None:
    new, old = told.count("new", _MOST), told.count("old", _MOST)
    if not new or not old:
        raise BadInput(told.place("new"), "a split makes at least one share of at least one")
    scene.decide(
        adjustments.propose(
            plan=scene.plan,
            kind=AdjustmentKind.SPLIT,
            inputs={"new_shares_per_old": exact_text(told.positive("new") / told.positive("old"))},
            effective_at=scene.step.at,
            received_at=scene.step.at,
            document=scene.paper("Certificate of the split", "officer's certificate"),
            actor=scene.hands.maker,
        )
    )
    return scene.day


def separate(scene: Scene, told: Reader) -> date | None:
    proposed = separation.propose(plan=scene.plan, actor=scene.hands.maker)
    assert proposed.approval is not None  # noqa: S101 - `propose` makes it
    scene.decide(proposed.approval)
    return proposed.distribution_date


def expire(scene: Scene, told: Reader) -> date | None:
    scene.decide(expiration.propose(plan=scene.plan, actor=scene.hands.maker))
    return scene.day


def certify(scene: Scene, told: Reader) -> date | None:
    raise not_yet("a certificate of one account")
