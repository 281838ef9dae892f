"""A presentation as the rules take it, and what would come of it: the one reader behind page, letter and posting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from certificates.enums import PresentationKind
from certificates.models import (
    Certificate,
    Presentation,
    RequestedCertificate,
)
from certificates.rules.presentations import Descent, descents, presentation_findings
from certificates.rules.presented import PresentationFacts
from certificates.selectors import voided
from certificates.selectors.presentations.election import Settled, election_of, of_election, settle
from certificates.selectors.presentations.facts import facts_of
from ledger.rules.findings import Finding, is_allowed
from ledger.rules.voiding import legend_required
from ledger.selectors import standing, voiding
from rightsadmin.common import clock

CLOSE = time(17)


@dataclass(frozen=True)
class Examination:
    """A presentation examined: every finding at once, and what would be posted where nothing stands against it.

    `descents` name presented and requested certificates by their places in `presented` and `requested`; empty
    where the quantities do not add up. `legends` says for each requested certificate whether it bears the legend,
    `void` for each presented one how many of its Rights are void: nothing is issued for them.
    """

    facts: PresentationFacts
    findings: tuple[Finding, ...]
    presented: tuple[Certificate, ...]
    requested: tuple[RequestedCertificate, ...]
    descents: tuple[Descent, ...]
    legends: tuple[bool, ...]
    settled: Settled | None
    void: tuple[int, ...] = ()

    @property
    def is_in_good_order(self) -> bool:
        """Whether a maker may pass it to the checker."""
        return is_allowed(self.findings)


def examine(presentation: Presentation) -> Examination:
    """The presentation under all rules at the instant of its proper surrender and payment (sections 6, 7, 10, 20)."""
    presented = tuple(_presented_rows(presentation))
    requested = tuple(presentation.requested.select_related("account").order_by("seq"))
    at = surrendered_at(presentation)
    is_exercise = presentation.kind == PresentationKind.EXERCISE
    answer = standing.of(presentation.plan, at).answer("exercisable" if is_exercise else "transferable")
    election = election_of(presentation)
    settled, problems = settle(presentation, election, at)
    parts = voided.void_of(presented)
    void = tuple(parts.get(row.pk, 0) for row in presented)
    facts = facts_of(presentation, presented, void, requested, election, settled)
    findings = [*answer.findings, *presentation_findings(facts), *problems]
    if is_exercise:
        findings += of_election(facts, election, settled)
    going = _descents(facts)
    legended = voiding.legended(presentation.plan)
    legends = tuple(
        legend_required(
            [
                presentation.is_legend_directed,
                asked.account_id in legended,
                *(
                    presented[step.source].void_legend or presented[step.source].account_id in legended
                    for step in going
                    if step.target == place
                ),
            ]
        )
        for place, asked in enumerate(requested)
    )
    return Examination(
        facts, tuple(dict.fromkeys(findings)), presented, requested, going, legends, settled, void
    )


def surrendered_at(presentation: Presentation) -> datetime:
    """When certificate, form and collected payment were all there: what the rules judge the item by (section 10)."""
    election = election_of(presentation)
    received = presentation.received_at
    if election is None or election.collected_on is None:
        return received
    collected = datetime.combine(election.collected_on, CLOSE, tzinfo=clock.NEW_YORK)
    return max(received, collected) if election.collected_on > clock.new_york_date(received) else received


def _presented_rows(presentation: Presentation) -> Sequence[Certificate]:
    return list(
        Certificate.objects.filter(presentations__presentation=presentation)
        .select_related("account")
        .defer("content")
        .order_by("number")
    )


def _descents(facts: PresentationFacts) -> tuple[Descent, ...]:
    if not facts.presented or facts.given != facts.asked + facts.elected:
        return ()
    return descents(
        [certificate.rights for certificate in facts.presented],
        [certificate.rights for certificate in facts.requested],
        facts.elected,
    )
