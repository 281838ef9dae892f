"""The identities of common and Rights: the control book, the Rights attached, what was ever issued."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from ledger.rules.reconciliation import Difference, Identity, Measure
from ledger.selectors import balances, carrying
from ledger.selectors.balances import FOLD
from ledger.selectors.control_book import by_class, control_book, last_stated
from ledger.selectors.identities.close import Close, differing, proves


@proves
def _common(close: Close) -> Iterable[Identity]:
    """The control book against the master securityholder file (R61, 17Ad-10)."""
    book = control_book(close.plan, close.on, close.known_at)
    missing = "" if book else "There is no control book yet: record the issuer's written order."
    outstanding, treasury = (book.outstanding, book.treasury) if book else (Decimal(), Decimal())
    totals = close.totals
    yield Identity(
        code="common",
        title="Common outstanding",
        source="R61, 17Ad-9",
        measure=Measure.SHARES,
        left_name="Common of the control book",
        left=Fraction(outstanding),
        right_name="common of all accounts",
        right=Fraction(totals.common_outstanding),
        missing=missing,
    )
    yield Identity(
        code="treasury",
        title="Common in treasury",
        source="R61",
        measure=Measure.SHARES,
        left_name="Treasury of the control book",
        left=Fraction(treasury),
        right_name="treasury of the ledger",
        right=Fraction(totals.treasury),
        missing=missing,
    )
    authorized = last_stated(close.plan, "authorized", close.on, close.known_at)
    reserved = book.reserved if book else Decimal()
    yield Identity(
        code="authorized",
        title="Common authorised",
        source="17Ad-10",
        measure=Measure.SHARES,
        left_name="Common authorised by the officer's order",
        left=Fraction(authorized or 0),
        right_name="common issued and reserved",
        right=Fraction(totals.common_outstanding + totals.treasury + reserved),
        at_least=True,
        missing=missing
        or (
            "" if authorized is not None else "No order states how much common is authorised: ask the issuer."
        ),
    )


@proves
def _classes(close: Close) -> Iterable[Identity]:
    """The control book against the file, class by class, where the plan has several classes of common (R2, R61)."""
    known = carrying.classes(close.plan, close.on)
    if not known:
        return
    book = control_book(close.plan, close.on, close.known_at)
    told = {code: issued.outstanding for code, issued in by_class(book).items()} if book else {}
    held = balances.common_by_class(close.plan, close.on, close.known_at)
    codes = sorted(set(told) | {code for code, shares in held.items() if shares}) if told else []
    differing_codes = [code for code in codes if told.get(code, Decimal()) != held.get(code, Decimal())]
    yield Identity(
        code="classes",
        title="Common outstanding, class by class",
        source="R2, R61",
        measure=Measure.SHARES,
        left_name="Common of the control book",
        left=Fraction(sum(told.values(), Decimal())),
        right_name="common of all accounts",
        right=Fraction(sum(held.values(), Decimal())),
        differences=tuple(
            Difference(f"class {code}", Fraction(told.get(code, 0)), Fraction(held.get(code, 0)))
            for code in differing_codes
        ),
        differing=len(differing_codes),
        missing="" if told else "No order tells the classes of common apart: ask the issuer.",
    )


@proves
def _issued(close: Close) -> Iterable[Identity]:
    """I4: every Right ever issued is outstanding or ended."""
    totals = close.totals
    yield Identity(
        code="issued",
        title="Rights ever issued",
        source="I4",
        measure=Measure.RIGHTS,
        left_name="Rights issued",
        left=Fraction(totals.issued),
        right_name="Rights outstanding and ended",
        right=Fraction(totals.rights_outstanding + sum(totals.ended.values(), Decimal())),
    )


@proves
def _not_negative(close: Close) -> Iterable[Identity]:
    """No account of a holder holds less than nothing (I1)."""
    count, rows = differing(
        f"""
        SELECT h.number || ' ' || f.standing, least(coalesce(f.common, 0), coalesce(f.rights, 0))
        FROM ({FOLD}) f
        JOIN ledger_holderaccount h ON h.id = f.holder_id
        WHERE f.common < 0 OR f.rights < 0
        """,  # noqa: S608
        close.parameters,
    )
    yield Identity(
        code="negative",
        title="No account below nothing",
        source="I1",
        measure=Measure.ACCOUNTS,
        left_name="Accounts below nothing",
        left=Fraction(count),
        right_name="accounts allowed",
        differences=tuple(Difference(key, Fraction(held), Fraction()) for key, held in rows),
        differing=count,
    )
