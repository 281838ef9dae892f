"""What a run printed, line by line: the manifest of the mail house and the totals page."""

from collections.abc import Iterator
from typing import Any

from certificates.documents.batch_totals import BatchFile, BatchTotals
from certificates.enums import CertificateState, ItemState
from certificates.models import Certificate, PrintFile, ProofReport, Run, RunItem
from certificates.press.printfile import PAGES_EACH
from certificates.rules.content import document_code, thawed_face
from certificates.rules.mailing import special_handling
from rightsadmin.common.formatting import instant

FETCH = 2_000
HEADING = (
    "place", "certificate", "rights", "rights in words", "account", "registration", "address",
    "postal code", "country", "special handling", "file", "first page", "document", "content sha256",
)  # fmt: skip


def print_files(run: Run) -> list[PrintFile]:
    """The run's print files in postal order, each the file of its chunk."""
    return list(PrintFile.objects.filter(run=run, chunk__isnull=False).order_by("chunk__seq"))


def file_name(place: int, print_file: PrintFile) -> str:
    """The name of a print file in the package: its place in postal order and its numbers."""
    return f"print/{place:05d}_{print_file.first_number}_{print_file.last_number}.pdf"


def manifest(run: Run) -> Iterator[list[Any]]:
    """The heading, then one row a printed certificate in postal order; streamed, memory does not grow.

    The first page counts from 1 within the file. Cells are plain values.
    """
    names = {file.pk: file_name(place, file) for place, file in enumerate(print_files(run), start=1)}
    items = (
        RunItem.objects.filter(run=run, state=ItemState.PRESSED)
        .select_related("certificate", "account", "chunk__print_file")
        .order_by("pk")
    )
    yield list(HEADING)
    for place, item in enumerate(items.iterator(FETCH), start=1):
        printed, account, (print_file, within) = item.printed, item.account, item.pages
        digest = item.certificate.content_sha256 if item.certificate else ""
        yield [
            place,
            printed["number"],
            item.quantity,
            printed["rights_in_words"],
            account.number,
            " / ".join(printed["registration"]),
            " / ".join(printed["address"]),
            account.postal_code,
            account.country,
            "yes" if special_handling(is_nominee=account.is_nominee, rights=item.quantity) else "",
            names[print_file.pk],
            within * PAGES_EACH + 1,
            document_code(digest) if digest else "",
            digest,
        ]


def letters(run: Run) -> Iterator[list[Any]]:
    """As `manifest`, for the letters of a notice: place, account, address and figures of each, and where it is."""
    names = {file.pk: file_name(place, file) for place, file in enumerate(print_files(run), start=1)}
    items = (
        RunItem.objects.filter(run=run, state=ItemState.PRESSED)
        .select_related("account", "chunk__print_file")
        .order_by("pk")
    )
    yield [
        "place",
        "address",
        "postal code",
        "country",
        *map(str.lower, run.face["labels"]),
        "file",
        "first page",
    ]
    for place, item in enumerate(items.iterator(FETCH), start=1):
        printed, account, (print_file, within) = item.printed, item.account, item.pages
        each = print_file.pages // print_file.certificates
        yield [
            place,
            " / ".join(printed["address"]),
            account.postal_code,
            account.country,
            *printed["figures"],
            names[print_file.pk],
            within * each + 1,
        ]


def totals_page(run: Run, report: ProofReport) -> BatchTotals:
    """The figures of the totals page, from the report of the proof."""
    if run.separation is None:
        raise ValueError("Only a run over a separation has a totals page.")
    face = thawed_face(run.face)
    certificates = Certificate.objects.filter(run=run).order_by("number")
    first, last = certificates.first(), certificates.last()
    files = tuple(
        BatchFile(file.first_number, file.last_number, file.certificates, file.sha256)
        for file in print_files(run)
    )
    return BatchTotals(
        issuer=face.issuer,
        agent=face.agent,
        run=str(run),
        distribution_date=run.separation.distribution_date,
        released=instant(run.ended_at) if run.ended_at else "not released",
        first_number=first.text if first else "",
        last_number=last.text if last else "",
        voided_numbers=certificates.filter(state=CertificateState.VOIDED).count(),
        totals=report.totals,
        template=str(run.template_version),
        files_sha256=report.files_sha256,
        files=files,
    )
