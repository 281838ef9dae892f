"""The story of the MIM plan, step by step, with real people, real tasks and real papers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile

from django.core.files.base import File

from certificates.enums import RunKind, RunStatus
from certificates.models import Run
from certificates.services import release, runs
from ledger.enums import (
    Act,
    Basis,
    CaseStatus,
    EventKind,
    ImportStatus,
    PlanState,
    SeparationStatus,
)
from ledger.holder_files.maker import make
from ledger.models import (
    Batch,
    BeneficialFinding,
    DataQualityIssue,
    Deadline,
    HolderImport,
    Person,
    Plan,
    PlanEvent,
    Separation,
    TriggerCase,
)
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.selectors import law, questions as open_questions
from ledger.services import (
    control_book,
    events,
    imports,
    ownership,
    questions,
    separation,
    shares,
)
from ledger.services.questions import TermReading
from rightsadmin.demo import desk, staff
from rightsadmin.demo.desk import Say

SLUG = "mim-1998"
RECORD_DATE = date(1998, 12, 4)
ANNOUNCED = "1998-12-15T08:30"
ACQUIRER = "Blackthorn Partners L.P."
ACQUIRED = Decimal("0.162")
DATED = {
    "transfer": date(1998, 12, 8),
    "issue": date(1998, 12, 11),
    "certificate": date(1998, 12, 17),
    "counsel": date(1998, 12, 22),
    "close": date(1998, 12, 31),
}
NEW_SHARES = Decimal(2_500)
MOVED_SHARES = Decimal(1_000)
# Rows of the bad file: the same mistakes are in it however many sound rows are between them.
BAD_ROWS_AMONG = 2_500


def carry(say: Say, *, accounts: int) -> Run:
    """Carries the MIM plan from adoption to released certificates; answers the run. `say` gets a line a step."""
    plan = prepare(say, accounts=accounts)
    separate(plan, say)
    return issue(plan, say)


def prepare(say: Say, *, accounts: int) -> Plan:
    """Carries the MIM plan to the day on which its Rights can separate; answers the plan."""
    staff.hire()
    plan = _load(say)
    _open_the_books(plan, say, accounts)
    _pay_the_dividend(plan, say)
    _move_shares(plan, say)
    _announce(plan, say)
    _confirm(plan, say)
    _find(plan, say)
    _ask_counsel(plan, say, DATED["counsel"], _held(plan, "issue", "exercise", "flip_in"))
    return plan


# ------------------------------------------------------------------------------------------------- the steps


def _load(say: Say) -> Plan:
    plan = Plan.objects.filter(slug=SLUG).first()
    if plan is None:
        plan = desk.set_up(SLUG)
        say(
            f"24 Nov 1998  {plan.name}: {plan.terms.count()} terms, each citing its sentence; "
            f"{plan.quality_issues.count()} data-quality issues open"
        )
    return plan


def _open_the_books(plan: Plan, say: Say, accounts: int) -> None:
    if HolderImport.objects.filter(plan=plan, status=ImportStatus.LOADED).exists():
        return
    desk.pin(plan, RECORD_DATE)
    clerk = staff.actor("clerk")
    with _holder_file(min(accounts, BAD_ROWS_AMONG), bad=True) as file:
        bad = imports.check(plan=plan, uploaded=file, as_of=RECORD_DATE, actor=clerk)
    say(f" 4 Dec 1998  holder file with bad rows refused: {bad.error_count} rows in error, nothing changed")
    with _holder_file(accounts) as file:
        good = imports.check(plan=plan, uploaded=file, as_of=RECORD_DATE, actor=clerk)
    imports.load(import_id=good.pk, actor=clerk)
    say(
        f" 4 Dec 1998  holder file checked and loaded: {good.row_count:,} accounts, "
        f"{good.total_shares.normalize():,f} shares = control book"
    )


def _pay_the_dividend(plan: Plan, say: Say) -> None:
    plan.refresh_from_db()
    if plan.state != PlanState.ADOPTED:
        return
    waiting = desk.pending(plan, Act.DIVIDEND, plan)
    desk.decide(waiting or shares.propose_dividend(plan=plan, actor=staff.actor("clerk")), "supervisor")
    batch = Batch.objects.get(plan=plan, kind="dividend")
    say(
        f" 4 Dec 1998  dividend of Rights posted: {batch.entry_count:,} accounts, one Right a share; Rights attached"
    )


def _move_shares(plan: Plan, say: Say) -> None:
    clerk = staff.actor("clerk")
    if not Batch.objects.filter(plan=plan, kind="transfer").exists():
        desk.pin(plan, DATED["transfer"])
        giver, taker = desk.ordinary_accounts(plan)
        quantity = min(MOVED_SHARES, desk.held(giver))
        paper = desk.paper(
            plan, f"Transfer instruction, {quantity:,.0f} shares", "transfer instruction", DATED["transfer"]
        )
        shares.transfer_common(
            plan=plan,
            giver=giver,
            taker=taker,
            quantity=quantity,
            effective_on=DATED["transfer"],
            document=paper,
            actor=clerk,
        )
        say(
            f" 8 Dec 1998  {quantity:,.0f} shares transferred from account {giver.number} to {taker.number}, "
            "with their Rights"
        )
    if not Batch.objects.filter(plan=plan, kind="issue").exists():
        desk.pin(plan, DATED["issue"])
        _, taker = desk.ordinary_accounts(plan)
        order = desk.paper(
            plan, "Issue order, 2,500 shares under the employee plan", "issue order", DATED["issue"]
        )
        control_book.record_control_book(
            plan=plan,
            as_of=DATED["issue"],
            outstanding=Decimal(17_890_739) + NEW_SHARES,
            treasury=Decimal(0),
            reserved=Decimal(328_767) - NEW_SHARES,
            document=order,
            actor=staff.actor("supervisor"),
        )
        shares.issue_common(
            plan=plan,
            taker=taker,
            quantity=NEW_SHARES,
            effective_on=DATED["issue"],
            document=order,
            actor=clerk,
        )
        say(
            "11 Dec 1998  2,500 shares issued under the employee plan, one Right with each; control book follows"
        )


def _announce(plan: Plan, say: Say) -> None:
    if PlanEvent.objects.filter(plan=plan, kind=EventKind.ACQUIRING_PERSON_ANNOUNCED).exists():
        return
    desk.pin(plan, date(1998, 12, 15))
    clerk = staff.actor("clerk")
    person = events.record_person(
        plan=plan, name=ACQUIRER, note="Holds mostly through a nominee account.", actor=clerk
    )
    events.record_event(
        plan=plan,
        kind=EventKind.ACQUIRING_PERSON_ANNOUNCED,
        occurred_at=desk.instant(ANNOUNCED),
        data={"at": ANNOUNCED, "pct": "16.2"},
        person=person,
        document=desk.paper(
            plan, f"Press release of {ACQUIRER} and its Schedule 13D", "press release", date(1998, 12, 15)
        ),
        memo="Holds 16.2% of the common, mostly through a nominee account.",
        actor=clerk,
    )
    say(f"15 Dec 1998  announced: {ACQUIRER} holds 16.2%; Trigger Case opened, the program declares nobody")
    for prong in law.distribution(plan).prongs:
        say(
            f"             prong ({prong.prong}): {prong.status.lower().replace('_', ' ')}{desk.on(prong.date)}"
        )
    row = Deadline.objects.get(plan=plan, key="distribution_date", status="current")
    skipped = ", ".join(sorted({day["name"] for day in row.explanation["skipped"]}))
    say(f"             Distribution Date {desk.day(row.date)}; days skipped: {skipped}")


def _confirm(plan: Plan, say: Say) -> None:
    case = TriggerCase.objects.filter(plan=plan, status=CaseStatus.OPEN).first()
    if case is None:
        return
    desk.pin(plan, DATED["certificate"])
    paper = desk.paper(
        plan,
        "Officer's certificate as to the Acquiring Person",
        "officer's certificate",
        DATED["certificate"],
    )
    _ask_counsel(plan, say, DATED["certificate"], _held(plan, "declaration"))
    waiting = desk.pending(plan, Act.TRIGGER_CASE, case)
    desk.decide(
        waiting or events.propose_case(case=case, certificate=paper, actor=staff.actor("clerk")), "supervisor"
    )
    say("17 Dec 1998  Trigger Case confirmed on an officer's certificate, by a second person")


def _find(plan: Plan, say: Say) -> None:
    """The Acquiring Person's shares: most of them in a nominee's account, the rest in its own."""
    nominee, direct = desk.accounts_of_the_acquirer(plan)
    found = BeneficialFinding.objects.filter(plan=plan)
    total = int(ACQUIRED * (Decimal(17_890_739) + NEW_SHARES))
    quantities = {nominee: Decimal(total) - desk.held(direct), direct: desk.held(direct)}
    missing = {
        account: quantity
        for account, quantity in quantities.items()
        if not found.filter(account=account).exists()
    }
    if plan.state == PlanState.SEPARATED or not missing:
        return
    paper = desk.paper(plan, "Certificate as to beneficial ownership", "certificate", DATED["certificate"])
    person = Person.objects.get(plan=plan, name=ACQUIRER)
    for account, quantity in missing.items():
        waiting = desk.pending(plan, Act.VOID_FINDING, account)
        approval = waiting or ownership.propose_finding(
            plan=plan,
            person=person,
            account=account,
            quantity=quantity,
            reason=f"Beneficially owned by {ACQUIRER}",
            document=paper,
            actor=staff.actor("clerk"),
        )
        desk.decide(approval, "supervisor")
    say(f"17 Dec 1998  {total:,} shares found in a nominee account and one of its own; their Rights are void")


def _held(plan: Plan, *acts: str) -> list[DataQualityIssue]:
    """The open questions that hold one of the acts, each once."""
    held = (open_questions.holding(plan, act) for act in acts)
    return list(dict.fromkeys(issue for issues in held for issue in issues))


def _ask_counsel(plan: Plan, say: Say, dated_on: date, waiting: list[DataQualityIssue]) -> None:
    """Each of the questions closed on one opinion of counsel and by a second person."""
    if not waiting:
        return
    desk.pin(plan, dated_on)
    paper = desk.paper(
        plan, "Opinion of counsel on the terms of the Rights Agreement", COUNSELS_PAPER, dated_on
    )
    for issue in waiting:
        text, readings = OPINIONS.get(issue.code, ("Counsel confirms the reading in use.", ()))
        approval = desk.pending(plan, Act.QUALITY, issue) or questions.propose_resolution(
            issue=issue,
            text=text,
            document=paper,
            basis=Basis.COUNSEL,
            effective_on=plan.agreement_date,
            readings=readings,
            actor=staff.actor("counsel"),
        )
        desk.decide(approval, "supervisor")
        say(f"{dated_on.day} Dec 1998  {issue.code} closed by counsel and a second person: {issue.title}")


OPINIONS: dict[str, tuple[str, tuple[TermReading, ...]]] = {
    "DQ1": (
        "The Final Expiration Date is 24 November 2008; the 8-K's 1998 is a slip of the year.",
        (
            TermReading(
                "expiration.final", "2008-11-24", "Counsel: the close of business on November 24, 2008."
            ),
        ),
    ),
    "DQ2": (
        "The Purchase Price of $20.00 is for each Unit, as the press release of 25 November 1998 says.",
        (
            TermReading(
                "purchase_price.basis", "per_unit", "Counsel: $20.00 for each one one-thousandth of a share."
            ),
            TermReading(
                "flip_in.unit_valuation",
                "one_common_share",
                "Counsel: a Unit is valued as one share of Company Common Stock.",
            ),
        ),
    ),
    "DQ13": ("No exception touches this person: it is neither the company nor a plan of it.", ()),
    "DQ7": ("No offer on record is a Permitted Offer: the exception touches nobody here.", ()),
    "DQ9": (
        "The increase is measured in percentage points of the outstanding shares.",
        (
            TermReading(
                "flip_in.increase_reading",
                "percentage_points",
                "Counsel: more than 1% of the shares outstanding.",
            ),
        ),
    ),
}


def separate(plan: Plan, say: Say) -> None:
    """Proposes and approves the separation of a prepared plan, with the company's notice before it."""
    plan.refresh_from_db()
    if plan.state == PlanState.SEPARATED:
        return
    desk.pin(plan, DATED["close"])
    clerk = staff.actor("clerk")
    if not PlanEvent.objects.filter(plan=plan, kind=EventKind.DISTRIBUTION_NOTICE).exists():
        events.record_event(
            plan=plan,
            kind=EventKind.DISTRIBUTION_NOTICE,
            occurred_at=desk.instant("1998-12-31T09:15"),
            document=desk.paper(
                plan, "The company's written notice of the Distribution Date", "notice", DATED["close"]
            ),
            actor=clerk,
        )
    proposed = Separation.objects.filter(plan=plan, status=SeparationStatus.PROPOSED).first()
    proposed = proposed or separation.propose(plan=plan, actor=clerk)
    desk.decide(desk.approval_of(proposed), "supervisor")
    say(
        f"31 Dec 1998  separation at the close on {desk.day(proposed.distribution_date)}: "
        f"{proposed.certificate_count:,} certificates for {proposed.certificate_rights.normalize():,f} Rights, void "
        f"{proposed.void_rights.normalize():,f}, withheld {proposed.withheld_rights.normalize():,f}"
    )


