"""Presentations: what holders send in, what they ask for, what came of it (Agreement, sections 6, 7 and 8)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from certificates.enums import (
    Circumstance,
    Fate,
    GuaranteeProgram,
    LegalGround,
    PaymentForm,
    PresentationKind,
    PresentationStatus,
)
from certificates.models.certificate import Certificate
from certificates.models.run import Run
from certificates.models.stop import StopOrder
from ledger.models import Approval, Batch, HolderAccount, Plan, SourceDocument
from rightsadmin.common.history import HistoricalRecords

ON_HAND = (
    PresentationStatus.RECEIVED,
    PresentationStatus.DEFICIENT,
    PresentationStatus.WITH_COMPANY,
    PresentationStatus.IN_CHECK,
)


class Presentation(models.Model):
    """One item (17Ad-1): the certificates on one ticket and the presenter's instruction, with all its evidence.

    `credited_on` is the business day that its receipt counts on, `due_on` the third business day after it, by which
    a routine item is turned around (17Ad-2). A box of the certificate part that was left blank is None (section 20).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="presentations")
    number = models.PositiveIntegerField(help_text="The ticket.")
    kind = models.CharField(max_length=15, choices=PresentationKind.choices)
    status = models.CharField(
        max_length=15, choices=PresentationStatus.choices, default=PresentationStatus.RECEIVED
    )
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=150)
    credited_on = models.DateField()
    due_on = models.DateField()
    is_routine = models.BooleanField(default=True)
    routine_reason = models.CharField(max_length=200, blank=True, help_text="Why it is no routine item.")
    presenter = models.CharField(max_length=200)
    presenter_address = ArrayField(models.CharField(max_length=120), size=5, default=list, blank=True)
    document = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The image of what came.",
    )
    is_surrendered = models.BooleanField(default=True, help_text="The certificates themselves came with it.")
    examined_at = models.DateTimeField(null=True, blank=True, help_text="A maker last told what he found.")
    is_signed = models.BooleanField(default=False, help_text="Assignment or election is signed.")
    matches_face = models.BooleanField(
        default=False, help_text="Every signature matches the name on the face in every particular."
    )
    owner_answer = models.BooleanField(null=True, blank=True, help_text="Box 1; empty where it is blank.")
    source_answer = models.BooleanField(null=True, blank=True, help_text="Box 2; empty where it is blank.")
    guarantee_program = models.CharField(max_length=10, choices=GuaranteeProgram.choices, blank=True)
    guarantee_prefix = models.CharField(max_length=1, blank=True, help_text="The first letter of the stamp.")
    guarantor = models.CharField(max_length=200, blank=True)
    tax_due = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    tax_received = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    screened_on = models.DateField(null=True, blank=True, help_text="Transferees and payees screened.")
    is_screening_clear = models.BooleanField(default=False)
    legal_ground = models.CharField(max_length=15, choices=LegalGround.choices, blank=True)
    legal_papers = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="The papers that came, by code."
    )
    company_word = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The company's written answer where it had to be asked.",
    )
    referred_at = models.DateTimeField(null=True, blank=True)
    is_legend_directed = models.BooleanField(
        default=False, help_text="The company directs the void legend on what is issued."
    )
    letter_at = models.DateTimeField(null=True, blank=True, help_text="The deficiency letter was made.")
    letter_defects = models.JSONField(default=list, blank=True)
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.OneToOneField(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="presentation"
    )
    run = models.OneToOneField(
        Run, on_delete=models.PROTECT, null=True, blank=True, related_name="presentation"
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Posted, or returned to the presenter.")
    turned_on = models.DateField(
        null=True, blank=True, help_text="The business day on which it was turned around."
    )
    return_reason = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="presentation_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=PresentationKind.values), name="presentation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=PresentationStatus.values), name="presentation_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ON_HAND) ^ Q(ended_at__isnull=False),
                name="presentation_ended_at_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(status=PresentationStatus.POSTED) | Q(approval__isnull=False),
                name="presentation_posted_by_approval",
            ),
            models.CheckConstraint(
                condition=Q(is_routine=True) ^ ~Q(routine_reason=""),
                name="presentation_not_routine_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "status", "due_on"], name="presentation_queue"),
            models.Index(fields=["plan", "credited_on"], name="presentation_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"Presentation {self.ticket}"

    @property
    def ticket(self) -> str:
        """The number of its ticket, as it is written: P-000001."""
        return f"P-{self.number:06d}"


class PresentedCertificate(models.Model):
    """A certificate of a presentation; it is in one open presentation at a time: the second clerk is told."""

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="presented")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="presentations")
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["presentation", "certificate"]
        constraints = [
            models.UniqueConstraint(
                fields=["presentation", "certificate"], name="presented_once_a_presentation"
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(is_open=True), name="presented_in_one_open_presentation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} in {self.presentation}"


class RequestedCertificate(models.Model):
    """A certificate that the presenter asks for: exact quantities for each owner, never equal or divided shares."""

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="requested")
    seq = models.PositiveSmallIntegerField()
    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="requested"
    )

    class Meta:
        ordering = ["presentation", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["presentation", "seq"], name="requested_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="requested_a_right_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity:,} Rights for account {self.account_id}"


