"""What a split of the common by two whole numbers makes of each account: whole shares, cash for the fraction of one,
and the Rights of the whole shares (R38, R62; sections 11(a)(i), 11(p) and 14).

Three new shares for two old ones make 1,501.5 of 1,001 shares: 1,501 are delivered, and half a share is paid at the
price that the company states. What the fraction of a share carried goes with it, so no account keeps more Rights than
its shares carry.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.rules.carrying import RIGHTS_PLACES, Ratio
from ledger.rules.exact import exact_decimal, half_up, to_cents, whole_and_fraction
from ledger.rules.findings import Finding, block, hold
from ledger.rules.issued import Issued
from ledger.rules.movements import ZERO, Account
from ledger.rules.registry import decides

_LEAST = Decimal(1).scaleb(-RIGHTS_PLACES)


@dataclass(frozen=True, slots=True)
class SplitTerms:
    """`shares` new ones for each old one; `with_rights` where each new share brings its Right, else the Rights of a
    share shrink as the shares grow. `carried` is what a share carried before, `is_attached` whether it carries any
    still. `cash_price` is that of one new share, None where the company stated none. `classes` are what a share of each
    class that splits carried, by its code, where the plan has several.
    """

    shares: Fraction
    with_rights: bool
    is_attached: bool = True
    carried: Ratio = field(default_factory=Ratio)
    cash_price: Fraction | None = None
    classes: Mapping[str, Ratio] = field(default_factory=dict)

    def of(self, share_class: str) -> Ratio:
        """What a share of the class carried before."""
        return self.classes.get(share_class, self.carried)


@dataclass(frozen=True, slots=True)
class Held:
    """What an account holds before the split: common, and its valid and void Rights."""

    account: Account
    shares: Decimal
    valid: Decimal = ZERO
    void: Decimal = ZERO
    share_class: str = ""


@dataclass(frozen=True, slots=True)
class SplitLine:
    """What the split adds to an account, less than nothing where it takes back; the fraction of a share that is not
    delivered, what it is worth exactly, and what is paid for it in cents, half-up.
    """

    account: Account
    shares: Decimal
    valid: Decimal
    void: Decimal
    fraction: Fraction = Fraction()
    exact: Fraction = Fraction()
    paid: Decimal = ZERO
    share_class: str = ""


@decides("R38")
def split_line(held: Held, terms: SplitTerms) -> SplitLine:
    """What becomes of one account.

    A fraction is paid where the company stated a price; where it did not, a holder who had fractions of shares before
    keeps them, if ten decimals express them. ValueError where the Rights of the account come to a number that ten
    decimals do not express.
    """
    grown = Fraction(held.shares) * terms.shares
    whole, fraction = whole_and_fraction(grown)
    if terms.cash_price is None and held.shares % 1 and _is_held_exactly(grown):
        whole_shares, fraction = exact_decimal(grown), Fraction()
    else:
        whole_shares = Decimal(whole)
    valid, void = _rights(held, terms, fraction) if terms.is_attached else (ZERO, ZERO)
    exact = fraction * (terms.cash_price or 0)
    return SplitLine(
        account=held.account,
        shares=whole_shares - held.shares,
        valid=valid,
        void=void,
        fraction=fraction,
        exact=exact,
        paid=to_cents(exact),
        share_class=held.share_class,
    )


def _rights(held: Held, terms: SplitTerms, fraction: Fraction) -> tuple[Decimal, Decimal]:
    """By how many the valid and the void Rights change: with the shares where each brings its Right, less what the
    fraction of a share carried, which is first one without Rights, then one with valid ones.
    """
    growth = terms.shares if terms.with_rights else Fraction(1)
    # Of a new share; in both families an account's Rights and its shares stay in this proportion.
    carried = terms.of(held.share_class)
    valid_of, void_of = (rights * growth / terms.shares for rights in (carried.rights, carried.of_void))
    valid, void = Fraction(held.valid) * growth, Fraction(held.void) * growth
    bare = Fraction(held.shares) * terms.shares - valid / valid_of - void / void_of
    cut = max(fraction - max(bare, Fraction()), Fraction())
    valid_cut = min(cut * valid_of, valid)
    void_cut = min((cut - valid_cut / valid_of) * void_of, void)
    if not terms.with_rights:
        return -half_up(valid_cut, RIGHTS_PLACES).normalize(), -half_up(void_cut, RIGHTS_PLACES).normalize()
    return _held(valid - valid_cut) - held.valid, _held(void - void_cut) - held.void


def _held(rights: Fraction) -> Decimal:
    if not _is_held_exactly(rights):
        raise ValueError(f"{rights} Rights are no number of ten decimals")
    return exact_decimal(rights)


def _is_held_exactly(quantity: Fraction) -> bool:
    return bool((quantity * 10**RIGHTS_PLACES).denominator == 1)


@dataclass
class SplitTotals:
    """The running totals of a split over all holders. `treasury` is what the treasury's shares change by, `by_class`
    what is issued of each class; `fraction` sums the fractions of a share in ten places.
    """

    accounts: int = 0
    shares: Decimal = ZERO
    rights: Decimal = ZERO
    treasury: Decimal = ZERO
    by_class: dict[str, Issued] = field(default_factory=dict)
    fractions: int = 0
    fraction: Decimal = ZERO
    exact: Fraction = field(default_factory=Fraction)
    paid: Decimal = ZERO
    inexact: int = 0
    _lines: Any = field(default_factory=hashlib.sha256)

    def add(self, line: SplitLine) -> None:
        """Count one line."""
        self.accounts += bool(line.shares or line.valid or line.void)
        self.shares += line.shares
        self.change(line.share_class, Issued(line.shares))
        self.rights += line.valid + line.void
        if line.fraction:
            self.fractions += 1
            self.fraction += max(half_up(line.fraction, RIGHTS_PLACES), _LEAST)
            self.exact += line.exact
            self.paid += line.paid
            self._lines.update(f"{line.account}|{line.fraction}|{line.paid:f}\n".encode())

    def change(self, share_class: str, added: Issued) -> None:
        """What is issued of a class changes by so much."""
        self.by_class[share_class] = self.by_class.get(share_class, Issued(ZERO)) + added

    @property
    def lines_digest(self) -> str:
        """SHA-256 of who is paid for which fraction how much, in order."""
        return str(self._lines.hexdigest())


def split_all(held: Iterable[Held], terms: SplitTerms, totals: SplitTotals) -> Iterator[SplitLine]:
    """A line for each account in the order given, counted on the way; one that ten decimals do not express is counted
    as that alone.
    """
    for account in held:
        try:
            line = split_line(account, terms)
        except ValueError:
            totals.inexact += 1
            continue
        totals.add(line)
        yield line


def treasury_after(shares: Decimal, terms: SplitTerms) -> Decimal:
    """The treasury's shares after the split: whole ones, for nobody is paid for the company's own fraction."""
    return Decimal(Fraction(shares) * terms.shares // 1)


def split_findings(totals: SplitTotals, terms: SplitTerms) -> tuple[Finding, ...]:
    """What stands against the split: a number of Rights that cannot be held, a fraction without a price."""
    found = []
    if totals.inexact:
        found.append(
            block(
                "R2",
                f"{_counted(totals.inexact, 'account')} would hold a number of Rights that ten decimals do not "
                "express: let the Board fix how fractions of a Right are paid.",
            )
        )
    if totals.fractions and terms.cash_price is None:
        found.append(
            hold(
                "R38",
                f"{_counted(totals.fractions, 'holder')} would get a fraction of a share, which is paid in cash: the "
                "company must state the price of a new share.",
            )
        )
    return tuple(found)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
