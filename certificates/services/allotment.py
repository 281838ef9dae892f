"""Who gets which number: each line of the separation in postal order, with what is printed or why it cannot be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from certificates.enums import RunKind
from certificates.models import Run
from certificates.press import DoesNotFitError, PressError, fit_address, fit_registration
from certificates.rules.content import ORIGINAL, SPECIMEN, CertificateContent, frozen_content
from certificates.rules.mailing import SPECIAL_HANDLING_RIGHTS
from certificates.rules.numbering import certificate_number
from certificates.rules.words import in_words
from certificates.selectors.notices import Recipient
from certificates.services import making
from certificates.services.making import Made, Row
from ledger.models import HolderAccount
from ledger.rules.separation import separate
from ledger.selectors import plan_day, voiding
from ledger.selectors.at_close import accounts_at_close
from ledger.services import holders

# A specimen shows the first certificates of the mail and no more.
SPECIMENS = 20
# Rows held in memory at once while staging: larger measured no faster.
STAGE_ROWS = 5_000
DOMESTIC = "UNITED STATES"
TEMPORARY_PREFIX = {RunKind.REHEARSAL: "T", RunKind.SPECIMEN: "S"}


def allot(run: Run) -> Made:
    """Numbers, certificates, items and chunks of the run; must be called under the plan's lock.

    Only lines that no certificate evidences yet take part: a cancelled or defective one leaves its line to the
    next run. Rehearsals and specimens get numbers that are none, and no certificate.
    """
    number = making.next_number(run.plan)
    first = number if run.kind == RunKind.LIVE else 1
    with connection.cursor() as cursor:
        cursor.execute(_LINES)
        _gather_lines(cursor, run)
        made = making.make(run, _rows(run, first))
        cursor.execute("DROP TABLE run_line")
    return made


_LINES = """
    CREATE TEMPORARY TABLE run_line (
        account_id bigint PRIMARY KEY, rights numeric NOT NULL, withheld text NOT NULL) ON COMMIT DROP
"""


def _gather_lines(cursor: Any, run: Run) -> None:
    if run.separation_id:
        cursor.execute(
            """
            INSERT INTO run_line
            SELECT l.account_id, least(l.certificate, p.rights), '' FROM ledger_separationline l
            JOIN ledger_position p ON p.holder_id = l.account_id AND p.standing = 'certificated'
            WHERE l.separation_id = %s AND least(l.certificate, p.rights) >= 1 AND (%s <> 'live' OR NOT EXISTS (
                SELECT 1 FROM certificates_certificate c JOIN certificates_run r ON r.id = c.run_id
                WHERE c.account_id = l.account_id AND r.separation_id = l.separation_id AND c.state <> 'voided'))
            """,
            [run.separation_id, run.kind],
        )
        return
    # Before the Distribution Date: as if the separation were at the close today.
    accounts = (account for _, account in accounts_at_close(run.plan, plan_day.today(run.plan)))
    lines = iter(separate(accounts))
    while rows := list(islice(lines, STAGE_ROWS)):  # read first: nothing else can be asked during a COPY
        with cursor.copy("COPY run_line FROM STDIN") as copy:
            for line in rows:
                if line.certificate:
                    copy.write_row((int(line.account), line.certificate, ""))
                elif line.withheld:
                    copy.write_row((int(line.account), line.withheld, line.reason))


def _rows(run: Run, first: int) -> Iterator[list[Row]]:
    serial, legended = first, voiding.legended(run.plan)
    for accounts in _in_postal_order(run):
        rows = []
        for account in accounts:
            content, exception = _content(run, serial, account, is_legended=account.pk in legended)
            if content is None:
                rows.append(Row(account=account.pk, quantity=account.rights, exception=exception))
                continue
            rows.append(
                Row(
                    account=account.pk,
                    quantity=account.rights,
                    content=frozen_content(content),
                    content_sha256=content.digest(run.face_sha256),
                    number=serial if run.kind == RunKind.LIVE else None,
                    void_legend=content.void_legend,
                )
            )
            serial += 1
        yield rows


@dataclass(frozen=True, slots=True)
class _Account:
    pk: int
    number: str
    registration_lines: list[str]
    address_lines: list[str]
    city: str
    state: str
    postal_code: str
    country: str
    rights: int
    withheld: str


def _in_postal_order(run: Run) -> Iterator[list[_Account]]:
    """The accounts by postal code and account number; nominees and large holdings last, for special handling."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """
            SELECT h.id, h.number, h.registration_lines, h.address_lines, h.city, h.state, h.postal_code, h.country,
                   l.rights::bigint, l.withheld
            FROM run_line l JOIN ledger_holderaccount h ON h.id = l.account_id
            ORDER BY h.is_nominee OR l.rights >= %s, h.postal_code COLLATE "C", h.number COLLATE "C"
            LIMIT %s
            """,
            [SPECIAL_HANDLING_RIGHTS, SPECIMENS if run.kind == RunKind.SPECIMEN else None],
        )
        while rows := cursor.fetchmany(STAGE_ROWS):
            yield [_Account(*row) for row in rows]


def _content(
    run: Run, serial: int, account: _Account, *, is_legended: bool
) -> tuple[CertificateContent | None, str]:
    """What is printed for the account; or None and the sentence that puts it on the list of exceptions."""
    if account.withheld:
        return None, account.withheld[:300]
    try:
        content = CertificateContent(
            number=_number(run, serial),
            rights=account.rights,
            rights_in_words=in_words(account.rights),
            registration=fit_registration(account.registration_lines),
            account=account.number,
            batch=f"{run.plan.slug}-{run.pk}",
            address=mailing_panel(account),
            status=SPECIMEN if run.kind == RunKind.SPECIMEN else ORIGINAL,
            void_legend=is_legended,
        )
    except (PressError, ValueError) as error:
        return None, f"Account {account.number}: {error}"[:300]
    return content, ""


@holders.prints
def unprintable(lines: Sequence[str]) -> str:
    """Why a registration of these lines gets no certificate; "" where it can be printed."""
    try:
        fit_registration(lines)
    except PressError as error:
        return str(error)
    return ""


def _number(run: Run, serial: int) -> str:
    number = certificate_number(serial)
    return number if run.kind == RunKind.LIVE else TEMPORARY_PREFIX[RunKind(run.kind)] + number[1:]


def mailing_panel(account: _Account | HolderAccount) -> tuple[str, ...]:
    """The address under the whole registration, its lines run on where the panel holds no more of them.

    Mail goes to all whom the registration names: where it does not fit even so, to the address alone.
    """
    address = address_of(account)
    if not address:
        return ()
    for names in (account.registration_lines, [" ".join(account.registration_lines)], []):
        try:
            return fit_address([*names, *address])
        except DoesNotFitError:
            continue
    raise DoesNotFitError("address", tuple(address))


def address_of(account: _Account | HolderAccount | Recipient) -> list[str]:
    """The address as the post has it: lines, then city, state and postal code, then a country abroad."""
    place = " ".join(part for part in (account.city, account.state, account.postal_code) if part)
    country = "" if account.country == DOMESTIC else account.country
    return [line for line in (*account.address_lines, place, country) if line.strip()]