class Election(models.Model):
    """A form of election to purchase, and how it was settled: once, over all its Rights (section 7, R42).

    Exact figures are kept as fractions in text ("64/7"); money is in cents, half up.
    """

    presentation = models.OneToOneField(Presentation, on_delete=models.PROTECT, related_name="election")
    rights = models.PositiveBigIntegerField()
    payment_form = models.CharField(max_length=20, choices=PaymentForm.choices)
    tendered = models.DecimalField(max_digits=18, decimal_places=2)
    collected_on = models.DateField(null=True, blank=True, help_text="The funds are collected.")
    deliver_to = models.CharField(max_length=200)
    deliver_address = ArrayField(models.CharField(max_length=120), size=5, default=list, blank=True)
    market_price = models.DecimalField(
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="Of what is delivered; company's figure.",
    )
    price_document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis = models.CharField(
        max_length=20, blank=True, help_text="Units, flip-in, flip-over, ... at posting."
    )
    security = models.CharField(max_length=200, blank=True)
    price_per_right = models.CharField(max_length=60, blank=True)
    per_right = models.CharField(max_length=60, blank=True)
    delivered = models.PositiveBigIntegerField(null=True, blank=True, help_text="Whole Units or shares.")
    fraction = models.CharField(max_length=60, blank=True)
    cash_in_lieu = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    substitute_cash = models.DecimalField(
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Cash that the Board put beside or in place.",
    )
    amount_payable = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    record_on = models.DateField(
        null=True, blank=True, help_text="Holder of record of what was bought from this day (section 10)."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rights__gte=1), name="election_of_a_right_at_least"),
            models.CheckConstraint(condition=Q(tendered__gte=0), name="election_tendered_not_negative"),
            models.CheckConstraint(
                condition=Q(payment_form__in=PaymentForm.values), name="election_payment_form_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Election of {self.rights:,} Rights"


class LossClaim(models.Model):
    """What proves a loss and covers its risk: affidavit, then indemnity or the waiver of small value (section 6)."""

    presentation = models.OneToOneField(Presentation, on_delete=models.PROTECT, related_name="loss")
    circumstance = models.CharField(max_length=12, choices=Circumstance.choices)
    affidavit = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    indemnity = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_waiver_asked = models.BooleanField(default=False, help_text="Small value: no bond is asked.")
    value_per_right = models.DecimalField(
        max_digits=18, decimal_places=6, null=True, blank=True, help_text="The value the waiver rests on."
    )
    stop = models.ForeignKey(StopOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(circumstance__in=Circumstance.values), name="loss_circumstance_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_circumstance_display()} ({self.presentation})"


class Lineage(models.Model):
    """Where the Rights of a cancelled certificate went: an edge of the chain. Append-only."""

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="lineage")
    source = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="descent")
    target = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="ancestry"
    )
    quantity = models.PositiveBigIntegerField()
    fate = models.CharField(max_length=10, choices=Fate.choices)

    class Meta:
        verbose_name_plural = "lineage"
        ordering = ["presentation", "source", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="lineage_of_a_right_at_least"),
            models.CheckConstraint(
                condition=Q(fate=Fate.REISSUED, target__isnull=False)
                | Q(fate__in=[Fate.EXERCISED, Fate.VOID], target__isnull=True),
                name="lineage_ends_as_its_fate_says",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=F("source")), name="lineage_leads_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity:,} Rights of {self.source_id}"
