"""The seal of the record: what its tables hold, block by block, and the chain of signed heads (docs/decisions/0016).

Blocks, changes and tables are written by functions of the database alone (sql/functions/seal_*.sql).
"""

from typing import Any

from django.db import models
from django.db.models import Q

HASH = 64


class _Sums(models.Model):
    """The rows of one block (a thousand keys of one table), and the sum of their digests in two halves."""

    name = models.CharField(max_length=63)
    block = models.BigIntegerField()
    rows = models.BigIntegerField()
    high = models.DecimalField(max_digits=60, decimal_places=0)
    low = models.DecimalField(max_digits=60, decimal_places=0)

    class Meta:
        abstract = True


class SealBlock(_Sums):
    """A block as it was when the seal was last folded."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "block"], name="seal_block_once")]

    def __str__(self) -> str:
        return f"{self.name}, block {self.block}"


class SealChange(_Sums):
    """What one statement did to a block since."""

    class Meta:
        indexes = [models.Index(fields=["name", "block"], name="seal_change_of_block")]

    def __str__(self) -> str:
        return f"{self.name}, block {self.block}"


class SealedTable(models.Model):
    """A table that is sealed, by its key, with the columns that its digests are of."""

    name = models.CharField(max_length=63, unique=True)
    key = models.CharField(max_length=63)
    columns = models.TextField()

    def __str__(self) -> str:
        return self.name


class SealHead(models.Model):
    """One proof of the whole record: what it said, chained to the one before, signed. Append-only.

    `content` is the very text that is signed, so that it can be checked by anybody who has it.
    """

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()
    content = models.TextField()
    digest = models.CharField(max_length=HASH, unique=True)
    key = models.CharField(max_length=HASH)
    signature = models.CharField(max_length=2 * HASH)
    holds = models.BooleanField()
    differences: Any = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.CheckConstraint(condition=Q(number__gt=0), name="seal_head_number_positive")]

    def __str__(self) -> str:
        return f"Proof {self.number} of the record"
