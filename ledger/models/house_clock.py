"""The clock of the house: what it last said to a job that nobody attends, and whether a person must look at it."""

from django.db import models
from django.db.models import Q


class HouseClock(models.Model):
    """One row. `seen_at` is when a job last believed the clock; `alarm` says why it believes it no more."""

    seen_at = models.DateTimeField()
    alarm = models.TextField(blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="house_clock_one_row")]

    def __str__(self) -> str:
        return f"The clock of the house, seen at {self.seen_at}"
