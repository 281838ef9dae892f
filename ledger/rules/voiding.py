"""Which Rights are void: by beneficial quantity inside accounts, and by where a Right has been (R32).

8-K: "all Rights that are, or (under certain circumstances specified in the Rights Agreement) were,
beneficially owned by any Acquiring Person or Adverse Person (or by certain related parties) will be null and
void". The finding is of a quantity, not of an account: a nominee's account is split. Void is never undone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ledger.rules.carrying import rights_of
from ledger.rules.exact import Exact
from ledger.rules.findings import Finding, hold, warn
from ledger.rules.movements import ZERO, Account
from ledger.rules.registry import decides


@dataclass(frozen=True, slots=True)
class BeneficialFinding:
    """So many shares in one account were found to be beneficially owned by one person at an instant."""

    account: Account
    person: str
    shares: Decimal
    as_of: datetime


@dataclass(frozen=True, slots=True)
class RightsInAccount:
    """What one account holds: Rights not void, and Rights void already."""

    account: Account
    live: Decimal
    void: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class VoidDecision:
    """What to void in one account now (`to_void`, zero or more), and what stands beside it for counsel."""

    account: Account
    to_void: Decimal
    void_after: Decimal
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TransferOfRights:
    """Rights that one beneficial owner passed to a transferee, in or out of the same account.

    `by_plan`: found to be a distribution to equity holders, under a continuing arrangement, or part of a plan
    to avoid the voiding (section 7(e)(iii)).
    """

    person: str
    source: Account
    target: Account
    rights: Decimal
    at: datetime
    by_plan: bool = False


@decides(
    "R32",
    "Void Rights",
    "following the occurrence of any Flip-In Event all Rights that are, or (under "
    "certain circumstances specified in the Rights Agreement) were, beneficially owned "
    "by any Acquiring Person or Adverse Person (or by certain related parties) will be "
    "null and void",
)
@decides(
    "R36",
    "Voided Rights get nothing",
    "except Rights which previously have been voided as described above",
)
def void_rights(
    findings: Iterable[BeneficialFinding],
    accounts: Iterable[RightsInAccount],
    *,
    persons: Collection[str],
    at: datetime,
    rights_per_share: Exact = 1,
) -> tuple[VoidDecision, ...]:
    """What a Flip-In Event at an instant voids in each account, in the order of the accounts.

    `persons` are the Acquiring or Adverse Person and its related parties. Of each person the latest finding
    at or before the instant counts, and the persons add up; never more than the account holds, and never less
    than is void already. A finding that an earlier one exceeded is held: the Rights "were" owned, and counsel
    must say under which circumstances.
    """
    wanted: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
    held: defaultdict[Account, list[Finding]] = defaultdict(list)
    for (account, person), shares, highest in _latest(findings, persons, at):
        wanted[account] += rights_of(shares, rights_per_share)
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


def transferee_is_void(transfer: TransferOfRights, became: datetime) -> bool:
    """Whether Rights an Acquiring or Adverse Person passed on are void at the transferee's (7(e)).

    After it became such: always. Before or with it: only by a plan of section 7(e)(iii).
    """
    return transfer.at > became or transfer.by_plan


def trace(
    void_by_account: Mapping[Account, Decimal],
    transfers: Iterable[TransferOfRights],
    *,
    persons: Collection[str],
    became: datetime,
) -> tuple[dict[Account, Decimal], tuple[Finding, ...]]:
    """The void Rights by account after following every transfer in time, and what counsel must look at.

    `void_by_account` are those at the instant the person became an Acquiring or Adverse Person. Void Rights
    stay void wherever they go; those passed on earlier by a plan are void as well, though the person no
    longer held them. Each is held for counsel.
    """
    void = defaultdict(lambda: ZERO, void_by_account)
    findings: list[Finding] = []
    for transfer in sorted(transfers, key=lambda each: each.at):
        if transfer.person not in persons or not transferee_is_void(transfer, became):
            continue
        if transfer.at > became:
            moved = min(transfer.rights, void[transfer.source])
            void[transfer.source] -= moved
        void[transfer.target] += transfer.rights
        findings.append(_reached(transfer))
    return {account: rights for account, rights in void.items() if rights}, tuple(findings)


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


def _decision(account: RightsInAccount, wanted: Decimal, held: Iterable[Finding]) -> VoidDecision:
    findings = list(held)
    holding = account.live + account.void
    if wanted > holding:
        findings.append(
            warn(
                "R32",
                f"Findings reach {wanted:,f} Rights in account {account.account}, which holds "
                f"{holding:,f}: all of them are void; ask where the others are held.",
            )
        )
    void_after = max(account.void, min(wanted, holding))
    return VoidDecision(account.account, void_after - account.void, void_after, tuple(findings))


def _reached(transfer: TransferOfRights) -> Finding:
    return hold(
        "R32",
        f"{transfer.rights:,f} Rights passed from account {transfer.source} to {transfer.target} are void "
        "there: counsel must confirm before the transferee is told.",
    )
