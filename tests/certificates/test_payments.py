"""Lists of payments: what the posting owes to the cent, released by two persons, taken once, followed up."""

import csv
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from certificates.enums import PaymentKind, PaymentListStatus, PaymentStatus
from certificates.models import PaymentFile, PaymentLine, PaymentList
from certificates.services import payments
from certificates.services.payments import listing
from ledger.enums import PlanState
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Plan
from ledger.rules.payments import CentRounding, PaymentPolicy
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.services import addresses, approvals
from ledger.services.acts import exchange, redemption
from tests import factories
from tests.ledger.stories import announce, close_questions, confirm, decide, find, plan_with_holders, resolve

pytestmark = pytest.mark.django_db
FUNDS = "Certificate of prices of 15 December 1998; funds collected"


def redeem(policy=None):
    """The plan of the 8-K redeemed; its list of payments and the accounts."""
    plan, accounts = plan_with_holders()
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    decide(redemption.propose(resolution=resolution, policy=policy, actor=factories.actor("clerk")))
    return PaymentList.objects.get(plan=plan), accounts


def release(listed):
    decide(payments.propose_release(payment_list=listed, legal_basis=FUNDS, actor=factories.actor("clerk")))
    listed.refresh_from_db()
    return listed


def taken(listed):
    row, content = payments.take_file(payment_list=listed, actor=factories.actor("clerk"))
    with content:
        return row, list(csv.reader(io.StringIO(content.read().decode())))


def test_a_redemption_lists_what_every_holder_is_due_and_the_remainder():
    listed, accounts = redeem()
    assert (listed.status, listed.kind, listed.line_count) == (
        PaymentListStatus.LISTED,
        PaymentKind.REDEMPTION,
        3,
    )
    assert (listed.due, listed.paid, listed.remainder) == (
        Fraction("1789.0739"),
        Decimal("1789.07"),
        Fraction("0.0039"),
    )
    lines = {line.account_id: line for line in listed.lines.all()}
    assert (lines[accounts["cede"].pk].exact, lines[accounts["cede"].pk].paid) == ("1600", Decimal("1600.00"))
    widow = lines[accounts["widow"].pk]
    assert (widow.exact, widow.paid_cents, widow.status) == ("890739/10000", 8907, PaymentStatus.DUE)


@pytest.mark.parametrize(
    ("rounding", "smallest", "paid", "unpaid"),
    [
        (CentRounding.HALF_UP, "0", "1789.07", 0),
        (CentRounding.DOWN, "100", "1700.00", 1),
        (CentRounding.UP, "0", "1789.08", 0),
        (CentRounding.UP, "5000", "0.00", 3),
    ],
)
def test_the_list_keeps_to_the_approved_policy(rounding, smallest, paid, unpaid):
    listed, _ = redeem(PaymentPolicy(rounding, Decimal(smallest)))
    assert (f"{listed.paid:.2f}", listed.unpaid_count, listed.rounding) == (paid, unpaid, rounding.value)
    assert listed.remainder + Fraction(listed.paid) == listed.due
    assert sum(line.paid_cents for line in listed.lines.all()) == listed.paid_cents
    assert sum((line.due for line in listed.lines.all()), Fraction()) == listed.due


