"""What a print file says against what its items should say."""

from collections.abc import Sequence

from certificates.models import RunItem
from certificates.press import ReadCertificate
from certificates.press.letter import LetterContent


def compare(read: Sequence[ReadCertificate], items: Sequence[RunItem]) -> list[str]:
    """The sentences that name every difference between what was read and what the items say, both in file order."""
    differences = []
    if len(read) != len(items):
        differences.append(f"{len(read)} certificates were read where {len(items)} were pressed.")
    for found, item in zip(read, items, strict=False):
        wanted = item.printed
        comparisons = {
            "number": (found.number, wanted["number"]),
            "bar code": (found.barcode, wanted["number"]),
            "Rights in figures": (found.rights, item.quantity),
            "Rights in words": (found.rights_in_words, wanted["rights_in_words"]),
            "registration": (list(found.registration), wanted["registration"]),
            "address": (list(found.address), wanted["address"]),
            "account": (found.account, wanted["account"]),
        }
        differences += [
            f"{wanted['number']}: the {name} reads {there!r}, it should be {right!r}."
            for name, (there, right) in comparisons.items()
            if there != right
        ]
    return differences


def compare_letters(read: Sequence[LetterContent], items: Sequence[RunItem]) -> list[str]:
    """As `compare`, for the letters of a notice: account, address and figures of each."""
    differences = []
    if len(read) != len(items):
        differences.append(f"{len(read)} letters were read where {len(items)} were pressed.")
    for found, item in zip(read, items, strict=False):
        wanted = item.printed
        comparisons = {
            "account": (found.account, wanted["account"]),
            "address": (list(found.address), wanted["address"]),
            "panel": (list(found.figures), wanted["figures"]),
        }
        differences += [
            f"Account {wanted['account']}: the {name} reads {there!r}, it should be {right!r}."
            for name, (there, right) in comparisons.items()
            if there != right
        ]
    return differences
