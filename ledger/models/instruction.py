"""Written instructions: who may give them, what came, whether it may be acted on (agreement sections 5 and 20)."""

from django.db import models
from django.db.models import F, Q

from ledger.models.plan import Plan, Signatory, SourceDocument
from ledger.rules.dates import date_text


class IncumbencyCertificate(models.Model):
    """The company's certificate of who holds which office, with specimens of their signatures. Append-only.

    In force from `from_on` to `until_on`, both included; without an end until it is replaced.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="incumbency_certificates")
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, related_name="incumbency_certificates"
    )
    dated_on = models.DateField()
    certified_by = models.CharField(max_length=150)
    certified_by_title = models.CharField(max_length=150)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="incumbency_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"Incumbency certificate of {date_text(self.dated_on)} by {self.certified_by}"


class InstructionApplication(models.Model):
    """The agent's own question to the company: what it will do after a stated day if unanswered (section 20).

    Append-only; the instruction that answers it points here.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="instruction_applications")
    number = models.PositiveIntegerField()
    sent_at = models.DateTimeField()
    question = models.TextField()
    proposed_action = models.TextField(help_text="What the agent will do or leave if it is unanswered.")
    act_after = models.DateField(help_text="From the day after this one the agent may act.")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="application_number_once")]

    def __str__(self) -> str:
        return f"Application {self.number}"


class WrittenInstruction(models.Model):
    """An instruction as it came, whether it may be acted on or not: a refused one is kept too. Append-only."""

    class Channel(models.TextChoices):
        HAND = "hand", "By hand"
        MAIL = "mail", "By mail"
        COURIER = "courier", "By courier"
        FAX = "fax", "By fax"
        EMAIL = "email", "By e-mail, as a signed image"
        TELEPHONE = "telephone", "By telephone"

    class Kind(models.TextChoices):
        CERTIFICATE = "officer_certificate", "Officer’s certificate of a fact"
        ISSUE = "issue", "Issue or countersign certificates"
        TRANSFER = "transfer", "Transfer, exercise or exchange"
        STOP = "stop", "Stop, suspend or resume"
        PAYMENT = "payment", "Pay or apply money"
        NOTICE = "notice", "Send a notice to holders"
        CONTROL_BOOK = "control_book", "Change the control book"
        OTHER = "other", "Other"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="instructions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField(help_text="What it instructs.")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    received_at = models.DateTimeField()
    signed_on = models.DateField()
    signer_name = models.CharField(max_length=150, help_text="The name under it, as it reads.")
    signatory = models.ForeignKey(
        Signatory, on_delete=models.PROTECT, null=True, blank=True, related_name="instructions"
    )
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="instructions")
    answers = models.ForeignKey(
        InstructionApplication, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="instruction_number_once")]

    def __str__(self) -> str:
        return f"Instruction {self.number}: {self.get_kind_display()}"


class AuthorityCheck(models.Model):
    """One asking whether an instruction may be acted on, with all that was found. Append-only; the last one counts."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "May be acted on"
        HELD = "held", "Waits"
        REFUSED = "refused", "Refused"

    instruction = models.ForeignKey(WrittenInstruction, on_delete=models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    findings = models.JSONField(default=list, help_text="Severity, rule and sentence of each.")
    compared_by = models.CharField(
        max_length=150, blank=True, help_text="Who compared the signature with the specimen."
    )
    signature_agrees = models.BooleanField(null=True, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["instruction", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["accepted", "held", "refused"]), name="check_known"
            ),
            models.CheckConstraint(
                condition=Q(compared_by="", signature_agrees__isnull=True)
                | (~Q(compared_by="") & Q(signature_agrees__isnull=False)),
                name="check_compared_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {date_text(self.checked_at)}"
