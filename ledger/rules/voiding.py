"""Which Rights are void: by beneficial quantity inside accounts (R32); where they were passed on, see transferees.

The finding is of a quantity, not of an account: a nominee's account is split. Void is never undone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ledger.rules.carrying import Rounding, rights_of
from ledger.rules.exact import Exact
from ledger.rules.findings import Finding, hold, warn
from ledger.rules.movements import ZERO, Account
from ledger.rules.registry import decides
from ledger.rules.vocabulary import Standing


@dataclass(frozen=True, slots=True)
class BeneficialFinding:
    """So many shares in one account were found to be beneficially owned by one person at an instant."""

    account: Account
    person: str
    shares: Decimal
    as_of: datetime


@dataclass(frozen=True, slots=True)
class RightsInAccount:
    """What one account holds: Rights not void, by standing, and Rights void already."""

    account: Account
    live: Mapping[Standing, Decimal]
    void: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class VoidDecision:
    """What to void in one account now, by the standing it is taken from, and what stands beside it for counsel."""

    account: Account
    taken: tuple[tuple[Standing, Decimal], ...]
    void_after: Decimal
    findings: tuple[Finding, ...] = ()

    @property
    def to_void(self) -> Decimal:
        """The Rights to void now: zero or more, never more than the account holds."""
        return sum((rights for _, rights in self.taken), ZERO)


# Rights that no certificate evidences are void before those for which a paper is out: fewer papers are stopped.
TAKEN_FIRST = (Standing.VALID, Standing.WITHHELD, Standing.CERTIFICATED)


@decides(
    "R32",
    "Void Rights",
)
@decides(
    "R36",
    "Voided Rights get nothing",
)
def void_rights(
    findings: Iterable[BeneficialFinding],
    accounts: Iterable[RightsInAccount],
    *,
    persons: Collection[str],
    at: datetime,
    rights_per_share: Exact | Mapping[Account, Exact] = 1,
) -> tuple[VoidDecision, ...]:
    """What a Flip-In Event at an instant voids in each account, in the order of the accounts.

    `persons` are the Acquiring or Adverse Person and its related parties. Of each person the latest finding
    at or before the instant counts, and the persons add up; never more than the account holds, and never less
    than is void already. A finding that an earlier one exceeded is held: the Rights "were" owned, and counsel
    must say under which circumstances.
    """
    findings = list(findings)
    wanted = rights_found(findings, persons=persons, at=at, rights_per_share=rights_per_share)
    held: defaultdict[Account, list[Finding]] = defaultdict(list)
    for (account, person), shares, highest in _latest(findings, persons, at):
        if highest > shares:
            held[account].append(
                hold(
                    "R32",
                    f"{person} was found to own {highest:,f} shares in account {account}, later {shares:,f}: "
                    "ask counsel whether the Rights that left are void where they went.",
                )
            )
    return tuple(
        _decision(account, wanted.get(account.account, ZERO), held.get(account.account, []))
        for account in accounts
    )


def rights_found(
    findings: Iterable[BeneficialFinding],
    *,
    persons: Collection[str],
    at: datetime,
    rights_per_share: Exact | Mapping[Account, Exact] = 1,
) -> dict[Account, Decimal]:
    """Account -> the Rights of the shares last found to be these persons', added up; whatever the account holds.

    A share has so many Rights, or those of its account's class.
    """
    wanted: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    for (account, _), shares, _ in _latest(findings, persons, at):
        each = rights_per_share[account] if isinstance(rights_per_share, Mapping) else rights_per_share
        wanted[account] += rights_of(shares, each, Rounding.TEN_PLACES)
    return dict(wanted)


def legend_required(rights_origins: Iterable[bool]) -> bool:
    """Whether a certificate bears the void legend: a Right on it is, or comes of, a void one (4)."""
    return any(rights_origins)


def _latest(
    findings: Iterable[BeneficialFinding], persons: Collection[str], at: datetime
) -> Iterable[tuple[tuple[Account, str], Decimal, Decimal]]:
    """For each account and person the shares last found, and the most ever found, by the instant."""
    latest: dict[tuple[Account, str], BeneficialFinding] = {}
    highest: defaultdict[tuple[Account, str], Decimal] = defaultdict(lambda: ZERO)
    for finding in findings:
        if finding.person not in persons or finding.as_of > at:
            continue
        key = (finding.account, finding.person)
        highest[key] = max(highest[key], finding.shares)
        if key not in latest or finding.as_of >= latest[key].as_of:
            latest[key] = finding
    return [(key, finding.shares, highest[key]) for key, finding in latest.items()]


def taken_from(live: Mapping[Standing, Decimal], rights: Decimal) -> tuple[tuple[Standing, Decimal], ...]:
    """So many live Rights of an account, at most all of them, by the standing each part is taken from."""
    parts = []
    for standing in TAKEN_FIRST:
        part = min(rights, live.get(standing, ZERO))
        if part > 0:
            parts.append((standing, part))
            rights -= part
    return tuple(parts)


def _decision(account: RightsInAccount, wanted: Decimal, held: Iterable[Finding]) -> VoidDecision:
    findings = list(held)
    holding = sum(account.live.values(), ZERO) + account.void
    if wanted > holding:
        findings.append(
            warn(
                "R32",
                f"Findings reach {wanted:,f} Rights in account {account.account}, which holds "
                f"{holding:,f}: all of them are void; ask where the others are held.",
            )
        )
    taken = taken_from(account.live, max(min(wanted, holding) - account.void, ZERO))
    return VoidDecision(
        account.account, taken, account.void + sum((rights for _, rights in taken), ZERO), tuple(findings)
    )
