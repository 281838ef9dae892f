"""What the certificates evidence against the ledger (I3), and their numbers against the series (I6)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Max

from certificates.models import Certificate, NumberSeries
from certificates.rules.lifecycle import OUTSTANDING
from certificates.rules.numbering import certificate_number
from ledger.models import Plan

# The outstanding certificates with what of their Rights a posting that stands has made void since.
_EVIDENCING = """
    SELECT c.account_id, c.quantity, coalesce((
               SELECT sum(v.quantity) FROM certificates_voidpart v
               WHERE v.certificate_id = c.id AND NOT EXISTS (
                   SELECT 1 FROM ledger_entry e JOIN ledger_entry r ON r.reverses_id = e.id
                   WHERE e.batch_id = v.batch_id)), 0) AS void
    FROM certificates_certificate c WHERE c.plan_id = %(plan)s AND c.state = ANY(%(outstanding)s)
"""
# An account's certificated Rights beside those on its outstanding certificates, where the two are not the same, and
# those for which the separation's own certificate is still to be printed.
_COMPARED = """
    SELECT h.number, coalesce(p.rights, 0) AS held, coalesce(c.rights, 0) AS evidenced, coalesce((
               SELECT l.certificate FROM ledger_separationline l
               JOIN ledger_separation s ON s.id = l.separation_id AND s.status = 'posted'
               WHERE s.plan_id = %(plan)s AND l.account_id = h.id AND NOT EXISTS (
                   SELECT 1 FROM certificates_certificate own JOIN certificates_run r ON r.id = own.run_id
                   WHERE own.account_id = h.id AND r.separation_id = s.id AND own.state <> 'voided')), 0) AS due
    FROM ledger_holderaccount h
    LEFT JOIN ledger_position p ON p.holder_id = h.id AND p.standing = 'certificated'
    LEFT JOIN (SELECT account_id, sum(quantity - void) AS rights FROM evidencing GROUP BY account_id) c
           ON c.account_id = h.id
    WHERE h.plan_id = %(plan)s AND coalesce(p.rights, 0) <> coalesce(c.rights, 0)
"""


@dataclass(frozen=True)
class Unevidenced:
    """An account whose certificates are not for the Rights that are certificated in the ledger."""

    number: str
    held: Decimal
    evidenced: Decimal


@dataclass(frozen=True)
class Evidence:
    """Rights on outstanding certificates; `awaiting` are certificated in the ledger on accounts with no certificate, or
    with none for what the separation gave them.

    `differing` counts the accounts whose certificates say something else than the ledger, `first` names the first.
    """

    on_certificates: Decimal
    awaiting: Decimal
    differing: int
    first: tuple[Unevidenced, ...]


def evidence(plan: Plan, named: int) -> Evidence:
    """The plan's certificates against its ledger, account by account, counted by the database; now."""
    parameters: dict[str, Any] = {"plan": plan.pk, "outstanding": sorted(OUTSTANDING), "named": named}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH evidencing AS MATERIALIZED ({_EVIDENCING}), compared AS MATERIALIZED ({_COMPARED}),
                 differing AS (
                     SELECT * FROM compared WHERE (evidenced <> 0 AND held <> evidenced + due) OR held < 0)
            SELECT (SELECT coalesce(sum(held - evidenced), 0) FROM compared
                    WHERE held > 0 AND (evidenced = 0 OR held = evidenced + due)),
                   (SELECT coalesce(sum(quantity - void), 0) FROM evidencing),
                   (SELECT count(*) FROM differing), d.number, d.held, d.evidenced
            FROM (SELECT 1) one LEFT JOIN differing d ON true ORDER BY d.number LIMIT %(named)s
            """,  # noqa: S608 - composed of our own text, values are parameters
            parameters,
        )
        rows = cursor.fetchall()
    awaiting, on_certificates, differing = rows[0][:3]
    return Evidence(
        on_certificates=on_certificates,
        awaiting=awaiting,
        differing=differing,
        first=tuple(Unevidenced(*row[3:]) for row in rows if differing),
    )


@dataclass(frozen=True)
class Numbers:
    """The series against the rows: the last number given, how many certificates are on record, the last of them."""

    given: int
    on_record: int
    last_on_record: int

    @property
    def agree(self) -> bool:
        """Whether every number given has its certificate and none is beyond the series (I6)."""
        return self.given == self.on_record == self.last_on_record


def numbers(plan: Plan) -> Numbers:
    """The plan's numbers now."""
    rows = Certificate.objects.filter(plan=plan).aggregate(count=Count("pk"), last=Max("number"))
    series = NumberSeries.objects.filter(plan=plan).first()
    return Numbers(series.next_number - 1 if series else 0, rows["count"], rows["last"] or 0)


def missing_numbers(plan: Plan, given: int, named: int) -> tuple[str, ...]:
    """The first numbers of the series, as printed, that have no certificate."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT n FROM generate_series(1, %s) n
            WHERE NOT EXISTS (SELECT 1 FROM certificates_certificate WHERE plan_id = %s AND number = n)
            ORDER BY n LIMIT %s
            """,
            [given, plan.pk, named],
        )
        return tuple(certificate_number(number) for (number,) in cursor.fetchall())
