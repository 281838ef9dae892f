"""The journal: one row per movement between two accounts, so that conservation holds by structure."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ledger.enums import BatchKind, Instrument, Standing, SystemRole
from ledger.models.holder import HolderAccount
from ledger.models.plan import Plan


class LedgerAccount(models.Model):
    """Where a quantity can be: a holder's account in one standing, or an account of the plan itself."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="ledger_accounts")
    holder = models.ForeignKey(
        HolderAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger_accounts"
    )
    standing = models.CharField(max_length=12, choices=Standing.choices, blank=True)
    role = models.CharField(max_length=20, choices=SystemRole.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "standing"],
                condition=Q(holder__isnull=False),
                name="ledger_account_once_a_standing",
            ),
            models.UniqueConstraint(
                fields=["plan", "role"], condition=~Q(role=""), name="ledger_account_once_a_role"
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=False, standing__in=Standing.values, role="")
                | Q(holder__isnull=True, standing="", role__in=SystemRole.values),
                name="ledger_account_holder_or_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} {self.standing}" if self.holder_id else self.get_role_display()


class Batch(models.Model):
    """What one act posted, closed by a digest that chains to the batch before. Append-only.

    `source` names what it was posted for; a second posting for the same source is refused (idempotent posting).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=15, choices=BatchKind.choices)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=120)
    legal_basis = models.TextField(help_text="The sentence, resolution or document the act rests on.")
    memo = models.CharField(max_length=300, blank=True)
    entry_count = models.PositiveIntegerField()
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    posted_by_name = models.CharField(max_length=150)
    action = models.UUIDField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="batch_number_once"),
            models.UniqueConstraint(fields=["plan", "source"], name="batch_source_once"),
            models.UniqueConstraint(fields=["plan", "previous_digest"], name="batch_chain_unforked"),
            models.CheckConstraint(condition=Q(kind__in=BatchKind.values), name="batch_kind_known"),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="batch_has_a_legal_basis"),
        ]

    def __str__(self) -> str:
        return f"Batch {self.number}: {self.get_kind_display()}"


class Entry(models.Model):
    """One movement of a quantity from one account to another. Append-only; corrected only by a reversing entry."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    leg = models.PositiveIntegerField()
    instrument = models.CharField(max_length=6, choices=Instrument.choices)
    from_account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="entries_out")
    to_account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="entries_in")
    quantity = models.DecimalField(max_digits=28, decimal_places=10)
    kind = models.CharField(max_length=15, choices=BatchKind.choices)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["batch", "leg"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "leg"], name="entry_leg_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="entry_quantity_positive"),
            models.CheckConstraint(condition=~Q(from_account=F("to_account")), name="entry_accounts_differ"),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="entry_instrument_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["from_account", "instrument"], include=["quantity", "effective_on"], name="entry_out"
            ),
            models.Index(
                fields=["to_account", "instrument"], include=["quantity", "effective_on"], name="entry_in"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity.normalize():f} {self.get_instrument_display()}"


class Position(models.Model):
    """What an account holds now: a view over the entries (ledger/sql), never a stored balance."""

    account = models.OneToOneField(
        LedgerAccount, on_delete=models.DO_NOTHING, primary_key=True, related_name="position"
    )
    plan = models.ForeignKey(Plan, on_delete=models.DO_NOTHING, related_name="+")
    holder = models.ForeignKey(
        HolderAccount, on_delete=models.DO_NOTHING, null=True, related_name="positions"
    )
    standing = models.CharField(max_length=10)
    role = models.CharField(max_length=20)
    common = models.DecimalField(max_digits=28, decimal_places=10)
    rights = models.DecimalField(max_digits=28, decimal_places=10)

    class Meta:
        managed = False
        db_table = "ledger_position"

    def __str__(self) -> str:
        return f"{self.common.normalize():,f} common, {self.rights.normalize():,f} Rights"


class Holding(models.Model):
    """What a holder has in all standings together: an index of the journal that lists sort by, never its source.

    Triggers (ledger/sql) write it with each posting and let nobody else; the nightly proof compares it with the fold.
    """

    holder = models.OneToOneField(
        HolderAccount, on_delete=models.PROTECT, primary_key=True, related_name="holding"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", db_index=False)
    common = models.DecimalField(max_digits=28, decimal_places=10)
    rights = models.DecimalField(max_digits=28, decimal_places=10)

    class Meta:
        indexes = [
            models.Index(fields=["plan", "common", "holder"], name="holding_by_common"),
            models.Index(fields=["plan", "rights", "holder"], name="holding_by_rights"),
        ]

    def __str__(self) -> str:
        return f"{self.common.normalize():,f} common, {self.rights.normalize():,f} Rights"


class BatchNet(models.Model):
    """What a batch moved in all, by standing or role: totals are sums of these few rows, not of a million entries.

    Triggers (ledger/sql) write it with each posting and let nobody else; the nightly proof compares it with the fold.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="nets", db_index=False)
    standing = models.CharField(max_length=12, choices=Standing.choices, blank=True)
    role = models.CharField(max_length=20, choices=SystemRole.choices, blank=True)
    common = models.DecimalField(max_digits=28, decimal_places=10)
    rights = models.DecimalField(max_digits=28, decimal_places=10)

    class Meta:
        ordering = ["batch", "standing", "role"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "standing", "role"], name="batch_net_once_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.standing or self.role}: {self.common.normalize():,f} common, {self.rights.normalize():,f} Rights"
