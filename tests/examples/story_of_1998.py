"""The plan of 1998 with its holders of record, carried through the services as the stories ask."""

from datetime import date
from decimal import Decimal

from ledger.enums import EventKind
from ledger.rules.movements import Position
from ledger.rules.vocabulary import Instrument, Standing
from ledger.selectors import balances
from ledger.services import control_book, events, posting, separation, shares, voiding
from tests import factories
from tests.examples.plan_of_1998 import CEDE, HOLDERS, RAIDER, RAIDERS_LOT_IN_CEDE, RECORD_DATE
from tests.ledger.stories import announce, close_questions, confirm, decide, find, pin
from tests.oracles import journal, postings as oracle
from tests.oracles.balances import attached


class Story:
    """The plan of 1998 with three holders of record, its dividend posted on the Record Date."""

    def __init__(self):
        self.plan = factories.mim_plan(RECORD_DATE)
        self.accounts = {
            name: factories.account(self.plan, name, is_nominee=name == CEDE) for name, _ in HOLDERS
        }
        posting.post(
            plan=self.plan,
            movements=oracle.opening([(self.accounts[name].pk, held) for name, held in HOLDERS], RECORD_DATE),
            source="opening",
            legal_basis="Holder file",
            actor=factories.actor("clerk"),
        )
        decide(shares.propose_dividend(plan=self.plan, actor=factories.actor("clerk")))
        self.plan.refresh_from_db()

    def order(self, change, on, treasury=0):
        """The issuer's order that changes what is outstanding."""
        control_book.record_control_book(
            plan=self.plan,
            as_of=on,
            outstanding=balances.totals(self.plan).common_outstanding + change,
            treasury=Decimal(treasury),
            reserved=Decimal(0),
            document=factories.document(self.plan, "Issuer's order"),
            actor=factories.actor("supervisor"),
        )

    def move(self, service, on, quantity, **more):
        """One movement of common, on its legal day."""
        self.plan = pin(self.plan, on)
        return service(
            plan=self.plan,
            quantity=Decimal(quantity),
            effective_on=on,
            document=factories.document(self.plan, "Instruction"),
            actor=factories.actor("clerk"),
            **more,
        )

    def rights_of(self, name, standing=Standing.VALID):
        place = Position(self.accounts[name].pk, standing)
        return journal.balances(self.plan).get((Instrument.RIGHTS, place), 0)

    @property
    def totals(self):
        return balances.totals(self.plan)

    def is_attached(self):
        return attached(journal.balances(self.plan), 1) == ()

    def void_the_raiders(self):
        """The Flip-In Event of 15 December 1998: void in the Acquiring Person's account and the nominee's."""
        self.plan = pin(self.plan, date(1998, 12, 15))
        person = announce(self.plan).person
        confirm(self.plan)
        find(self.plan, person, self.accounts[RAIDER], 1_000_000)
        find(self.plan, person, self.accounts[CEDE], RAIDERS_LOT_IN_CEDE)
        decide(voiding.propose(plan=self.plan, actor=factories.actor("clerk")))

    def separate(self):
        close_questions(self.plan, "issue")
        self.plan = pin(self.plan, date(1998, 12, 31))
        events.record_event(
            plan=self.plan,
            kind=EventKind.DISTRIBUTION_NOTICE,
            occurred_at=factories.new_york("1998-12-30T18:00"),
            document=factories.document(self.plan, "Notice of the Distribution Date"),
            actor=factories.actor("clerk"),
        )
        decide(separation.propose(plan=self.plan, actor=factories.actor("clerk")).approval)
        self.plan.refresh_from_db()
