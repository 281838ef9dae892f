"""The letters of an approved notice as the rows of a run, in postal order, sent to the press."""

from certificates.enums import RunKind
from certificates.models import Notice, Run
from certificates.press import PressError
from certificates.selectors import notices as selector
from certificates.selectors.notices import Basis, Recipient
from certificates.services import making, runs
from certificates.services.making import Row
from certificates.services.notices.drafting import letter
from ledger.models import Approval
from ledger.services import audit
from rightsadmin.common.actor import Actor


def make_run(notice: Notice, approval: Approval, actor: Actor) -> Run:
    """The run of the notice, released by this approval once its letters are proved; must be called under the plan's
    lock. A holder whose address cannot be printed is an exception for staff.
    """
    run = runs.begin(
        plan=notice.plan,
        kind=RunKind.NOTICE,
        template_version=notice.template_version,
        face=notice.context,
        face_sha256=notice.context_sha256,
        approval=approval,
        actor=actor,
    )
    making.make(
        run, ([_row(notice, each) for each in rows] for rows in selector.recipients(Basis.of(notice)))
    )
    audit.record(
        "run.created",
        plan=notice.plan,
        target=run,
        reason=str(notice),
        after={"kind": run.kind, "letters": notice.recipients, "face": run.face_sha256},
        actor=actor,
    )
    runs.send_to_press(run)
    return run


def _row(notice: Notice, recipient: Recipient) -> Row:
    rights = int(recipient.rights)
    try:
        made = letter(notice.context["labels"], recipient)
    except PressError as error:
        sentence = f"Account {recipient.number}: {error}"[:300]
        return Row(account=recipient.pk, quantity=rights, exception=sentence)
    content = {"account": made.account, "address": made.address, "figures": made.figures}
    return Row(account=recipient.pk, quantity=rights, content=content)
