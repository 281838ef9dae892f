"""The certificate of destruction of a batch (SEC Rule 17Ad-19)."""

from certificates.documents.destruction import (
    CertificateOfDestruction,
    Signed,
    Span,
    certificate_of_destruction as page,
)
from certificates.enums import DestructionStatus
from certificates.models import Certificate, DestructionBatch
from certificates.rules.numbering import certificate_number, spans
from ledger.errors import RuleViolation
from ledger.selectors import plan_day, terms
from ledger.services import taking
from rightsadmin.common import formatting
from rightsadmin.common.actor import Actor


def certificate_of_destruction(*, batch: DestructionBatch, actor: Actor) -> bytes:
    """The page as a PDF. RuleViolation before the batch is destroyed: nothing is certified that was not seen."""
    if batch.status != DestructionStatus.DESTROYED or batch.approval is None:
        raise RuleViolation(f"{batch} is not done: it is certified when both witnesses have signed.")
    quantities = dict(
        Certificate.objects.filter(stored__box__destruction=batch)
        .order_by("number")
        .values_list("number", "quantity")
    )
    on = plan_day.today(batch.plan)
    taking.take_file(plan=batch.plan, target=batch, what="certificate of destruction", actor=actor)
    return page(
        CertificateOfDestruction(
            issuer=terms.value(batch.plan, "issuer.name", on),
            agent=terms.value(batch.plan, "agent.name", on),
            number=batch.number,
            destroyed=formatting.instant(batch.destroyed_at),
            method=batch.method,
            place=batch.place,
            proposed_by=batch.proposed_by_name,
            approved_by=batch.approval.decided_by_name,
            certificates=f"{batch.certificates:,}",
            rights=f"{batch.rights:,}",
            numbers_sha256=batch.numbers_sha256,
            witnesses=tuple(
                Signed(witness.name, witness.statement, formatting.instant(witness.confirmed_at))
                for witness in batch.witnesses.all()
            ),
            spans=tuple(
                Span(
                    certificate_number(first),
                    certificate_number(last),
                    f"{last - first + 1:,}",
                    f"{sum(quantities[number] for number in range(first, last + 1)):,}",
                )
                for first, last in spans(quantities)
            ),
        )
    )
