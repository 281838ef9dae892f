"""Makes a holder file for training and tests: the same arguments give the same bytes, whatever the machine.

Streams: a million accounts take no more memory than ten. The shares add up to exactly what is asked for.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import IO

from ledger.holder_files import names
from ledger.holder_files.countries import HOME
from ledger.holder_files.layout import (
    ADDRESS_COLUMNS,
    COLUMNS,
    COLUMNS_WITH_CLASS,
    DETAIL,
    FORMAT,
    HEAD,
    REGISTRATION_COLUMNS,
    TRAILER,
)
from ledger.holder_files.registrations import Owner, owner
from ledger.holder_files.writer import padded

# The three accounts every file begins with: number, registration, share of the total in thousandths.
DEPOSITORY = "0000000001"
ACQUIRER_NOMINEE = "0000000002"
ACQUIRER = "0000000003"
_LARGE = (
    (DEPOSITORY, Owner("nominee", ["CEDE & CO"], [("nominee", "CEDE & CO")]), 620),
    (ACQUIRER_NOMINEE, Owner("nominee", ["LARCHMONT & CO"], [("nominee", "LARCHMONT & CO")]), 159),
    (
        ACQUIRER,
        Owner("partnership", ["CALDER POINT PARTNERS LP"], [("owner", "CALDER POINT PARTNERS LP")]),
        6,
    ),
)
FEWEST_ACCOUNTS = len(_LARGE)
_FIRST_OPENING = date(1996, 8, 14)
# Of a thousand accounts so many are of each kind.
_IN_OTHER_SCRIPTS, _ABROAD, _DECEASED, _STOPPED, _BAD_ADDRESS, _LOST_ZERO = 12, 25, 4, 3, 6, 200
_FLUSH_EVERY = 5_000
# Enough that a fifth of the shares leaves each small account one.
_SHARES_EACH = 10


@dataclass(frozen=True)
class Account:
    """One row of the file before it is written; the fields of layout.COLUMNS in order, lists not yet spread."""

    number: str
    owner: Owner
    shares: str
    address: list[str]
    city: str
    state: str
    postal_code: str
    country: str
    opened_on: str
    tin: str = ""
    tin_status: str = "certified"
    mail_code: str = "mail"
    stop: str = ""
    stop_reason: str = ""
    deceased_on: str = ""


def make(
    stream: IO[bytes],
    *,
    accounts: int,
    shares: int,
    as_of: date,
    issuer: str,
    seed: int = 1998,
    bad: bool = False,
    classes: Sequence[str] = (),
) -> None:
    """Writes a holder file of so many accounts with exactly so many shares in all.

    CEDE & CO is the largest account (62%); ACQUIRER_NOMINEE holds 15.9% and ACQUIRER 0.6%, between them those of the
    Acquiring Person of the training case. With `bad`, rows are spoiled in every way the reader must name, and the
    trailer no longer adds up. The accounts take the `classes` of common in turn.
    ValueError where the shares do not reach for one each.
    """
    if accounts < FEWEST_ACCOUNTS or shares < _SHARES_EACH * accounts:
        raise ValueError(
            f"A file needs at least {FEWEST_ACCOUNTS} accounts, and {_SHARES_EACH} shares for each account: "
            f"{accounts:,} accounts and {shares:,} shares are too few."
        )
    rows: Iterator[Account] = _accounts(accounts, shares, as_of, seed)
    head = [HEAD, FORMAT, "utf-8", issuer.replace(",", " "), as_of.isoformat()]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerow(COLUMNS_WITH_CLASS if classes else COLUMNS)
    for index, account in enumerate(rows):
        for row in _spoiled(account, index, accounts) if bad else (account,):
            of_class = [classes[index % len(classes)]] if classes else []
            writer.writerow([*_fields(row), *of_class])
        if index % _FLUSH_EVERY == 0:
            _flush(buffer, stream)
    writer.writerow([TRAILER, accounts, shares])
    _flush(buffer, stream)


def _flush(buffer: io.StringIO, stream: IO[bytes]) -> None:
    stream.write(buffer.getvalue().encode("utf-8"))
    buffer.seek(0)
    buffer.truncate()


def _accounts(count: int, shares: int, as_of: date, seed: int) -> Iterator[Account]:
    rng = Random(seed)  # noqa: S311 - made-up names must be the same each time
    held = [shares * thousandths // 1000 for _, _, thousandths in _LARGE]
    small = count - len(_LARGE)
    if not small:  # nobody else is there to hold what is left
        held[0] = shares - sum(held[1:])
    for (number, who, _), quantity in zip(_LARGE, held, strict=True):
        yield replace(
            _account(rng, number, who, quantity, as_of),
            address=["P O BOX 20", "BOWLING GREEN STATION"],
            city="NEW YORK",
            state="NY",
            postal_code="10274",
        )
    quantities = _shared_out(shares - sum(held), small, seed)
    for index, quantity in enumerate(quantities, start=len(_LARGE) + 1):
        number = f"{index:010d}"
        if rng.randrange(1000) < _IN_OTHER_SCRIPTS:
            yield _in_other_script(rng, number, quantity, as_of)
        else:
            yield _troubled(rng, _account(rng, number, owner(rng), quantity, as_of), as_of)


def _shared_out(shares: int, among: int, seed: int) -> Iterator[int]:
    """`among` whole numbers of at least one, many small and few large, that add up to `shares` exactly."""

    def weights() -> Iterator[int]:
        rng = Random(seed + 1)  # noqa: S311 - as above
        for _ in range(among):
            yield (1 << rng.randrange(11)) * 8 + rng.randrange(8)

    total = sum(weights())
    spare, reached, given = shares - among, 0, 0
    for weight in weights():
        reached += weight
        target = spare * reached // total
        yield 1 + target - given
        given = target


def _account(rng: Random, number: str, who: Owner, shares: int, as_of: date) -> Account:
    city, state, prefix = rng.choice(names.TOWNS)
    postal_code = f"{prefix}{rng.randrange(100):02d}"
    if rng.randrange(1000) < _LOST_ZERO:
        postal_code = postal_code.lstrip("0")  # as a spreadsheet leaves it
    days = max((as_of - _FIRST_OPENING).days, 1)
    return Account(
        number=number,
        owner=who,
        shares=str(shares),
        address=[f"{rng.randrange(1, 9999)} {rng.choice(names.STREETS)}"],
        city=city,
        state=state,
        postal_code=postal_code,
        country=HOME,
        # Area 000 was never given out, so no number here is anybody's.
        tin=f"000-{rng.randrange(1, 99):02d}-{rng.randrange(1, 9999):04d}",
        opened_on=(as_of - timedelta(days=rng.randrange(days))).isoformat(),
    )


def _in_other_script(rng: Random, number: str, shares: int, as_of: date) -> Account:
    name, street, city, postal_code, country = rng.choice(names.FOREIGN_SCRIPTS)
    who = Owner("individual", [name], [("owner", name)])
    return replace(
        _account(rng, number, who, shares, as_of),
        address=[street],
        city=city,
        state="",
        postal_code=postal_code,
        country=country,
        tin="",
        tin_status="foreign",
    )


def _troubled(rng: Random, account: Account, as_of: date) -> Account:
    """The account with the troubles that a share of all accounts have: abroad, deceased, stopped, no good address."""
    if rng.randrange(1000) < _ABROAD:
        street, city, state, postal_code, country = rng.choice(names.ABROAD)
        account = replace(
            account,
            address=[street],
            city=city,
            state=state,
            postal_code=postal_code,
            country=country,
            tin="",
            tin_status="foreign",
        )
    if rng.randrange(1000) < _DECEASED:
        account = replace(account, deceased_on=(as_of - timedelta(days=rng.randrange(1, 400))).isoformat())
    if rng.randrange(1000) < _STOPPED:
        account = replace(account, stop="stop", stop_reason="Certificates reported lost; affidavit awaited")
    if rng.randrange(1000) < _BAD_ADDRESS:
        account = replace(
            account, mail_code="bad", address=[], city="", state="", postal_code="", country=HOME
        )
    return account


def _spoiled(account: Account, index: int, accounts: int) -> Iterator[Account]:
    """The account as a careless or hostile file would have it, at fixed places; most pass unchanged."""
    spoiled = {
        4: replace(account, shares="12x4"),
        5: replace(account, shares="-500"),
        6: replace(account, owner=Owner(account.owner.form, [], [])),
        7: replace(account, owner=Owner(account.owner.form, [f"{'VON UND ZU HOHENBERG-' * 8}LIND"], [])),
        8: replace(account, owner=Owner(account.owner.form, ['=HYPERLINK("http://x.invalid";"pay")'], [])),
        9: replace(account, owner=Owner(account.owner.form, ["JOHN\x07 SMITH"], [])),
        10: replace(account, owner=Owner(account.owner.form, ["\u202eNHOJ HTIMS"], [])),
        11: replace(account, opened_on="31/12/1997"),
        12: replace(account, tin="12-34"),
        13: replace(account, stop="stop", stop_reason=""),
        14: replace(account, address=["@SUM(A1:A9)"]),
    }
    yield spoiled.get(index, account)
    if index == min(15, accounts - 1):  # the same account once more
        yield account


def _fields(account: Account) -> list[str]:
    who = account.owner
    return [
        DETAIL,
        account.number,
        who.form,
        *padded(who.lines, len(REGISTRATION_COLUMNS)),
        ";".join(f"{role}={name}" for role, name in who.parties),
        *padded(account.address, len(ADDRESS_COLUMNS)),
        account.city,
        account.state,
        account.postal_code,
        account.country,
        account.tin,
        account.tin_status,
        "Y" if who.form == "nominee" else "N",
        account.shares,
        account.mail_code,
        account.stop,
        "",
        account.stop_reason,
        account.deceased_on,
        account.opened_on,
    ]
