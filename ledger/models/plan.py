"""The plan, its terms, its source documents, its control book."""

from django.db import models
from django.db.models import F, Q

from ledger.enums import Basis, PlanState
from rightsadmin.common.history import HistoricalRecords


class Plan(models.Model):
    """A shareholder rights plan the agent administers. Terms are PlanTerm rows; nothing of them is here."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    agreement_date = models.DateField()
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    # Loaded as a replay, and one for good: no job posts for it by a day that somebody set.
    is_replay = models.BooleanField(default=False)
    # Of a replay alone: rules and jobs take this day as today, while recorded_at stays the real instant.
    pinned_on = models.DateField(null=True, blank=True)
    distribution_date = models.DateField(
        null=True, blank=True, help_text="Frozen when the separation is posted."
    )
    # Why the clocks of this plan could not be computed by the last job that tried; "" while they run.
    alarm = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_state_known"),
            models.CheckConstraint(
                condition=~Q(state=PlanState.SEPARATED) | Q(distribution_date__isnull=False),
                name="plan_separated_has_distribution_date",
            ),
            models.CheckConstraint(
                condition=Q(is_replay=True) | Q(pinned_on__isnull=True), name="plan_pinned_is_a_replay"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceDocument(models.Model):
    """A paper the plan rests on: exhibit, resolution, press release, certificate, opinion, holder file. Append-only."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    dated_on = models.DateField(help_text="The date the paper bears.")
    filed_on = models.DateField(null=True, blank=True)
    excerpt = models.TextField(blank=True)
    storage_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["dated_on", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_kept(self) -> bool:
        """Whether the paper itself is on file, not its title alone."""
        return bool(self.storage_name)

    @property
    def has_text(self) -> bool:
        """Whether it is kept in a form that its words can be read from."""
        return self.storage_name.endswith((".txt", ".pdf"))


class PlanTerm(models.Model):
    """One term, in force from an instant, known from another, citing the sentence it comes from. Append-only.

    The terms as of T, known at K, are for each key the row with the latest effective_at <= T among those with
    recorded_at <= K; of the same instant the row recorded last. `effective_on` is the legal date of the instant: that
    an amendment takes effect at ten o'clock decides who was measured before it on the same day.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="terms")
    key = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    citation = models.TextField(help_text="The sentence, or the section, that says so.")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    basis_reference = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="terms"
    )
    effective_on = models.DateField()
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    history = HistoricalRecords()

    class Meta:
        ordering = ["key", "effective_at", "recorded_at"]
        indexes = [models.Index(fields=["plan", "key", "effective_at", "recorded_at"], name="term_as_of")]
        constraints = [models.CheckConstraint(condition=Q(basis__in=Basis.values), name="term_basis_known")]

    def __str__(self) -> str:
        return f"{self.key} from {self.effective_on}"


class ControlBookEntry(models.Model):
    """The control book: authorised and issued common, as the issuer's officer ordered in writing. Append-only."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="control_book")
    as_of = models.DateField()
    outstanding = models.DecimalField(max_digits=28, decimal_places=10)
    treasury = models.DecimalField(max_digits=28, decimal_places=10)
    reserved = models.DecimalField(max_digits=28, decimal_places=10)
    # Empty: this order says nothing of it, and what an earlier one said stands.
    authorized = models.DecimalField(max_digits=28, decimal_places=10, null=True, blank=True)
    units_reserved = models.DecimalField(
        max_digits=28,
        decimal_places=10,
        null=True,
        blank=True,
        help_text="Units of preferred reserved for the exercise of the Rights (section 9).",
    )
    # Where the plan has classes of common: code -> outstanding, treasury, reserved, as texts; their sums stand above.
    by_class = models.JSONField(default=dict, blank=True)
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, related_name="control_book_entries"
    )
    # It was wrong: this row, with its figures, takes that one out of the book again; both stay on file.
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        verbose_name_plural = "control book entries"
        ordering = ["as_of", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outstanding__gte=0) & Q(treasury__gte=0) & Q(reserved__gte=0),
                name="control_book_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outstanding:,f} outstanding as of {self.as_of}"


class Signatory(models.Model):
    """An officer of the issuer, a signatory of the agent or counsel of record: the days the power holds, and the
    evidence of it (R7, form F18, section 20).
    """

    class Party(models.TextChoices):
        ISSUER = "issuer", "Issuer"
        AGENT = "agent", "Rights Agent"
        COUNSEL = "counsel", "Counsel of record"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="signatories")
    party = models.CharField(max_length=10, choices=Party.choices)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=150)
    email = models.EmailField(blank=True, help_text="Where copies of certificates may be sent.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    incumbency = models.ForeignKey(
        "ledger.IncumbencyCertificate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signatories",
    )
    specimen = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The paper that bears the specimen of the signature.",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "signatories"
        ordering = ["party", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="signatory_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"
