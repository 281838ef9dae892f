"""What happens to all the Rights at once: a split, the separation, the expiration; and one account's certificate."""

from datetime import date

from ledger.models import AdjustmentKind
from ledger.rules.wire.reader import Reader
from ledger.services import adjustments, separation, trust
from ledger.services.acts import expiration
from rightsadmin.rehearsal.scene import Scene


def split(scene: Scene, told: Reader) -> date | None:
    inputs = {"new": told.raw("new"), "old": told.raw("old")}
    if told.has("class"):
        inputs["class"] = told.text("class")
    if told.has("cash_price"):
        inputs["cash_price"] = told.raw("cash_price")
    scene.decide(
        adjustments.propose(
            plan=scene.plan,
            kind=AdjustmentKind.SPLIT,
            inputs=inputs,
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
    """The holder certifies that it is no Acquiring Person: the trustee of an exchange delivers its shares."""
    scene.decide(
        trust.propose(
            account=scene.account(told.text("account"), opened=False),
            certificate=scene.paper("Certificate of the holder", "holder's certificate"),
            actor=scene.hands.maker,
        )
    )
    return scene.day
