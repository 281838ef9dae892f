"""A presentation as the rules take it: what came, in which state, and what is asked for."""

from collections.abc import Sequence
from decimal import Decimal

from certificates.models import (
    Certificate,
    Election,
    LossClaim,
    Presentation,
    RequestedCertificate,
)
from certificates.press import PressError, fit_registration
from certificates.rules.presented import Loss, PresentationFacts, Presented, Requested
from certificates.selectors import stops
from certificates.selectors.presentations.election import Settled
from ledger.models import HolderAccount
from ledger.rules.exact import to_cents


def facts_of(
    presentation: Presentation,
    presented: Sequence[Certificate],
    void: Sequence[int],
    requested: Sequence[RequestedCertificate],
    election: Election | None,
    settled: Settled | None,
) -> PresentationFacts:
    """The presentation as the rules take it."""
    loss = LossClaim.objects.filter(presentation=presentation).select_related("stop").first()
    return PresentationFacts(
        kind=presentation.kind,
        presented=tuple(
            Presented(
                row.text,
                row.account.number,
                row.quantity - gone,
                stops.state_beneath(row) if gone else row.state,
                row.void_legend,
                tuple(_stops(row, _of_account(row, presented), loss)),
            )
            for row, gone in zip(presented, void, strict=True)
        ),
        requested=tuple(
            Requested(row.account.number, row.quantity, unprintable(row.account)) for row in requested
        ),
        elected=election.rights if election else 0,
        is_surrendered=presentation.is_surrendered,
        is_signed=presentation.is_signed,
        matches_face=presentation.matches_face,
        answers=(presentation.owner_answer, presentation.source_answer),
        guarantee_program=presentation.guarantee_program,
        guarantee_prefix=presentation.guarantee_prefix,
        guarantor=presentation.guarantor,
        tax_due=presentation.tax_due,
        tax_received=presentation.tax_received,
        screened=presentation.is_screening_clear if presentation.screened_on else None,
        legal_ground=presentation.legal_ground,
        legal_papers=frozenset(presentation.legal_papers),
        has_company_word=presentation.company_word_id is not None,
        loss=_loss(loss, presented) if loss else None,
        value=_value(loss, settled, presented),
    )


def _loss(claim: LossClaim, presented: Sequence[Certificate]) -> Loss:
    return Loss(
        claim.circumstance,
        has_stop=any(claim.stop and claim.stop.certificate_id == row.pk for row in presented),
        has_affidavit=claim.affidavit_id is not None,
        has_indemnity=claim.indemnity_id is not None,
        is_waiver_asked=claim.is_waiver_asked,
    )


def _of_account(row: Certificate, presented: Sequence[Certificate]) -> int:
    """The Rights presented together of the certificate's account."""
    return sum(other.quantity for other in presented if other.account_id == row.account_id)


def _stops(row: Certificate, together: int, loss: LossClaim | None) -> list[str]:
    """What stands against the certificate; the stop of the very loss that it is replaced for does not."""
    own = stops.in_force(row)
    if loss and own and loss.stop_id == own.pk:
        return stops.of_account(row, together)
    return stops.against(row, presented=together)


def _value(
    loss: LossClaim | None, settled: Settled | None, presented: Sequence[Certificate]
) -> Decimal | None:
    """The transaction's value in dollars: what is paid for an exercise, the stated value of what was lost."""
    if settled:
        return settled.settlement.amount_payable
    if loss and loss.value_per_right is not None:
        return to_cents(loss.value_per_right * sum(row.quantity for row in presented))
    return None


def unprintable(account: HolderAccount) -> str:
    """Why no certificate can be printed for the account, empty where one can."""
    try:
        fit_registration(account.registration_lines)
    except PressError as error:
        return f"Account {account.number}: {error}"
    return ""
