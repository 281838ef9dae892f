"""Changes of the Rights Agent: the notice that begins one, and the successor's appointment (sections 19 and 21)."""

from django.db import models
from django.db.models import F, Q

from ledger.models.control import Approval
from ledger.models.plan import Plan, SourceDocument
from ledger.rules.dates import date_text


class AgentNotice(models.Model):
    """A notice of resignation or removal. Append-only. `days` is the term in force when it was recorded."""

    class Kind(models.TextChoices):
        RESIGNATION = "resignation", "The Rights Agent resigns"
        REMOVAL = "removal", "The company removes the Rights Agent"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agent_notices")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    given_on = models.DateField()
    days = models.PositiveIntegerField()
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: notice of {date_text(self.given_on)}"


class AgentChange(models.Model):
    """The appointment of a successor Rights Agent, carried by a second person. Append-only."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agent_changes")
    notice = models.OneToOneField(AgentNotice, on_delete=models.PROTECT, related_name="change")
    former = models.CharField(max_length=500)
    successor = models.CharField(max_length=500)
    address = models.CharField(max_length=500)
    capital = models.DecimalField(max_digits=18, decimal_places=2, help_text="Capital and surplus, dollars.")
    facts = models.JSONField(help_text="What makes the successor eligible, as told.")
    effective_on = models.DateField()
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="agent_change")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "effective_on"]
        constraints = [
            models.CheckConstraint(condition=~Q(successor=F("former")), name="agent_changes_to_another")
        ]

    def __str__(self) -> str:
        return f"{self.successor} from {date_text(self.effective_on)}"
