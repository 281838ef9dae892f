"""The separation of the Rights at the Distribution Date: proposed over a snapshot, posted by a second person's yes."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction

from ledger.enums import (
    Act,
    PlanState,
    SeparationStatus,
)
from ledger.errors import Conflict
from ledger.models import (
    Approval,
    Plan,
    Separation,
)
from ledger.rules import postings
from ledger.rules.dates import date_text
from ledger.rules.separation import SeparationLine, SeparationTotals, separate
from ledger.selectors import balances, citations, law, market_prices, plan_day, standing
from ledger.selectors.acts import standing_against
from ledger.selectors.at_close import accounts_at_close
from ledger.services import approvals, audit, milestones, posting
from ledger.services.acts.common import write_what_follows
from ledger.services.findings import require, require_none_against
from ledger.services.locks import lock_plan, lock_separation
from ledger.services.states import change_state
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

# Lines held in memory at once, however many holders there are.
COPIED_AT_ONCE = 5_000
_LINE_COLUMNS = "separation_id, account_id, rights, certificate, void, withheld, fraction, reason, exception"


def propose(*, plan: Plan, actor: Actor) -> Separation:
    """Takes the snapshot at the close on the Distribution Date and proposes it to a second person.

    Raises Held where an open question, an unconfirmed Trigger Case, the company's missing notice, a difference of the
    calendars or a fraction of a Right without a price stands against it; RuleViolation where the Distribution Date has
    not passed or the lines do not add up to the Rights outstanding (R25); Conflict where a separation is proposed or
    posted already.
    """
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if other := Separation.objects.filter(plan=plan).exclude(status=SeparationStatus.REJECTED).first():
            raise Conflict(
                f"A separation at {other.distribution_date} is {other.get_status_display().lower()} already."
            )
        on = _ready_distribution_date(plan)
        totals = _totals(plan)
        separation = _snapshot(plan, on, totals, actor)
        payload = _payload(separation, totals)
        separation.approval = approvals.propose(
            plan=plan,
            act=Act.SEPARATION,
            subject=f"Separate the Rights at the close on {date_text(on)}",
            target_type="separation",
            target_id=separation.pk,
            payload=payload,
            legal_basis=citations.basis(plan, "separation"),
            actor=actor,
        )
        separation.save(update_fields=["approval"])
        audit.record("separation.proposed", plan=plan, target=separation, after=payload, actor=actor)
    return separation


def _ready_distribution_date(plan: Plan) -> date:
    stands = standing.of(plan)
    require(stands.answer("separable"), rule="R25")
    on = stands.distribution_date
    assert on is not None  # noqa: S101 - without one the Rights are not separable
    return on


def _lines(plan: Plan, on: date, totals: SeparationTotals, sha: Any) -> Iterator[tuple[int, SeparationLine]]:
    """The lines of the snapshot with their account keys, adding up totals and digest on the way."""
    for line in separate(account for _, account in accounts_at_close(plan, on)):
        totals.add(line)
        sha.update(
            f"{line.account}|{line.certificate}|{line.void}|{line.withheld}|{line.fraction}|{line.reason}\n".encode()
        )
        yield int(line.account), line


def _totals(plan: Plan) -> SeparationTotals:
    return SeparationTotals(market_prices.latest(plan, "right", plan_day.instant(plan)))


def _snapshot(plan: Plan, on: date, totals: SeparationTotals, actor: Actor) -> Separation:
    sha = hashlib.sha256()
    lines = _lines(plan, on, totals, sha)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_separation', 'id'))")
        (separation_id,) = cursor.fetchone()
        # Read first: nothing else can be asked during a COPY.
        while some := list(islice(lines, COPIED_AT_ONCE)):
            _copy_lines(cursor, separation_id, some)
    separation = Separation(
        pk=separation_id, plan=plan, distribution_date=on, proposed_at=clock.now(), proposed_by=actor.name
    )
    _fill(separation, totals, sha.hexdigest())
    outstanding = balances.totals(plan, on=on).rights_outstanding
    require_none_against(totals.findings(outstanding))
    separation.save(force_insert=True)
    return separation


def _copy_lines(cursor: Any, separation_id: int, lines: Iterable[tuple[int, SeparationLine]]) -> None:
    with cursor.copy(f"COPY ledger_separationline ({_LINE_COLUMNS}) FROM STDIN") as copy:
        for account_id, line in lines:
            copy.write_row(
                (
                    separation_id,
                    account_id,
                    line.rights,
                    line.certificate,
                    line.void,
                    line.withheld,
                    line.fraction,
                    line.reason[:300],
                    line.exception[:300],
                )
            )


def _fill(separation: Separation, totals: SeparationTotals, lines_digest: str) -> None:
    separation.line_count, separation.certificate_count = totals.lines, totals.certificates
    separation.rights_outstanding, separation.certificate_rights = totals.rights, totals.certificate_rights
    separation.void_rights, separation.withheld_rights = totals.void, totals.withheld
    separation.fraction_rights, separation.exception_count = totals.fractions, totals.exceptions
    separation.lines_digest = lines_digest


def _payload(separation: Separation, totals: SeparationTotals) -> dict[str, Any]:
    """What a second person approves, with the cash for fractions of a Right where there are any."""
    told = standing_against.unfound(separation.plan)
    return (
        totals.fractions_told
        | ({"notes": told} if told else {})
        | {
            "distribution_date": separation.distribution_date.isoformat(),
            "accounts": separation.line_count,
            "certificates": separation.certificate_count,
            "rights_outstanding": f"{separation.rights_outstanding.normalize():f}",
            "certificate_rights": f"{separation.certificate_rights.normalize():f}",
            "void_rights": f"{separation.void_rights.normalize():f}",
            "withheld_rights": f"{separation.withheld_rights.normalize():f}",
            "fraction_rights": f"{separation.fraction_rights.normalize():f}",
            "exceptions": separation.exception_count,
            "lines_digest": separation.lines_digest,
        }
    )


@approvals.on_approval(Act.SEPARATION)
def _post(approval: Approval, actor: Actor) -> None:
    """Computes the snapshot anew, posts it line by line as one batch, and refuses, posting nothing, where it differs
    from the one approved.
    """
    plan = lock_plan(approval.plan_id)
    separation = lock_separation(approval.target_id)
    on = _ready_distribution_date(plan)
    totals, sha = _totals(plan), hashlib.sha256()
    lines = (line for _, line in _lines(plan, on, totals, sha))
    separation.batch = posting.post(
        plan=plan,
        movements=postings.separation(lines, on),
        source=f"separation:{separation.pk}",
        legal_basis=approval.legal_basis,
        memo=f"{separation.certificate_count:,} certificates",
        actor=actor,
    )
    recomputed = Separation(plan=plan, distribution_date=on)
    _fill(recomputed, totals, sha.hexdigest())
    approvals.require_unchanged(approval, _payload(recomputed, totals))
    separation.status = SeparationStatus.POSTED
    separation.save(update_fields=["batch", "status"])
    milestones.record_distribution_date(plan=plan, distribution=law.distribution(plan), actor=actor)
    change_state(
        plan,
        PlanState.SEPARATED,
        reason=str(separation),
        distribution_date=separation.distribution_date,
        actor=actor,
    )
    audit.record("separation.posted", plan=plan, target=separation, after=approval.payload, actor=actor)
    write_what_follows(separation.batch, approval, actor)


@approvals.on_rejection(Act.SEPARATION)
def _reject(approval: Approval, actor: Actor) -> None:
    Separation.objects.filter(pk=approval.target_id).update(status=SeparationStatus.REJECTED)
