"""Board resolutions: the power each kind uses, and when it is out of time or power.

`verdict` answers for a resolution on the facts as known when it was adopted: OK, HOLD or BLOCK, with sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ledger.rules.amendments import Amendment, amendment_findings
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.expiration_date import expiration_date
from ledger.rules.course.rights import rights_when
from ledger.rules.dates import day_text
from ledger.rules.exact import exact_text
from ledger.rules.exchange import exchange_findings
from ledger.rules.facts import BoardExtension, TenderOffer
from ledger.rules.findings import Finding, Severity, block, hold
from ledger.rules.powers import POWERS, Kind, Power
from ledger.rules.redemption import redemption_findings
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime
    from fractions import Fraction

    from ledger.rules.continuing_directors import BoardView
    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Prong
    from ledger.rules.plan_terms import PlanTerms
    from ledger.rules.rights_at import RightsAt

Outcome = Literal["OK", "HOLD", "BLOCK"]

# The freeze forbids these three by name; whether it reaches others is arguable (R57).
_FROZEN: tuple[Kind, ...] = ("permitted_offer", "redemption", "amendment")


@dataclass(frozen=True)
class BoardResolution:
    """A resolution as recorded: its kind, when it was adopted, and what its kind needs to be judged.

    extension: `prong`, `to` (None: until the Board fixes a date). adverse_person: `holder_pct` as recorded, and
    whether the criteria of the Agreement are loaded. permitted_offer: `offer`. redemption: `in_whole`,
    `effective_at`. exchange: `ratio`, `shares_needed`, `shares_available`, `has_substitute`. amendment:
    `amendment`.
    """

    kind: Kind
    adopted_at: datetime
    effective_at: datetime | None = None
    prong: Prong | None = None
    to: date | None = None
    holder_pct: Fraction | None = None
    criteria_loaded: bool = False
    offer: TenderOffer | None = None
    in_whole: bool = True
    ratio: Fraction | None = None
    shares_needed: int = 0
    shares_available: int = 0
    has_substitute: bool = False
    amendment: Amendment = field(default_factory=Amendment)


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a resolution: the outcome, the power it uses, and every finding with its sentence."""

    outcome: Outcome
    power: Power
    findings: tuple[Finding, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The findings in words; none where the Board had the power."""
        return tuple(finding.sentence for finding in self.findings)


@decides("R13")
@decides("R16")
def verdict(
    resolution: BoardResolution,
    record: Record,
    *,
    board: BoardView | None = None,
    open_questions: tuple[str, ...] = (),
    undecided: Sequence[Finding] = (),
) -> Verdict:
    """Whether the Board had the power, on the facts known when it acted: BLOCK, else HOLD, else OK.

    `record` is told without the resolution itself. `board` is the Board of that day: where its
    majority of Continuing Directors is not determined, the acts the freeze names are held (R60).
    `undecided` holds what turns on a Distribution Date that an act of the Board may move yet.
    """
    decided = distribution_date(record, as_of=resolution.adopted_at, with_strict=False)
    ending = expiration_date(record, resolution.adopted_at, decided=decided)
    rights = rights_when(resolution.adopted_at, record, decided, ending, open_questions)
    findings = [
        *_JUDGES[resolution.kind](_Question(resolution, record, rights, undecided)),
        *_of_board(resolution, rights, board),
    ]
    return Verdict(_outcome(findings), POWERS[resolution.kind], tuple(findings))


def _outcome(findings: Iterable[Finding]) -> Outcome:
    found = {finding.severity for finding in findings}
    if Severity.BLOCK in found:
        return "BLOCK"
    return "HOLD" if Severity.HOLD in found else "OK"


def _of_board(resolution: BoardResolution, rights: RightsAt, board: BoardView | None) -> list[Finding]:
    if resolution.kind not in _FROZEN or board is None or rights.freeze is not None:
        return []
    if board.continuing_majority is None:
        names = ", ".join(board.undetermined)
        return [hold("R60", f"Whether Continuing Directors are a majority turns on {names}, not determined.")]
    return []


@dataclass(frozen=True)
class _Question:
    """A resolution with everything it is judged on."""

    resolution: BoardResolution
    record: Record
    rights: RightsAt
    undecided: Sequence[Finding] = ()

    @property
    def terms(self) -> PlanTerms:
        """The terms in force when the Board acted."""
        return self.record.terms_at(self.resolution.adopted_at)

    def decided(self, record: Record) -> Distribution:
        """The Distribution Date on another record, as known when the Board acted."""
        return distribution_date(record, as_of=self.resolution.adopted_at, with_strict=False)


def _adoption(asked: _Question) -> Iterable[Finding]:
    separated = asked.rights.distribution_date
    if separated and asked.rights.day >= separated:
        return [block("R2", "The Rights have separated: the dividend can no longer be declared.")]
    return []


def _redemption(asked: _Question) -> Iterable[Finding]:
    resolution, rights = asked.resolution, asked.rights
    return rights.until_decided(rights.windows.redemption, asked.undecided) or redemption_findings(
        rights, in_whole=resolution.in_whole, effective_at=resolution.effective_at
    )


def _exchange(asked: _Question) -> Iterable[Finding]:
    resolution, rights = asked.resolution, asked.rights
    return rights.until_decided(rights.windows.exchange, asked.undecided) or exchange_findings(
        rights,
        ratio=resolution.ratio,
        shares_needed=resolution.shares_needed,
        shares_available=resolution.shares_available,
        has_substitute=resolution.has_substitute,
        effective_at=resolution.effective_at,
    )


def _amendment(asked: _Question) -> Iterable[Finding]:
    return amendment_findings(asked.rights, asked.resolution.amendment)


def _other(asked: _Question) -> Iterable[Finding]:
    return asked.rights.general_findings()


def _extension(asked: _Question) -> Iterable[Finding]:
    resolution, rights = asked.resolution, asked.rights
    findings = rights.general_findings()
    if resolution.prong not in {"i", "ii"}:
        return [
            *findings,
            block("R14", f"Prong ({resolution.prong}) is never extended: its words allow none."),
        ]
    extension = BoardExtension(resolution.prong, resolution.adopted_at, resolution.to)
    decided = asked.decided(asked.record.with_events(extension))
    row = decided.prongs[0 if resolution.prong == "i" else 1]
    record = next((found for found in row.extensions if found.at == extension.at), None)
    if record is not None and not record.accepted:
        findings.append(block("R14", record.reason))
    elif rights.distribution_date is not None and rights.is_separated:
        day = day_text(rights.distribution_date)
        findings.append(
            block(
                "R14", f"The Distribution Date, {day}, has come: what has occurred is not deferred any more."
            )
        )
    elif record is None:
        findings.append(
            hold("R14", f"No date of prong ({resolution.prong}) is running: there is none to defer.")
        )
    if rights.freeze is not None:
        findings.append(
            hold(
                "R57",
                f"The freeze runs through {day_text(rights.freeze.last)}; it does not name an extension, and whether "
                "it reaches one is arguable.",
            )
        )
    return findings


def _adverse_person(asked: _Question) -> Iterable[Finding]:
    resolution, terms, rights = asked.resolution, asked.terms, asked.rights
    findings = rights.general_findings()
    if terms.adverse_person is None:
        return [*findings, block("R13", "The plan knows no Adverse Person.")]
    least = exact_text(terms.adverse_person.pct)
    if resolution.holder_pct is None:
        findings.append(hold("R13", f"The holding is not recorded; at least {least}% are needed."))
    elif resolution.holder_pct < terms.adverse_person.pct:
        held = exact_text(resolution.holder_pct, 7)
        findings.append(block("R13", f"The recorded holding is {held}%, below “at least {least}%”."))
    if not resolution.criteria_loaded:
        findings.append(
            hold("DQ19", "The criteria of the Rights Agreement are not loaded; counsel has to confirm them.")
        )
    return findings


def _permitted_offer(asked: _Question) -> Iterable[Finding]:
    terms, rights = asked.terms, asked.rights
    findings = rights.general_findings()
    offer = asked.resolution.offer
    if terms.tender is None or not terms.tender.permitted_offer:
        return [*findings, block("R16", "The plan knows no Permitted Offer.")]
    if rights.freeze is not None:
        findings.append(
            block(
                "R57",
                "In the freeze that follows a loss of the Continuing Directors' majority the Board may not designate a "
                f"Permitted Offer: the last frozen day is {day_text(rights.freeze.last)}.",
            )
        )
    if offer is None:
        return [*findings, hold("R16", "The resolution does not say which offer it permits.")]
    if not offer.all_shares:
        findings.append(block("R16", "The offer is not for all outstanding shares of the common."))
    running = asked.decided(asked.record.without_events([offer]).with_events(offer)).prongs[1]
    if running.date and rights.day >= running.date:
        findings.append(
            block("R16", f"Prong (ii) fell on {day_text(running.date)}; a designation has to come before it.")
        )
    return findings


_JUDGES: dict[Kind, Callable[[_Question], Iterable[Finding]]] = {
    "adoption": _adoption,
    "extension": _extension,
    "adverse_person": _adverse_person,
    "permitted_offer": _permitted_offer,
    "redemption": _redemption,
    "exchange": _exchange,
    "amendment": _amendment,
    "other": _other,
}
