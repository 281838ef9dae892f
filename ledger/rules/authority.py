"""Whether a written instruction may be acted on (section 20; operations section 5, item 12).

Section 20: the Rights Agent may rely on counsel, and on a certificate of the Chairman, Chief Executive Officer,
President, a Vice President, the Treasurer or the Secretary. It looks at the days of the office, the incumbency
certificate and the specimen; it never takes a voice on the telephone for a writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ledger.rules.dates import day_text
from ledger.rules.findings import Finding, Severity, block, hold, warn
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

Capacity = Literal["issuer", "agent", "counsel"]
Outcome = Literal["accepted", "held", "refused"]

SECTION = "section 20"
_TITLES = frozenset(
    {
        "chairman",
        "chairwoman",
        "chairperson",
        "chairman of the board",
        "chief executive officer",
        "president",
        "vice president",
        "treasurer",
        "secretary",
        "corporate secretary",
    }
)
_VICE_PRESIDENT = re.compile(r"(?:(?:executive|senior|first|group) )?vice[ -]president\b.*")
_BETWEEN_OFFICES = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")


@dataclass(frozen=True)
class Incumbency:
    """An incumbency certificate: the days it is in force (until None: no end) and who certified it."""

    from_on: date
    until_on: date | None
    certified_by: str


@dataclass(frozen=True)
class Signer:
    """Who signed, as the register of signatories has him: his office with its days, and the evidence of it."""

    name: str
    title: str
    capacity: Capacity
    from_on: date
    until_on: date | None = None
    incumbency: Incumbency | None = None
    specimen_on_file: bool = False


@dataclass(frozen=True)
class Instruction:
    """An instruction as it came: the days it was signed and received (New York), and the comparison of the signature.

    `signer` None: the name is not in the register. `compared_by` "": nobody has compared it yet.
    """

    signed_on: date
    received_on: date
    by_telephone: bool
    signer: Signer | None
    signer_name: str
    compared_by: str = ""
    agrees: bool = False


def may_certify(title: str) -> bool:
    """Whether an officer of this title is among those whose certificate the agent may rely on.

    One of several offices is enough ("Vice President and General Counsel"); an assistant's is none of them.
    """
    offices = _BETWEEN_OFFICES.split(" ".join(title.casefold().split()))
    return any(office in _TITLES or _VICE_PRESIDENT.fullmatch(office) for office in offices)


@decides("R7")
def authority_findings(instruction: Instruction) -> tuple[Finding, ...]:
    """Everything that speaks against acting on the instruction, at once; none: the agent may act on it.

    BLOCK: it is refused. HOLD: it waits for a paper or a comparison that can still come. WARN: staff must see it.
    """
    return tuple(_findings(instruction))


def outcome(findings: Iterable[Finding]) -> Outcome:
    """What the findings come to: the heaviest one decides, a warning does not."""
    heaviest = {finding.severity for finding in findings}
    if Severity.BLOCK in heaviest:
        return "refused"
    return "held" if Severity.HOLD in heaviest else "accepted"


def _findings(instruction: Instruction) -> Iterator[Finding]:
    if instruction.by_telephone:
        yield block(SECTION, "An instruction by telephone never suffices: ask for it in writing, signed.")
    if instruction.signed_on > instruction.received_on:
        yield block(
            SECTION,
            f"It is dated {day_text(instruction.signed_on)}, after it came on {day_text(instruction.received_on)}.",
        )
    signer = instruction.signer
    if signer is None:
        yield block(
            SECTION,
            f"{instruction.signer_name} is not in the register of signatories: ask the company for an incumbency "
            "certificate that names the officer.",
        )
        return
    yield from _of_office(instruction, signer)
    if signer.capacity == "issuer":
        yield from _of_incumbency(instruction, signer)
    yield from _of_specimen(instruction, signer)


def _of_office(instruction: Instruction, signer: Signer) -> Iterator[Finding]:
    for day, what in ((instruction.signed_on, "signed"), (instruction.received_on, "received")):
        if day < signer.from_on or (signer.until_on is not None and day > signer.until_on):
            yield block(
                SECTION, f"{signer.name} was not {signer.title} on {day_text(day)}, when it was {what}."
            )
    if signer.capacity == "agent":
        yield block(SECTION, f"{signer.name} signs for the Rights Agent, which cannot instruct itself.")
    elif signer.capacity == "counsel":
        yield warn(
            SECTION,
            f"{signer.name} is counsel: the opinion may be relied on, it is no order of the company.",
        )
    elif not may_certify(signer.title):
        yield block(
            SECTION,
            f"“{signer.title}” is no office whose certificate the agent may rely on: it takes the Chairman, Chief "
            "Executive Officer, President, a Vice President, the Treasurer or the Secretary.",
        )


def _of_incumbency(instruction: Instruction, signer: Signer) -> Iterator[Finding]:
    certificate = signer.incumbency
    if certificate is None:
        yield hold(SECTION, f"No incumbency certificate names {signer.name}: ask the company for one.")
        return
    for day, what in ((instruction.signed_on, "signed"), (instruction.received_on, "received")):
        if day < certificate.from_on or (certificate.until_on is not None and day > certificate.until_on):
            yield hold(
                SECTION,
                f"The incumbency certificate that names {signer.name} was not in force on {day_text(day)}, when it "
                f"was {what}: ask for a new one.",
            )
    if certificate.certified_by.casefold() == signer.name.casefold():
        yield warn(SECTION, f"{signer.name} certified the incumbency himself: another officer should.")


def _of_specimen(instruction: Instruction, signer: Signer) -> Iterator[Finding]:
    if not signer.specimen_on_file:
        yield hold(SECTION, f"No specimen of the signature of {signer.name} is on file: ask for one.")
    elif not instruction.compared_by:
        yield hold(SECTION, "Nobody has compared the signature with the specimen yet.")
    elif not instruction.agrees:
        yield block(
            SECTION,
            f"{instruction.compared_by} found that the signature is not that of the specimen: ask the company at an "
            "address known before.",
        )
