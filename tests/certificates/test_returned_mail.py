"""Returned mail, lost holders and the searches for them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from certificates.models import LostHolder, ReturnedMail, Search
from certificates.services import lost_holders, returned_mail, stops
from certificates.services.lost_holders import Address
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import HolderAccount
from ledger.services import addresses, plans
from rightsadmin.common.actor import Actor
from tests.certificates.factories import RELEASE_DAY, approve, clerk
from tests.factories import actor, document
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


def returned(plan, code="R-0000001", **others):
    words = {"reason": "Moved, left no address", "returned_on": RELEASE_DAY, "actor": clerk()}
    return returned_mail.record_return(plan=plan, code=code, **(words | others))


def remailed(piece, on=RELEASE_DAY):
    return returned_mail.re_mail(mail=piece, remailed_on=on, reason="Registered mail 4711", actor=clerk())


def until(plan, day):
    return plans.pin(plan=plan, day=day, actor=SYSTEM)


@pytest.fixture
def lost(mailed) -> LostHolder:
    """The holder of the first certificate, lost on 1 February 1999."""
    plan = mailed[0].plan
    remailed(returned(plan))
    returned(until(plan, date(1999, 2, 1)), returned_on=date(1999, 2, 1))
    return LostHolder.objects.select_related("account__plan").get()


def test_returned_certificate_goes_to_the_vault(mailed):
    piece = returned(mailed[0].plan, " r-0000001 ")

    mailed[0].refresh_from_db()
    assert (mailed[0].state, piece.account, piece.mailed_on) == ("returned", mailed[0].account, RELEASE_DAY)


def test_second_scan_of_the_same_certificate_is_a_conflict(mailed):
    returned(mailed[0].plan)

    with pytest.raises(Conflict, match="in the vault already"):
        returned(mailed[0].plan)

    assert ReturnedMail.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "others", "sentence"),
    [
        ("R-0000099", {}, "no certificate R-0000099"),
        ("R-1", {}, "not a certificate number"),
        ("R-99999999999999999999", {}, "no certificate"),
        ("=1+1", {}, "no account of the plan"),
        ("R-0000001", {"reason": " "}, "what the post office wrote"),
        ("R-0000001", {"returned_on": date(1999, 1, 5)}, "not yet"),
        ("R-0000001", {"mailed_on": date(1999, 1, 5)}, "before it was mailed"),
    ],
)
def test_scan_that_cannot_stand_changes_nothing(mailed, code, others, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        returned(mailed[0].plan, code, **others)

    mailed[0].refresh_from_db()
    assert (mailed[0].state, ReturnedMail.objects.count()) == ("mailed", 0)


def test_return_of_a_stopped_certificate_is_refused_and_says_to_look(mailed):
    stops.place_stop(
        certificate=mailed[0],
        kind="lost",
        reason="Affidavit",
        authority="Jane Roe",
        from_on=RELEASE_DAY,
        actor=clerk(),
    )

    with pytest.raises(RuleViolation, match="is lost, not mailed: look at its page"):
        returned(mailed[0].plan)


def test_return_by_a_role_without_the_act_is_refused(mailed):
    with pytest.raises(NotAuthorised):
        returned(mailed[0].plan, actor=actor("examiner"))


def test_letter_to_an_account_needs_its_day_of_mailing(mailed):
    number = mailed[0].account.number
    with pytest.raises(RuleViolation, match="day on which the letter was mailed"):
        returned(mailed[0].plan, number)

    assert returned(mailed[0].plan, number, mailed_on=date(1998, 12, 31)).certificate is None


def test_remailed_certificate_is_mailed_again_and_delivered(mailed):
    piece = remailed(returned(mailed[0].plan))
    mailed[0].refresh_from_db()
    assert (mailed[0].state, piece.remailed_on) == ("mailed", RELEASE_DAY)

    with pytest.raises(Conflict, match="already"):
        remailed(piece)
    closed = returned_mail.record_delivered(mail=piece, reason="The holder telephoned", actor=clerk())
    assert closed.outcome == "delivered"
    with pytest.raises(Conflict, match="closed"):
        remailed(piece)


def test_second_return_makes_the_holder_lost_and_opens_the_first_search(lost):
    lost.account.refresh_from_db()
    assert (lost.lost_on, lost.account.mail_code) == (date(1999, 2, 1), "bad")
    search = Search.objects.get()
    assert (search.which, search.from_on, search.until_on) == (1, date(1999, 5, 1), date(2000, 2, 1))


def test_mail_of_a_lost_holder_stays_in_the_vault_until_he_is_found(lost):
    with pytest.raises(RuleViolation, match="no good address"):
        remailed(lost.mail, date(1999, 2, 1))

    address = Address(lines=("9 New Street",), city="Albany", state="NY", postal_code="12207")
    approve(
        lost_holders.propose_found(lost=lost, address=address, reason="The holder's letter", actor=clerk())
    )
    closed = remailed(lost.mail, date(1999, 2, 1))

    assert (closed.outcome, closed.certificate.state) == ("found", "returned")
    closed.certificate.refresh_from_db()
    assert closed.certificate.state == "mailed"
    lost.refresh_from_db()
    assert (lost.found_on, lost.found_reason) == (date(1999, 2, 1), "The holder's letter")


def test_address_changed_on_the_account_lifts_the_loss_when_it_is_approved(lost):
    approval = addresses.propose(
        account=lost.account,
        address_lines=["9 New Street"],
        city="Albany",
        state="NY",
        postal_code="12207",
        country="UNITED STATES",
        reason="Letter",
        actor=clerk(),
    )
    lost.refresh_from_db()
    assert lost.found_on is None
    approve(approval)

    lost.refresh_from_db()
    assert lost.found_reason == "Letter"


def test_address_changed_in_another_way_lifts_the_loss_with_the_daily_work(lost):
    assert lost_holders.lift_changed(actor=SYSTEM) == 0
    HolderAccount.objects.filter(pk=lost.account_id).update(mail_code="mail")
    assert lost_holders.lift_changed(actor=SYSTEM) == 1
    lost.refresh_from_db()
    assert lost.found_reason == "The address of the account was changed."


def searched(search, on, **others):
    words = {"database": "National database", "result": "nothing", "actor": clerk()}
    return lost_holders.record_search(search=search, done_on=on, **(words | others))


def test_first_search_opens_the_second_and_the_second_ends_them(lost):
    until(lost.account.plan, date(2000, 6, 1))
    first = lost.searches.get()
    with pytest.raises(RuleViolation, match="counts from 01 May 1999"):
        searched(first, date(1999, 4, 30))
    searched(first, date(1999, 5, 3))

    second = lost.searches.get(which=2)
    assert (second.from_on, second.until_on) == (date(1999, 11, 3), date(2000, 5, 3))
    searched(second, date(2000, 5, 3), result="address", finding="9 New Street, Albany")
    assert lost.searches.count() == 2
    with pytest.raises(Conflict, match="already"):
        searched(second, date(2000, 5, 3))


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"database": ""}, "Name the database"),
        ({"result": "perhaps"}, "no result"),
        ({"result": "address"}, "Write down the address"),
    ],
)
def test_search_without_its_result_is_refused(lost, others, sentence):
    until(lost.account.plan, date(1999, 6, 1))

    with pytest.raises(RuleViolation, match=sentence):
        searched(lost.searches.get(), date(1999, 6, 1), **others)

    assert lost.searches.get().done_on is None


def test_exempt_holder_is_not_searched_for(lost):
    plan = until(lost.account.plan, date(1999, 6, 1))
    with pytest.raises(RuleViolation, match="No death is on record"):
        lost_holders.exempt(lost=lost, exemption="deceased", evidence="Hearsay", actor=clerk())

    lost_holders.exempt(
        lost=lost,
        exemption="deceased",
        evidence="Death certificate",
        document=document(plan, "Death certificate"),
        actor=clerk(),
    )
    with pytest.raises(RuleViolation, match="is exempt"):
        searched(lost.searches.get(), date(1999, 6, 1))


def test_holding_of_less_than_25_dollars_is_exempt_by_its_figures(lost):
    # 100 Rights at $.0001 are a cent
    lost_holders.exempt(lost=lost, exemption="small", evidence="100 Rights at $.0001", actor=clerk())

    with pytest.raises(Conflict, match="exempt already"):
        lost_holders.exempt(lost=lost, exemption="small", evidence="Again", actor=clerk())


ATTACKS = (
    "UPDATE certificates_returnedmail SET returned_on = returned_on + 1",
    "DELETE FROM certificates_returnedmail",
    "UPDATE certificates_lostholder SET lost_on = lost_on + 30",
    "UPDATE certificates_lostholder SET exemption = 'small'",
    "DELETE FROM certificates_lostholder",
    "UPDATE certificates_search SET until_on = until_on + 365",
    "UPDATE certificates_search SET done_on = from_on - 1, done_by = 'x', database = 'x', result = 'nothing'",
    "UPDATE certificates_search SET done_on = from_on",
    "DELETE FROM certificates_search",
    "DELETE FROM certificates_historicalsearch",
)


def test_every_attack_is_refused(lost, subtests):
    for attack in ATTACKS:
        with (
            subtests.test(attack),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            as_owner(),
            connection.cursor() as cursor,
        ):
            cursor.execute(attack)