def test_an_exchange_lists_whole_shares_and_cash_for_each_fraction():
    plan, accounts = plan_with_holders()
    close_questions(plan, "exchange", "issue")
    person = announce(plan).person
    confirm(plan)
    find(plan, person, accounts["raider"], 0)
    resolution = resolve(plan, "exchange", "1998-12-21T12:00", portion="0.6", ratio="1")
    factories.plans.pin(plan=plan, day=date(1998, 12, 21), actor=factories.Actor.system("tests"))
    terms = ExchangeTerms(Decimal("0.6"), Decimal(1), Decimal("4.375"), Decimal(30_000_000))
    decide(exchange.propose(resolution=resolution, terms=terms, actor=factories.actor("clerk")))

    listed = PaymentList.objects.get(plan=plan)
    widow = listed.lines.get(account=accounts["widow"])
    rights = 890_739
    assert (widow.quantity, widow.shares) == (Decimal(rights) * Decimal("0.6"), rights * 6 // 10)
    assert widow.due == (Fraction(rights) * Fraction(3, 5) - widow.shares) * Fraction("4.375")
    assert (widow.paid, listed.paid) == (Decimal("1.75"), Decimal("1.75"))
    assert listed.shares == sum(line.shares for line in listed.lines.all())


def test_amounts_that_are_not_those_approved_undo_the_posting(monkeypatch):
    plan, _ = plan_with_holders()
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    approval = redemption.propose(resolution=resolution, actor=factories.actor("clerk"))
    monkeypatch.setitem(listing.ROUNDED, CentRounding.HALF_UP, "round(exact, 1)")
    with pytest.raises(Conflict, match="nothing is posted"):
        decide(approval)
    assert Plan.objects.get(pk=plan.pk).state == PlanState.ATTACHED
    assert not PaymentList.objects.exists()


def test_nobody_is_paid_before_a_second_person_releases_the_list():
    listed, _ = redeem()
    with pytest.raises(RuleViolation, match="no payment leaves the house"):
        payments.take_file(payment_list=listed, actor=factories.actor("clerk"))
    with pytest.raises(IntegrityError, match="not released"), transaction.atomic():
        listed.lines.update(status=PaymentStatus.PAID)
    approval = payments.propose_release(
        payment_list=listed, legal_basis=FUNDS, actor=factories.actor("clerk")
    )
    with pytest.raises(NotAuthorised):
        decide(approval, "clerk")
    with pytest.raises(Conflict, match="waits for release"):
        payments.propose_release(payment_list=listed, legal_basis=FUNDS, actor=factories.actor("clerk"))
    approvals.reject(approval_id=approval.pk, reason="Which funds?", actor=factories.actor("supervisor"))
    release(listed)
    assert listed.status == PaymentListStatus.RELEASED
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        PaymentList.objects.filter(pk=listed.pk).update(paid_cents=1)


def test_the_file_adds_up_names_payees_as_they_are_and_says_duplicate_when_it_is_taken_again():
    plan, accounts = plan_with_holders()
    accounts["widow"].registration_lines = ['=HYPERLINK("http://example.com")']
    accounts["widow"].save()
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    listed = release(PaymentList.objects.get(plan=plan))

    row, rows = taken(listed)
    again, copies = taken(listed)

    header = dict(zip(*[line for line in rows if line[0] == "H"], strict=True))
    trailer = dict(zip(*[line for line in rows if line[0] == "T"], strict=True))
    names, *lines = [line for line in rows if line[0] == "P"]
    amounts = [Decimal(line[names.index("amount")]) for line in lines]
    assert (header["copy"], header["digest"]) == ("ORIGINAL", listed.digest)
    assert (sum(amounts), trailer["amount"], trailer["remainder"]) == (
        Decimal("1789.07"),
        "1789.07",
        "0.0039",
    )
    assert [line[names.index("payee")][0] for line in lines if "HYPERLINK" in line[3]] == ["="]
    assert all("E" not in line[names.index("rights")] for line in lines)
    assert (row.copy, again.copy, copies[1][header_place(rows, "copy")]) == (1, 2, "DUPLICATE 1")
    assert row.sha256 != again.sha256
    assert AuditEvent.objects.filter(verb="file.downloaded", object_id=listed.pk).count() == 2
    with pytest.raises(IntegrityError, match="taken once"), transaction.atomic():
        PaymentFile.objects.filter(pk=row.pk).update(taken_by="another")


def move(account, to):
    """Another person changes the address of an account, and a second one agrees."""
    parts = {"city": "GOTHAM", "state": "NJ", "postal_code": "07001", "country": "UNITED STATES"}
    asked = addresses.propose(
        account=account,
        address_lines=[to],
        reason="The holder's letter",
        actor=factories.actor("clerk"),
        **parts,
    )
    decide(asked)


def test_whom_it_pays_and_where_is_what_was_approved_whatever_the_register_says_later():
    listed, accounts = redeem()
    move(accounts["widow"], "1 FIRST STREET")
    proposed = payments.propose_release(
        payment_list=listed, legal_basis=FUNDS, actor=factories.actor("clerk")
    )
    told = {row["account"]: row for row in proposed.payload["largest"]}
    widow = accounts["widow"].number
    assert told[widow]["address"] == "1 FIRST STREET, GOTHAM, NJ 07001, UNITED STATES"
    assert (told[widow]["payee"], told[widow]["paid"]) == (accounts["widow"].registration_lines[0], "89.07")
    with pytest.raises(IntegrityError, match="a second person is asked about"), transaction.atomic():
        listed.lines.update(payee={})

    move(accounts["widow"], "PO BOX 666")
    with pytest.raises(Conflict, match=f"account {widow} is no longer what was proposed"):
        decide(proposed, "supervisor")
    approvals.reject(approval_id=proposed.pk, reason="Where to?", actor=factories.actor("supervisor"))
    release(listed)

    move(accounts["widow"], "ANOTHER STREET")
    for copy in ("ORIGINAL", "DUPLICATE 1"):
        _, rows = taken(listed)
        names, *lines = [line for line in rows if line[0] == "P"]
        (line,) = [line for line in lines if line[names.index("account")] == widow]
        assert (rows[1][header_place(rows, "copy")], line[names.index("address")]) == (copy, "PO BOX 666")


def header_place(rows, name):
    return rows[0].index(name)


def test_what_became_of_a_payment_is_followed():
    listed, accounts = redeem()
    line = release(listed).lines.get(account=accounts["widow"])
    clerk = factories.actor("clerk")
    with pytest.raises(RuleViolation, match="Name the check"):
        payments.mark(line=line, status=PaymentStatus.PAID, actor=clerk)
    payments.mark(line=line, status=PaymentStatus.PAID, reference="CK 1001", actor=clerk)
    payments.mark(line=line, status=PaymentStatus.RETURNED, reason="Addressee unknown", actor=clerk)
    with pytest.raises(Conflict, match="cannot become not cashed"):
        payments.mark(line=line, status=PaymentStatus.UNCASHED, actor=clerk)
    line = payments.mark(line=line, status=PaymentStatus.PAID, reference="CK 1002", actor=clerk)
    assert (line.status, line.reference) == (PaymentStatus.PAID, "CK 1002")


def test_single_payments_gather_on_one_list_until_it_is_proposed():
    plan, accounts = plan_with_holders()
    clerk = factories.actor("clerk")

    def owe(account, source, amount):
        return payments.record_single(
            plan=plan,
            account=accounts[account],
            quantity=Decimal(7),
            amount=amount,
            source=source,
            memo="34/41 of a share at $41",
            actor=clerk,
        )

    first = owe("widow", "presentation:1", Fraction(34))
    owe("cede", "presentation:2", Fraction(10, 7))
    with pytest.raises(Conflict, match="already"):
        owe("widow", "presentation:1", Fraction(34))
    with pytest.raises(RuleViolation, match="No payment is owed"):
        owe("widow", "presentation:3", Fraction(0))

    listed = release(first.payment_list)

    assert (listed.due, listed.paid, listed.line_count) == (Fraction(248, 7), Decimal("35.43"), 2)
    later = owe("widow", "presentation:4", Fraction(1, 1000))
    assert later.payment_list_id != listed.pk
    assert later.status == PaymentStatus.NOTHING
    assert PaymentLine.objects.count() == 3
    _, rows = taken(listed)
    assert rows[-1][rows[-2].index("due")] == "248/7"