def issue(plan: Plan, say: Say) -> Run:
    """Presses, proves and releases the certificates of a separated plan; needs running workers."""
    clerk = staff.actor("clerk")
    run = Run.objects.filter(plan=plan, kind=RunKind.LIVE).exclude(status=RunStatus.CANCELLED).first()
    if run is None:
        run = runs.create_run(plan=plan, actor=clerk)
        say("31 Dec 1998  certificate numbers allotted; the workers press")
    run = desk.await_run(run, say)
    if run.status == RunStatus.PROVED:
        release.propose_release(run=run, actor=clerk)
    run.refresh_from_db()
    if run.status == RunStatus.AWAITING_RELEASE:
        desk.decide(desk.approval_of(run), "supervisor")
        say("31 Dec 1998  every certificate read back and equal to the ledger; released by a second person")
    desk.pin(plan, date(1999, 1, 1))
    run.refresh_from_db()
    return run


@contextmanager
def _holder_file(accounts: int, *, bad: bool = False) -> Iterator[File]:
    """A holder file on the disk for as long as it is read: one of a million accounts is no matter of memory."""
    with TemporaryFile() as stream:
        make(
            stream,
            accounts=accounts,
            shares=17_890_739,
            as_of=RECORD_DATE,
            issuer="MIM CORPORATION",
            seed=1998,
            bad=bad,
        )
        yield File(stream, name="mim-holders-bad.csv" if bad else "mim-holders.csv")
