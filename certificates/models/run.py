"""Runs: the pressing of a plan's certificates in chunks, what was pressed, and the proof of it."""

from typing import Any

from django.db import models
from django.db.models import Q

from certificates.enums import ChunkState, ItemState, RunKind, RunStatus
from certificates.models.template import TemplateVersion
from ledger.models import Approval, HolderAccount, Plan, Separation

ENDED = (RunStatus.RELEASED, RunStatus.CANCELLED)
# Runs that take numbers and whose certificates leave the house.
NUMBERED = (RunKind.LIVE, RunKind.PRESENTATION)
# Runs of which nothing leaves the house before an approval released them.
RELEASED_FIRST = (*NUMBERED, RunKind.NOTICE)


class Run(models.Model):
    """The pressing of one certificate for every line of a separation that has none yet, on frozen terms.

    The run of a presentation prints what its checker approved, the run of a notice its letters. A rehearsal or a
    specimen takes no numbers and is never released; it may run before there is a separation. Progress is never
    stored: it is a count of chunks and items.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="runs")
    separation = models.ForeignKey(
        Separation, on_delete=models.PROTECT, null=True, blank=True, related_name="runs"
    )
    kind = models.CharField(max_length=15, choices=RunKind.choices)
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.PRESSING)
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="runs")
    face = models.JSONField(
        help_text="What is the same on every item: the terms on the face, a notice's context."
    )
    face_sha256 = models.CharField(max_length=64)
    chunk_size = models.PositiveIntegerField()
    message = models.TextField(blank=True, help_text="Why it failed, was paused or cancelled.")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    pressed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Released or cancelled.")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RunKind.values), name="run_kind_known"),
            models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="run_status_known"),
            models.CheckConstraint(
                condition=~Q(kind=RunKind.LIVE) | Q(separation__isnull=False),
                name="run_live_has_a_separation",
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.RELEASED) | Q(kind__in=RELEASED_FIRST, approval__isnull=False),
                name="run_released_by_approval",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED) ^ Q(ended_at__isnull=True), name="run_ended_at_its_end"
            ),
            models.UniqueConstraint(
                fields=["separation"],
                condition=Q(kind=RunKind.LIVE) & ~Q(status__in=ENDED),
                name="run_live_once_a_separation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} run {self.pk}"


class PrintFile(models.Model):
    """A stored print file of a chunk, in postal order. Append-only: the same bytes are one file and row."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="files")
    storage_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    certificates = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    route = models.CharField(max_length=1, help_text="B, or A where the press did not trust B (press).")
    first_number = models.CharField(max_length=20)
    last_number = models.CharField(max_length=20)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["run", "first_number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sha256"], name="print_file_once"),
            models.CheckConstraint(
                condition=Q(certificates__gte=1, size__gte=1), name="print_file_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_number} to {self.last_number}"


class RunChunk(models.Model):
    """Some hundreds of items, pressed into one print file by one worker, then read back.

    `claim` names the one claim that may finish it: a worker that lost its claim changes nothing.
    `read_count` and `read_rights` are what the reading back found in the file, not what should be there.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="chunks")
    seq = models.PositiveIntegerField()
    item_count = models.PositiveIntegerField(help_text="Certificates it was made of; never changes.")
    rights = models.PositiveBigIntegerField(help_text="Their Rights; never changes.")
    state = models.CharField(max_length=10, choices=ChunkState.choices, default=ChunkState.WAITING)
    claim = models.UUIDField(null=True, blank=True)
    claimed_by = models.CharField(max_length=120, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    print_file = models.OneToOneField(
        PrintFile, on_delete=models.PROTECT, null=True, blank=True, related_name="chunk"
    )
    read_count = models.PositiveIntegerField(null=True, blank=True)
    read_rights = models.PositiveBigIntegerField(null=True, blank=True)
    differences = models.JSONField(default=list, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["run", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["run", "seq"], name="chunk_once"),
            models.CheckConstraint(condition=Q(state__in=ChunkState.values), name="chunk_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[ChunkState.PRESSING, ChunkState.PROVING]) ^ Q(claim__isnull=True),
                name="chunk_claimed_while_worked_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ChunkState.PRESSING, ChunkState.PROVING])
                | Q(claimed_at__isnull=False),
                name="chunk_claimed_at_an_instant",
            ),
        ]
        indexes = [models.Index(fields=["state", "run", "seq"], name="chunk_to_claim")]

    def __str__(self) -> str:
        return f"Chunk {self.seq} of run {self.run_id}"


class RunItem(models.Model):
    """One certificate of an account in a run: what is printed for it and how far that is.

    A live item prints its certificate's content; the items of a rehearsal carry content of their own under a
    number that is none. An exception that was found before numbers were allotted has no certificate at all.
    `place` counts from 0 within the chunk's print file: a single certificate is those two pages of it.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="items")
    chunk = models.ForeignKey(RunChunk, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="run_items")
    leg = models.PositiveSmallIntegerField(
        default=0, help_text="Zero, but for an account that a presentation asks several certificates for."
    )
    quantity = models.PositiveBigIntegerField()
    certificate = models.OneToOneField(
        "certificates.Certificate", on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    content = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    message = models.CharField(max_length=300, blank=True)
    place = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "account", "leg"], name="item_once_an_account"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.EXCEPTION) | ~Q(message=""), name="item_exception_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.PRESSED) | Q(place__isnull=False), name="item_pressed_in_a_file"
            ),
        ]
        indexes = [
            models.Index(fields=["run", "state"], name="item_by_state"),
            models.Index(fields=["chunk"], name="item_of_a_chunk"),
        ]

    def __str__(self) -> str:
        return f"Item {self.pk} of run {self.run_id}"

    @property
    def printed(self) -> dict[str, Any]:
        """The content that is printed: the certificate's, or a rehearsal's own."""
        content: Any = self.certificate.content if self.certificate else self.content
        return dict(content)

    @property
    def pages(self) -> tuple[PrintFile, int]:
        """The print file and the place within it; ValueError where the item is not pressed."""
        if self.chunk is None or self.chunk.print_file is None or self.place is None:
            raise ValueError(f"{self} is in no print file.")
        return self.chunk.print_file, self.place


class ProofReport(models.Model):
    """What the reading back of every print file of a run showed against the ledger (R25). Append-only."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="proofs")
    at = models.DateTimeField()
    passed = models.BooleanField()
    totals = models.JSONField(help_text="Rights as strings: certificates, withheld, ...")
    files_sha256 = models.CharField(max_length=64, help_text="Digest of the files' hashes in postal order.")
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed=False) | Q(differences=[]), name="proof_passed_without_differences"
            )
        ]

    def __str__(self) -> str:
        return f"Proof of run {self.run_id}: {'agrees' if self.passed else 'differs'}"
