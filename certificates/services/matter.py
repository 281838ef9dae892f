"""What a run presses, certificates or letters: how an item is thawed for the press and read back for the proof."""

from collections.abc import Mapping, Sequence
from typing import Any

from certificates.enums import RunKind
from certificates.models import Run, RunItem
from certificates.press import readback
from certificates.press.letter import LetterContent, read_letters
from certificates.rules.content import CertificateContent, thawed_content
from certificates.selectors.readings import compare, compare_letters
from certificates.services import templates

Content = CertificateContent | LetterContent


def thawed(run: Run, printed: Mapping[str, Any]) -> Content:
    """The content of an item as the press takes it."""
    if run.kind != RunKind.NOTICE:
        return thawed_content(printed)
    return LetterContent(printed["account"], tuple(printed["address"]), tuple(printed["figures"]))


def read(run: Run, data: bytes, items: Sequence[RunItem]) -> tuple[tuple[int, int], list[str]]:
    """How many items and Rights a print file says, and each difference from the items in file order.

    A letter shows a holder's Rights with their fractions; its whole Rights count where it reads as it should.
    """
    if run.kind != RunKind.NOTICE:
        certificates = readback(data)
        return (len(certificates), sum(found.rights for found in certificates)), compare(certificates, items)
    letters = read_letters(data, len(templates.template_of(run).faces))
    differences = compare_letters(letters, items)
    told = sum(item.quantity for item in items) if not differences else 0
    return (len(letters), told), differences
