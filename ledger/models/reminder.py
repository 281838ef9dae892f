"""Reminders of deadlines by e-mail, each rung once; and the secrets of the calendar feeds."""

from django.conf import settings
from django.db import models

from ledger.models.deadline import Deadline


class DeadlineReminder(models.Model):
    """One rung of the ladder for one deadline: claimed by inserting the row, so that no rung is sent twice.

    `rung` is the number of days before the date; the escalation after it is rung -1.
    """

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="reminders")
    rung = models.SmallIntegerField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    recipients = models.TextField(blank=True)

    class Meta:
        ordering = ["deadline", "-rung"]
        constraints = [models.UniqueConstraint(fields=["deadline", "rung"], name="reminder_once_a_rung")]

    def __str__(self) -> str:
        return f"{self.deadline}: {self.rung} days before"


class FeedSecret(models.Model):
    """The secret of a person's calendar feed: only its hash is kept; a new one ends the one before."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_secret"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Calendar feed of {self.user}"
