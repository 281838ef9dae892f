"""Amendments of the Rights Agreement: the papers, counsel's word, and each term before and after (R54-R57)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ledger.models.board import Resolution
from ledger.models.control import Approval
from ledger.models.plan import Plan, SourceDocument
from ledger.rules.amendments import CATEGORY_WORDS, AmendmentCategory


class Amendment(models.Model):
    """One amendment with its field-level changes. Append-only.

    `changes` is a list of {key, before, after, citation}; empty where the amendment is known to exist and its content
    is not seen, which `note` then says. `resolution` and `approval` are empty only for history loaded from a file.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    category = models.CharField(max_length=20, blank=True, help_text="What it may do after separation (R55).")
    changes = models.JSONField(default=list)
    note = models.TextField(blank=True)
    effective_on = models.DateField()
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, related_name="amendments", help_text="The signed amendment."
    )
    certificate = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The officer's certificate of compliance (section 27).",
    )
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="amendment"
    )
    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="amendment"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(resolution__isnull=True, approval__isnull=True)
                | Q(resolution__isnull=False, approval__isnull=False, certificate__isnull=False),
                name="amendment_whole_or_history",
            ),
            models.CheckConstraint(
                condition=~Q(changes=[]) | ~Q(note=""), name="amendment_without_changes_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Amendment {self.number}: {self.title}"


class CounselsWord(models.Model):
    """Counsel's word on a proposed amendment: which kind it is, why, and the opinion. Append-only (R55)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="counsels_words")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="counsels_word")
    category = models.CharField(max_length=20)
    reason = models.TextField()
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=150)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=["cure", "not_adverse", "time_period"]),
                name="counsels_word_category_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Counsel's word on {self.approval}"

    @property
    def category_words(self) -> str:
        """What the amendment does, in words."""
        return CATEGORY_WORDS[AmendmentCategory(self.category)]
