"""Who gets which number: the certificates, items and chunks of a run, made by set-based SQL in postal order.

A line of the separation becomes one row of a staging table, which also says why it cannot be printed; numbers,
chunks and items then follow in a few statements. A hundred thousand holders are seconds, a million minutes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from certificates.enums import CertificateState, ChunkState, ItemState, RunKind
from certificates.models import Certificate, NumberSeries, Run
from certificates.press import DoesNotFitError, PressError, fit_address, fit_registration
from certificates.rules.content import ORIGINAL, SPECIMEN, CertificateContent, frozen_content
from certificates.rules.mailing import SPECIAL_HANDLING_RIGHTS
from certificates.rules.numbering import certificate_number
from certificates.rules.words import in_words
from certificates.selectors.notices import Recipient
from ledger.models import HolderAccount
from ledger.rules.separation import separate
from ledger.selectors import plan_day
from ledger.selectors.at_close import accounts_at_close
from rightsadmin.common import clock

# A specimen shows the first certificates of the mail and no more.
SPECIMENS = 20
# Rows held in memory at once while staging: larger measured no faster.
STAGE_ROWS = 5_000
DOMESTIC = "UNITED STATES"
TEMPORARY_PREFIX = {RunKind.REHEARSAL: "T", RunKind.SPECIMEN: "S"}


@dataclass(frozen=True)
class Allotted:
    """What an allotment came to: certificates to press, their Rights, and the exceptions that staff must see."""

    certificates: int
    rights: int
    exceptions: int


def allot(run: Run) -> Allotted:
    """Numbers, certificates, items and chunks of the run; must be called under the plan's lock.

    Only lines that no certificate evidences yet take part: a cancelled or defective one leaves its line to the
    next run. Rehearsals and specimens get numbers that are none, and no certificate.
    """
    series, _ = NumberSeries.objects.get_or_create(plan_id=run.plan_id)
    first = series.next_number if run.kind == RunKind.LIVE else 1
    with connection.cursor() as cursor:
        cursor.execute(_STAGING)
        _gather_lines(cursor, run)
        _stage(cursor, run, first)
        cursor.execute(_COUNTED)
        certificates, rights, exceptions = cursor.fetchone()
        _make_chunks(cursor, run, first)
        if run.kind == RunKind.LIVE:
            series.next_number = first + certificates
            series.save(update_fields=["next_number"])
            _make_certificates(cursor, run)
        _make_items(cursor, run, first)
        cursor.execute("DROP TABLE run_line, run_staged")
    return Allotted(certificates, int(rights), exceptions)


_STAGING = """
    CREATE TEMPORARY TABLE run_line (
        account_id bigint PRIMARY KEY, rights numeric NOT NULL, withheld text NOT NULL) ON COMMIT DROP;
    CREATE TEMPORARY TABLE run_staged (
        place bigint PRIMARY KEY, serial bigint, account_id bigint NOT NULL, quantity bigint NOT NULL,
        exception text NOT NULL, content jsonb, content_sha256 text) ON COMMIT DROP;
"""
_COUNTED = """
    SELECT count(serial), coalesce(sum(quantity) FILTER (WHERE serial IS NOT NULL), 0),
           count(*) FILTER (WHERE serial IS NULL)
    FROM run_staged
"""


def _gather_lines(cursor: Any, run: Run) -> None:
    if run.separation_id:
        cursor.execute(
            """
            INSERT INTO run_line
            SELECT l.account_id, l.certificate, '' FROM ledger_separationline l
            WHERE l.separation_id = %s AND l.certificate > 0 AND (%s <> 'live' OR NOT EXISTS (
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


def _stage(cursor: Any, run: Run, first: int) -> None:
    serial, place = first, 0
    for rows in _in_postal_order(run):
        with cursor.copy("COPY run_staged FROM STDIN") as copy:
            for account in rows:
                place += 1
                content, exception = _content(run, serial, account)
                if content is None:
                    copy.write_row((place, None, account.pk, account.rights, exception, None, None))
                    continue
                frozen = json.dumps(frozen_content(content), ensure_ascii=False)
                digest = content.digest(run.face_sha256)
                copy.write_row((place, serial, account.pk, account.rights, "", frozen, digest))
                serial += 1


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


def _content(run: Run, serial: int, account: _Account) -> tuple[CertificateContent | None, str]:
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
        )
    except (PressError, ValueError) as error:
        return None, f"Account {account.number}: {error}"[:300]
    return content, ""


def _number(run: Run, serial: int) -> str:
    number = certificate_number(serial)
    return number if run.kind == RunKind.LIVE else TEMPORARY_PREFIX[RunKind(run.kind)] + number[1:]


def mailing_panel(account: _Account | HolderAccount) -> tuple[str, ...]:
    """The address under the first line of the registration; the address alone where the panel holds no more."""
    address = address_of(account)
    if not address:
        return ()
    try:
        return fit_address([account.registration_lines[0], *address])
    except DoesNotFitError:
        return fit_address(address)


def address_of(account: _Account | HolderAccount | Recipient) -> list[str]:
    """The address as the post has it: lines, then city, state and postal code, then a country abroad."""
    place = " ".join(part for part in (account.city, account.state, account.postal_code) if part)
    country = "" if account.country == DOMESTIC else account.country
    return [line for line in (*account.address_lines, place, country) if line.strip()]


def _make_chunks(cursor: Any, run: Run, first: int) -> None:
    cursor.execute(
        """
        INSERT INTO certificates_runchunk
            (run_id, seq, item_count, rights, state, claimed_by, attempts, message, differences)
        SELECT %s, (serial - %s) / %s + 1 AS seq, count(*), sum(quantity), %s, '', 0, '', '[]'
        FROM run_staged WHERE serial IS NOT NULL GROUP BY 2 ORDER BY 2
        """,
        [run.pk, first, run.chunk_size, ChunkState.WAITING],
    )


def _make_certificates(cursor: Any, run: Run) -> None:
    cursor.execute(
        f"""
        INSERT INTO {Certificate._meta.db_table}
            (plan_id, number, text, account_id, quantity, state, status, void_legend, dated_on, run_id,
             template_version_id, content, content_sha256, void_reason, allotted_at)
        SELECT %s, serial, content ->> 'number', account_id, quantity, %s, content ->> 'status', false, %s, %s, %s,
               content, content_sha256, '', %s
        FROM run_staged WHERE serial IS NOT NULL ORDER BY serial
        """,  # noqa: S608 - the name of our own table
        [
            run.plan_id,
            CertificateState.ALLOCATED,
            run.face["dated_as_of"],
            run.pk,
            run.template_version_id,
            clock.now(),
        ],
    )


def _make_items(cursor: Any, run: Run, first: int) -> None:
    cursor.execute(
        """
        INSERT INTO certificates_runitem
            (run_id, chunk_id, account_id, leg, quantity, certificate_id, content, state, message)
        SELECT %(run)s, k.id, s.account_id, 0, s.quantity, c.id, CASE WHEN c.id IS NULL THEN s.content END,
               CASE WHEN s.serial IS NULL THEN %(exception)s ELSE %(waiting)s END, s.exception
        FROM run_staged s
        LEFT JOIN certificates_runchunk k ON k.run_id = %(run)s AND k.seq = (s.serial - %(first)s) / %(size)s + 1
        LEFT JOIN certificates_certificate c ON c.run_id = %(run)s AND c.number = s.serial
        ORDER BY s.place
        """,
        {
            "run": run.pk,
            "first": first,
            "size": run.chunk_size,
            "exception": ItemState.EXCEPTION,
            "waiting": ItemState.WAITING,
        },
    )
