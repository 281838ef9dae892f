"""Mail that came back, and the holders who are lost (SEC Rule 17Ad-17)."""

from django.db import models
from django.db.models import F, Q

from certificates.enums import Exemption, MailOutcome, SearchResult
from certificates.models.certificate import Certificate
from ledger.models import HolderAccount, SourceDocument
from rightsadmin.common.history import HistoricalRecords


class ReturnedMail(models.Model):
    """A piece of mail that the post office brought back: a certificate, or another letter to an account.

    It is open until it is delivered or sent to an address that was found; a certificate is in one open piece at most.
    """

    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="returned_mail")
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="returned_mail"
    )
    mailed_on = models.DateField()
    returned_on = models.DateField()
    reason = models.CharField(max_length=300, help_text="What the post office wrote on it.")
    remailed_on = models.DateField(null=True, blank=True)
    returned_again_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=MailOutcome.choices, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "returned mail"
        ordering = ["returned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_on__gte=F("mailed_on"))
                & (Q(remailed_on__isnull=True) | Q(remailed_on__gte=F("returned_on")))
                & (Q(returned_again_on__isnull=True) | Q(returned_again_on__gte=F("remailed_on"))),
                name="returned_mail_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True)
                | Q(outcome__in=MailOutcome.values, closed_on__isnull=False),
                name="returned_mail_closed_with_its_outcome",
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(closed_on__isnull=True), name="returned_mail_open_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["returned_on", "id"], condition=Q(closed_on__isnull=True), name="returned_mail_open"
            )
        ]

    def __str__(self) -> str:
        return f"Mail to account {self.account.number} returned on {self.returned_on}"


class LostHolder(models.Model):
    """An account whose holder is lost: from `lost_on` until an address is found; `basis` is the rule's sentence.

    An exempt one is not searched for; the exemption says which and on what evidence (17Ad-17).
    """

    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="lost")
    mail = models.ForeignKey(ReturnedMail, on_delete=models.PROTECT, related_name="lost")
    lost_on = models.DateField()
    basis = models.CharField(max_length=300)
    exemption = models.CharField(max_length=12, choices=Exemption.choices, blank=True)
    exemption_evidence = models.CharField(max_length=300, blank=True)
    exemption_document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    found_on = models.DateField(null=True, blank=True)
    found_reason = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["lost_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(found_on__isnull=True), name="lost_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(exemption="", exemption_evidence="")
                | Q(exemption__in=Exemption.values) & ~Q(exemption_evidence=""),
                name="lost_exempt_on_evidence",
            ),
            models.CheckConstraint(
                condition=Q(found_on__isnull=True, found_reason="")
                | Q(found_on__isnull=False) & ~Q(found_reason=""),
                name="lost_found_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Lost holder of account {self.account.number}"


class Search(models.Model):
    """A search of a database for a lost holder: opened with its window, done once (17Ad-17)."""

    lost = models.ForeignKey(LostHolder, on_delete=models.PROTECT, related_name="searches")
    which = models.PositiveSmallIntegerField(help_text="1 or 2.")
    from_on = models.DateField()
    until_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=150, blank=True)
    database = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=10, choices=SearchResult.choices, blank=True)
    finding = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "searches"
        ordering = ["lost", "which"]
        constraints = [
            models.UniqueConstraint(fields=["lost", "which"], name="search_once"),
            models.CheckConstraint(condition=Q(which__in=(1, 2)), name="search_first_or_second"),
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="search_window_in_order"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, result="", database="", done_by="")
                | Q(done_on__gte=F("from_on"), result__in=SearchResult.values)
                & ~Q(database="")
                & ~Q(done_by=""),
                name="search_done_with_its_result",
            ),
        ]
        indexes = [
            models.Index(fields=["until_on"], condition=Q(done_on__isnull=True), name="search_due"),
        ]

    def __str__(self) -> str:
        return f"Search {self.which} for the holder of account {self.lost.account.number}"
