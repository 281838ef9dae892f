"""A plan carried to its posted separation through the real services, small and quick."""

from datetime import date
from decimal import Decimal

from django.contrib.auth.models import Group
from django.db import connection

from ledger.enums import Basis, EventKind, PlanState
from ledger.models import Approval, DataQualityIssue, HolderAccount, Plan, Separation, TriggerCase
from ledger.rules import postings
from ledger.rules.carrying import Ratio
from ledger.services import approvals, audit, events, plans, posting, questions, separation
from ledger.services.questions import TermReading
from rightsadmin.common.actor import Actor
from tests.factories import account, actor, document, give_common, mim_plan, new_york, opinion
from tests.ledger.stories import close_questions
from tests.oracles import postings as oracle
from tests.states import made_once

OUTSTANDING = 17_890_739
DISTRIBUTION_DATE = date(1998, 12, 30)
RELEASE_DAY = date(1999, 1, 4)
NAMES = (
    ["JANE ROE"],
    ["MÁRIA O'NEILL & JOSÉ NÚÑEZ JT TEN"],
    ["JOHN STYLES &", "MARY STYLES", "JT TEN"],
    ["ΓΕΩΡΓΙΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ"],
    ["ИВАН ПЕТРОВ"],
    ["山田太郎"],
)


def clerk() -> Actor:
    return _staff("clerk")


def supervisor() -> Actor:
    return _staff("supervisor")


def _staff(role: str) -> Actor:
    Group.objects.get_or_create(name=role)  # a transactional test empties the tables after itself
    return actor(role)


def approve(approval: Approval, by: Actor | None = None) -> Approval:
    """The second person's yes to what he reads now."""
    return approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=by or supervisor())


def holders(plan: Plan, count: int) -> list[HolderAccount]:
    """Registered accounts of many alphabets, the last one the nominee that holds the rest of the common."""
    made = [
        account(
            plan, registration_lines=NAMES[place % len(NAMES)], postal_code=f"{10000 + 7 * place % 997:05d}"
        )
        for place in range(count - 1)
    ]
    return [*made, account(plan, registration_lines=["CEDE & CO"], registration="nominee", is_nominee=True)]


@made_once
def attached_plan(count: int = 7, accounts: list[HolderAccount] | None = None) -> Plan:
    """The plan of the 8-K with `count` holders whose common is what the control book says, Rights attached."""
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    accounts = holders(plan, count) if accounts is None else accounts
    shares = {holder: 100 + 10 * place for place, holder in enumerate(accounts[:-1])}
    give_common(plan, shares | {accounts[-1]: OUTSTANDING - sum(shares.values())})
    return plan


def close_issue(plan: Plan, code: str, key: str, value: str) -> None:
    """Counsel confirms a term in question, and a second person agrees."""
    paper = opinion(plan, f"Opinion of counsel on {code}")
    approval = questions.propose_resolution(
        issue=DataQualityIssue.objects.get(plan=plan, code=code),
        text="Counsel confirms.",
        document=paper,
        basis=Basis.COUNSEL,
        effective_on=date(1998, 11, 24),
        readings=(TermReading(key, value, "Opinion of counsel."),),
        actor=actor("counsel"),
    )
    approve(approval)


@made_once
def separated_plan(count: int = 7, plan: Plan | None = None) -> Separation:
    """The posted separation of a plan: announcement, confirmed case, notice, closed questions, second person."""
    plan = plan or attached_plan(count)
    paper = document(plan, "Press release")
    events.record_event(
        plan=plan,
        kind=EventKind.ACQUIRING_PERSON_ANNOUNCED,
        occurred_at=new_york("1998-12-15T09:00"),
        document=paper,
        data={"at": "1998-12-15T09:00", "pct": "16.2"},
        person=events.record_person(plan=plan, name="Raider L.P.", actor=clerk()),
        actor=clerk(),
    )
    close_questions(plan, "declaration")
    case = TriggerCase.objects.get(plan=plan)
    certificate = document(plan, "Officer's certificate")
    approve(events.propose_case(case=case, certificate=certificate, actor=clerk()))
    events.record_event(
        plan=plan,
        kind=EventKind.DISTRIBUTION_NOTICE,
        occurred_at=new_york("1998-12-30T18:00"),
        document=document(plan, "Notice of the Distribution Date"),
        actor=clerk(),
    )
    close_questions(plan, "issue", "exercise", "flip_in", "flip_over")
    plan = plans.pin(plan=plan, day=RELEASE_DAY, actor=Actor.system("tests"))
    proposed = separation.propose(plan=plan, actor=clerk())
    approve(proposed.approval)
    return Separation.objects.select_related("plan").get(pk=proposed.pk)


def many_holders(plan: Plan, count: int) -> None:
    """`count` holders made by set-based SQL, holding all the common, their Rights attached."""
    system = Actor.system("tests")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO ledger_holderaccount
                (plan_id, number, registration, registration_lines, address_lines, city, state, postal_code, country,
                 is_nominee, tin_status, tin_last4, mail_code, opened_on)
            SELECT %(plan)s, lpad(n::text, 10, '0'), 'individual',
                   ARRAY[format('%%s %%s', (ARRAY['MÁRIA','JOHN','WEI','ANNE-MARIE','O''NEILL'])[n %% 5 + 1], n),
                         'JT TEN'],
                   ARRAY[format('%%s Main Street', n)], 'Elmsford', 'NY',
                   lpad((n::bigint * 7919 %% 99999)::text, 5, '0'), 'UNITED STATES',
                   false, 'missing', '', 'mail', %(on)s
            FROM generate_series(1, %(count)s) n
            """,
            {"plan": plan.pk, "count": count, "on": plan.agreement_date},
        )
        cursor.execute(
            "INSERT INTO ledger_ledgeraccount (plan_id, holder_id, standing, role) "
            "SELECT plan_id, id, 'valid', '' FROM ledger_holderaccount WHERE plan_id = %s",
            [plan.pk],
        )
    each, rest = divmod(OUTSTANDING, count)
    keys = HolderAccount.objects.filter(plan=plan).order_by("pk").values_list("pk", flat=True)
    holdings = [(key, Decimal(each if place else each + rest)) for place, key in enumerate(keys)]
    for what, movements in (
        ("opening", oracle.opening(holdings, date(1998, 12, 4))),
        ("dividend", postings.dividend({"": Ratio()}, date(1998, 12, 4))),
    ):
        posting.post(
            plan=plan,
            movements=movements,
            source=f"{what}:scale",
            legal_basis="Form 8-K, Record Date",
            actor=system,
        )
    plan.state = PlanState.ATTACHED
    audit.stamp(plan, actor=system).save()
