"""What a presentation needs, and what comes of it (Agreement, sections 6, 7 and 20; R24, R26, R32).

All defects are told at once: one letter, not weeks of them. A finding that blocks is a defect the presenter can
cure; one that holds waits for the company.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from certificates.rules.guarantees import guarantee_findings
from certificates.rules.presented import (
    COMBINATION,
    EXERCISE,
    GIVEN_UP,
    GUARANTEED,
    LEGAL_PAPERS,
    LEGAL_TRANSFER,
    MUTILATED,
    PRESENTABLE,
    REPLACEMENT,
    SAME_OWNER,
    SPLIT_UP,
    TRANSFER,
    Loss,
    PresentationFacts,
)
from ledger.rules.findings import Finding, block, hold, warn


@dataclass(frozen=True, slots=True)
class Descent:
    """Rights that go from the presented certificate at place `source` to the requested one at `target`.

    `target` is None where they are exercised.
    """

    source: int
    target: int | None
    rights: int


def presentation_findings(facts: PresentationFacts) -> tuple[Finding, ...]:
    """Every defect of a presentation at once, in the order in which a clerk examines it.

    Whether the Rights may be transferred or exercised at all is asked of their standing; what an election asks beyond
    this is in ledger.rules.exercise.
    """
    return (
        *_certificates(facts),
        *_paper(facts),
        *_certificate_part(facts),
        *_quantities(facts),
        *_legal(facts),
        *_loss(facts),
        *_money_and_names(facts),
    )


def descents(presented: Sequence[int], requested: Sequence[int], exercised: int = 0) -> tuple[Descent, ...]:
    """Where the Rights of each certificate go, first in first out, those exercised before all others.

    `presented` and `requested` are Rights by certificate. ValueError unless every Right goes somewhere exactly once.
    """
    if sum(presented) != sum(requested) + exercised:
        raise ValueError(f"{sum(presented)} Rights came, {sum(requested)} + {exercised} would go.")
    wanted: list[tuple[int | None, int]] = [(None, exercised)] if exercised else []
    wanted += list(enumerate(requested))
    found, place = [], 0
    left = wanted[0][1] if wanted else 0
    for source, quantity in enumerate(presented):
        rest = quantity
        while rest:
            moved = min(rest, left)
            found.append(Descent(source, wanted[place][0], moved))
            rest, left = rest - moved, left - moved
            if not left and place + 1 < len(wanted):
                place += 1
                left = wanted[place][1]
    return tuple(found)


def routine_reason(facts: PresentationFacts) -> str:
    """Why the item is no routine one (17Ad-1), empty for a routine item."""
    if facts.kind == LEGAL_TRANSFER:
        return "Legal papers must be examined"
    if facts.kind == REPLACEMENT:
        return "Replacement of a certificate"
    if any(certificate.stops for certificate in facts.presented):
        return "A stop stands against a certificate"
    if facts.is_signed and facts.kind in GUARANTEED and any(answer is not False for answer in facts.answers):
        return "The certificate part must go to the company"
    return ""


def _certificates(facts: PresentationFacts) -> Iterator[Finding]:
    if not facts.presented:
        yield block("section 6", "No certificate is on the ticket: scan at least one.")
    for certificate in facts.presented:
        if certificate.state in GIVEN_UP and not certificate.stops:
            yield block(
                "section 8",
                f"ALARM: certificate {certificate.number} is {certificate.state} and was presented again. Keep it, "
                "return nothing, tell the supervisor.",
            )
        elif facts.kind == REPLACEMENT and facts.loss and facts.loss.circumstance != MUTILATED:
            continue
        elif certificate.state not in PRESENTABLE and not certificate.stops:
            yield block(
                "section 6", f"Certificate {certificate.number} is {certificate.state}: it was never mailed."
            )
        for sentence in certificate.stops:
            yield block("section 6", sentence)
    if facts.kind in SAME_OWNER and len({certificate.account for certificate in facts.presented}) > 1:
        yield block("section 6", "The certificates are of several registered owners: make a ticket for each.")


def _paper(facts: PresentationFacts) -> Iterator[Finding]:
    is_lost = facts.loss is not None and facts.loss.circumstance != MUTILATED
    if not facts.is_surrendered and not is_lost:
        yield block("section 6", "The certificates themselves were not surrendered.")
    form = "The election to purchase" if facts.kind == EXERCISE else "The request or assignment"
    if not facts.is_signed:
        yield block("section 6", f"{form} is not signed.")
    elif not facts.matches_face:
        yield block(
            "form C",
            "A signature does not match the name on the face in every particular, without alteration or "
            "enlargement.",
        )
    if facts.kind in GUARANTEED:
        yield from guarantee_findings(
            program=facts.guarantee_program,
            prefix=facts.guarantee_prefix,
            guarantor=facts.guarantor,
            value=facts.value,
        )


def _certificate_part(facts: PresentationFacts) -> Iterator[Finding]:
    if facts.kind not in GUARANTEED or facts.has_company_word:
        return
    if any(answer is not False for answer in facts.answers):
        yield hold(
            "section 20",
            "A box of the certificate part is blank or answered yes: no further action without consulting the company.",
        )


def _quantities(facts: PresentationFacts) -> Iterator[Finding]:
    going = facts.asked + facts.elected
    if facts.presented and facts.given != going:
        yield block(
            "section 6",
            f"The certificates presented are for {facts.given:,} Rights, those asked for"
            f"{' and the Rights elected' if facts.elected else ''} are for {going:,}: name the exact quantity of each "
            "new owner.",
        )
    yield from _owners(facts)
    yield from _pieces(facts)
    for certificate in facts.requested:
        if certificate.unprintable:
            yield block("form F7", certificate.unprintable)


def _owners(facts: PresentationFacts) -> Iterator[Finding]:
    """A transfer has another owner, every other kind has none."""
    owners = {certificate.account for certificate in facts.presented}
    others = {certificate.account for certificate in facts.requested} - owners
    if facts.kind in {TRANSFER, LEGAL_TRANSFER} and facts.requested and not others:
        yield block("section 6", "Nobody but the present owner is to get Rights: that is no transfer.")
    if facts.kind in SAME_OWNER and others:
        yield block("section 6", "Somebody else is to get Rights: that is a transfer, with its assignment.")


def _pieces(facts: PresentationFacts) -> Iterator[Finding]:
    """A split-up makes two or more of any, a combination one of two or more."""
    if facts.kind == SPLIT_UP and len(facts.requested) < 2:  # noqa: PLR2004 - a split makes two
        yield block("section 6", "A split-up asks for two certificates or more.")
    if facts.kind == COMBINATION and (len(facts.requested) != 1 or len(facts.presented) < 2):  # noqa: PLR2004
        yield block("section 6", "A combination makes one certificate of two or more.")


def _legal(facts: PresentationFacts) -> Iterator[Finding]:
    if facts.kind != LEGAL_TRANSFER:
        return
    if facts.legal_ground not in LEGAL_PAPERS:
        yield block(
            "section 6", "Say on which ground the Rights pass: death, survivorship, age, court order."
        )
        return
    missing = [name for code, name in LEGAL_PAPERS[facts.legal_ground] if code not in facts.legal_papers]
    if missing:
        yield block("section 6", f"These papers are missing: {'; '.join(missing)}.")


def _loss(facts: PresentationFacts) -> Iterator[Finding]:
    if facts.kind != REPLACEMENT:
        return
    loss = facts.loss
    if loss is None:
        yield block(
            "section 6", "Say what happened to the certificate: lost, stolen, destroyed or mutilated."
        )
        return
    if len(facts.presented) > 1:
        yield block("section 6", "Replace one certificate with each ticket.")
    if loss.circumstance == MUTILATED:
        return
    if not loss.has_stop:
        yield block("section 6", "Place the stop on the certificate first.", next_act="stop")
    if not loss.has_affidavit:
        yield block("section 6", "The affidavit of loss is missing.")
    if not loss.has_indemnity:
        yield from _waiver(facts, loss)


def _waiver(facts: PresentationFacts, loss: Loss) -> Iterator[Finding]:
    if not loss.is_waiver_asked:
        yield block("section 6", "The indemnity or bond is missing, and no waiver for small value is asked.")
    elif facts.value is None:
        yield block("section 6", "A waiver for small value needs the value of a Right on record.")
    elif not facts.has_company_word:
        yield hold(
            "section 6",
            f"The waiver of the bond for ${facts.value:,.2f} needs the company's written agreement.",
        )


def _money_and_names(facts: PresentationFacts) -> Iterator[Finding]:
    if facts.tax_received < facts.tax_due:
        yield block(
            "section 6",
            f"The transfer tax of ${facts.tax_due:,.2f} is due, ${facts.tax_received:,.2f} was received.",
        )
    if facts.kind not in GUARANTEED:
        return
    if facts.screened is None:
        yield block("OFAC", "Transferees and payees have not been screened.")
    elif not facts.screened:
        yield hold("OFAC", "The screening found a match: counsel decides before anything else is done.")
    if facts.kind == EXERCISE and facts.value is None:
        yield warn("section 14", "No market price is on record for the cash in place of a fraction.")
