"""What the Board adopts: its resolution is recorded, and given effect by the second person where it waits for one."""

from datetime import datetime
from typing import Any

from ledger.enums import Act, ApprovalStatus
from ledger.models import Approval, Resolution
from ledger.services import resolutions
from rightsadmin.rehearsal.scene import Scene


def adopt(
    scene: Scene,
    kind: str,
    data: dict[str, Any],
    *,
    effective_at: datetime | None = None,
    at_once: bool = False,
) -> Resolution:
    """The resolution that the Board adopts at the step's instant, with effect from then on or from a later one.

    `at_once`: the second person approves its effect even where the step leaves to `approve_all` what is posted on it.
    """
    document, actor = scene.board_paper()
    resolution = resolutions.record_resolution(
        plan=scene.plan,
        number=f"R-{scene.step.number}",
        kind=kind,
        adopted_at=scene.step.at,
        effective_at=effective_at,
        text=f"RESOLVED, by the story: {kind.replace('_', ' ')}.",
        document=document,
        data=data,
        actor=actor,
    )
    waiting = scene.plan.approvals.filter(
        act=Act.BOARD_ACT, target_id=resolution.pk, status=ApprovalStatus.PENDING
    )
    for approval in waiting:
        (scene.approve if at_once else scene.decide)(Approval.objects.get(pk=approval.pk))
    return resolution
