"""The acts on all holders at once select, on random books, exactly the movements that their oracle tells one by one."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction

from ledger.rules import postings
from ledger.rules.carrying import Ratio
from ledger.rules.movements import Position
from ledger.rules.vocabulary import ALIVE, Instrument, Standing, SystemRole
from ledger.selectors import moving
from ledger.services import plans, posting
from rightsadmin.common.actor import Actor
from tests import factories
from tests.oracles import journal, postings as oracle
from tests.oracles.balances import conserved, not_negative

pytestmark = pytest.mark.django_db

ON = date(1998, 12, 4)
OTHER = Path(__file__).parent / "data" / "tideway-2004.json"
RATIOS = (Decimal(1), Decimal(2), Decimal("0.5"), Decimal("1.25"), Decimal("0.0000000001"))


class Book:
    """A plan whose holders hold anything in any standing, and another plan beside it that no act may touch."""

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311 - books, no secrets
        self.plan = factories.mim_plan()
        self.other = plans.load_plan(content=OTHER.read_bytes(), actor=Actor.system("tests"))
        for plan in (self.plan, self.other):
            self._fill(plan, [factories.account(plan).pk for _ in range(self.random.randint(1, 9))])

    def _fill(self, plan, keys):
        some = [key for key in keys if self.random.random() < 0.8] or keys
        held = [(key, self._quantity()) for key in some]
        self.post(plan, oracle.opening(held, ON), "opening")
        self.post(plan, oracle.dividend(held, self.random.choice(RATIOS[:4]), ON), "dividend")
        balances = journal.balances(plan)
        moved = []
        for key in some:
            left = balances[Instrument.RIGHTS, Position(key)]
            for standing in (Standing.CERTIFICATED, Standing.VOID, Standing.WITHHELD):
                part = left * self.random.choice((0, 0, Decimal("0.25"), Decimal("0.5")))
                left -= part
                if part:
                    moved.append(journal.rights(Position(key), Position(key, standing), part, ON))
            if self.random.random() < 0.3:
                part = balances[Instrument.COMMON, Position(key)] / 2
                moved.append(journal.common(Position(key), SystemRole.TREASURY, part, ON))
            # Certificated Rights may be all that an account ever had.
            taker = self.random.choice(keys)
            if taker not in some and left:
                certificated = Position(key, Standing.CERTIFICATED)
                moved.append(journal.rights(Position(key), certificated, left, ON))
                moved.append(journal.rights(certificated, Position(taker, Standing.CERTIFICATED), left, ON))
        if moved:
            self.post(plan, moved, "moved")

    def _quantity(self):
        return Decimal(self.random.randint(1, 5_000_000)) / self.random.choice((1, 1, 2, 4))

    def post(self, plan, movements, source):
        return posting.post(
            plan=plan,
            movements=movements,
            source=source,
            legal_basis="A test",
            actor=factories.actor("clerk"),
        )

    def held(self, instrument, standings=tuple(Standing)):
        """What the holders have, by position, as the fold of the journal says."""
        return [
            (place, quantity)
            for (what, place), quantity in journal.balances(self.plan).items()
            if what is instrument and isinstance(place, Position) and place.standing in standings
        ]

    def compare(self, statement, told):
        """Posts the statement, compares every movement with what the oracle tells, and takes all of it back."""
        told = list(told)
        with transaction.atomic():
            if told:
                batch = self.post(self.plan, statement, "compared")
                moved = journal.movements(batch)
                assert Counter(moved) == Counter(told)
                balances = journal.balances(self.plan)
                assert (not_negative(balances), conserved(balances)) == ((), ())
            transaction.set_rollback(True)


@pytest.fixture(params=range(6))
def book(request):
    return Book(request.param)


def test_redemption_and_expiration_end_every_right_that_is_not_void(book):
    alive = book.held(Instrument.RIGHTS, ALIVE)
    book.compare(postings.redemption(ON), oracle.redemption(alive, ON))
    book.compare(postings.expiration(ON), oracle.expiration(alive, ON))


def test_dividend_gives_every_share_its_rights_or_is_not_exact(book):
    common = [(place.account, shares) for place, shares in book.held(Instrument.COMMON)]
    for ratio in RATIOS:
        statement = postings.dividend({"": Ratio(Fraction(ratio))}, ON)
        rounded = [shares for _, shares in common if not _is_exact(shares * ratio)]
        found = moving.inexact(book.plan, statement)
        assert (found.count, found.example) == (len(rounded), min(rounded, default=None))
        if not rounded:
            book.compare(statement, oracle.dividend(common, ratio, ON))


def test_split_posts_what_each_account_gets_more_or_gives_back(book):
    held = [
        (instrument, place, quantity)
        for (instrument, place), quantity in journal.balances(book.plan).items()
        if isinstance(place, Position) or place is SystemRole.TREASURY
    ]
    for part in (Decimal("0.5"), Decimal(2), Decimal("-0.25"), Decimal(-1)):
        changes = [(what, place, quantity * part) for what, place, quantity in held]
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS staged_split")
            cursor.execute(
                "CREATE TEMPORARY TABLE staged_split (holder_id bigint, standing text, role text, instrument text, "
                "quantity numeric) ON COMMIT DROP"
            )
            cursor.executemany(
                "INSERT INTO staged_split VALUES (%s, %s, %s, %s, %s)",
                [
                    (place.account, place.standing, None, what, change)
                    if isinstance(place, Position)
                    else (None, None, place, what, change)
                    for what, place, change in changes
                ],
            )
        book.compare(postings.split(ON), oracle.split(changes, ON))


def test_another_number_of_rights_leaves_each_right_in_its_standing(book):
    held = book.held(Instrument.RIGHTS)
    for each in (Decimal("1.0204"), Decimal("0.98"), Decimal("2.5")):
        statement = postings.rights_number(each, ON, rounded=True)
        book.compare(statement, oracle.rights_number(held, each, ON))
        touched = {place.account for place, rights in held if rights}
        assert moving.holders(book.plan, statement) == len(touched)
        inexact = [rights for _, rights in held if not _is_exact(rights * each)]
        assert moving.inexact(book.plan, postings.rights_number(each, ON)).count == len(inexact)


def test_exchange_takes_its_portion_of_every_right_that_is_not_void_and_delivers_whole_shares(book):
    alive = book.held(Instrument.RIGHTS, ALIVE)
    shares = {place.account: book.random.choice((0, 1, 700)) for place, _ in alive}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE staged_delivery (holder_id bigint, shares bigint) ON COMMIT DROP"
        )
        cursor.executemany("INSERT INTO staged_delivery VALUES (%s, %s)", list(shares.items()))
    for portion in (Decimal(1), Decimal("0.5"), Decimal("0.125")):
        book.compare(postings.exchange(portion, ON), oracle.exchange(alive, portion, shares, ON))


def test_opening_brings_in_the_shares_of_the_file(db):
    plan = factories.mim_plan()
    random = Random(7)  # noqa: S311 - books, no secrets
    holders = [factories.account(plan) for _ in range(9)]
    file = {holder.number: Decimal(random.choice((0, random.randint(1, 10**7)))) for holder in holders}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE staged_holder (number text, shares numeric) ON COMMIT DROP")
        cursor.executemany("INSERT INTO staged_holder VALUES (%s, %s)", list(file.items()))
    batch = posting.post(
        plan=plan,
        movements=postings.opening(ON),
        source="opening",
        legal_basis="Holder file",
        actor=factories.actor("clerk"),
    )
    told = oracle.opening([(holder.pk, file[holder.number]) for holder in holders], ON)
    assert journal.movements(batch) == list(told)


def _is_exact(quantity):
    return (Fraction(quantity) * 10**10).denominator == 1
