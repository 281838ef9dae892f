"""Opening a question: with the loading of a plan, and by the program where two answers stand against each other."""

from ledger.models import DataQualityIssue
from ledger.services import audit
from rightsadmin.common.actor import Actor


def open_question(issue: DataQualityIssue, *, actor: Actor) -> None:
    """The question is open from now and holds what it says it holds; the caller has checked the act."""
    audit.stamp(issue, actor=actor).save()
    audit.record("quality.opened", plan=issue.plan, target=issue, actor=actor)
