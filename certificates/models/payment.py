"""Lists of payments: what each holder is due exactly and what is paid, released once, taken as a file (R44, R50)."""

from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.db.models import Q

from certificates.enums import PaymentKind, PaymentListStatus, PaymentStatus
from ledger.models import Approval, Batch, HolderAccount, Plan
from ledger.rules.payments import CentRounding

CENTS = 100


class PaymentList(models.Model):
    """The payments of one act, or single ones gathered until somebody proposes them (sections 14, 23, 24).

    `price` is that of a Right where Rights are redeemed, of a share where its fraction is paid; none where each line
    tells its own. Totals and `digest` are of the lines, and empty while the list is open. `exact` is a fraction's text;
    `paid_cents` and the remainder together are exactly it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="payment_lists")
    kind = models.CharField(max_length=12, choices=PaymentKind.choices)
    status = models.CharField(
        max_length=20, choices=PaymentListStatus.choices, default=PaymentListStatus.LISTED
    )
    batch = models.OneToOneField(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="payment_list"
    )
    price = models.DecimalField(max_digits=28, decimal_places=10, null=True, blank=True)
    ratio = models.DecimalField(
        max_digits=28, decimal_places=10, null=True, blank=True, help_text="Shares for a Right exchanged."
    )
    rounding = models.CharField(max_length=10, choices=[(each.value, each.value) for each in CentRounding])
    smallest_check = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    line_count = models.PositiveIntegerField(default=0)
    unpaid_count = models.PositiveIntegerField(default=0, help_text="Lines for which nothing is paid.")
    quantity = models.DecimalField(max_digits=28, decimal_places=10, default=0, help_text="Rights.")
    shares = models.PositiveBigIntegerField(default=0, help_text="Whole shares delivered.")
    exact = models.TextField(default="0", help_text="Dollars due, exact: a fraction.")
    paid_cents = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the lines.")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaymentKind.values), name="payment_list_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=PaymentListStatus.values), name="payment_list_status_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=PaymentKind.CASH_IN_LIEU) ^ Q(batch__isnull=False),
                name="payment_list_of_an_act_or_gathered",
            ),
            models.CheckConstraint(
                condition=Q(status=PaymentListStatus.OPEN) ^ ~Q(digest=""),
                name="payment_list_closed_by_digest",
            ),
            models.CheckConstraint(
                condition=Q(status=PaymentListStatus.RELEASED) ^ Q(released_at__isnull=True),
                name="payment_list_released_at_an_instant",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status=PaymentListStatus.OPEN),
                name="payment_list_open_once_a_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"Payments {self.pk}: {self.get_kind_display()}"

    @property
    def paid(self) -> Decimal:
        """Dollars paid, in cents."""
        return Decimal(self.paid_cents) / CENTS

    @property
    def due(self) -> Fraction:
        """Dollars due, exact."""
        return Fraction(self.exact)

    @property
    def remainder(self) -> Fraction:
        """What rounding and the smallest check leave with the company; below zero where more was paid."""
        return self.due - Fraction(self.paid_cents, CENTS)


class PaymentLine(models.Model):
    """What one holder is due. Account, quantity and amounts never change; the status does, with its reference.

    `exact` is dollars as a fraction's text. `source` names what a single payment is for, once an account. `payee` is
    whom it pays and where, as the register said when the release was proposed: what a second person approved is what
    every copy of the payment file says.
    """

    payment_list = models.ForeignKey(PaymentList, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="payments")
    payee = models.JSONField(help_text="Name and address as they are approved.")
    quantity = models.DecimalField(max_digits=28, decimal_places=10, help_text="Rights.")
    exact = models.TextField()
    paid_cents = models.PositiveBigIntegerField()
    shares = models.PositiveBigIntegerField(default=0)
    memo = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=PaymentStatus.choices)
    reference = models.CharField(max_length=60, blank=True, help_text="Check or transfer number.")
    changed_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True, help_text="The day its last check went out.")

    class Meta:
        ordering = ["payment_list", "place"]
        constraints = [
            models.UniqueConstraint(fields=["payment_list", "place"], name="payment_line_once"),
            models.UniqueConstraint(
                fields=["account", "source"], condition=~Q(source=""), name="payment_once_a_source"
            ),
            models.CheckConstraint(
                condition=Q(status__in=PaymentStatus.values), name="payment_line_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status=PaymentStatus.NOTHING) ^ Q(paid_cents__gt=0), name="payment_line_pays"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="payment_line_quantity_positive"),
        ]
        indexes = [
            models.Index(fields=["account"], name="payment_of_an_account"),
            models.Index(fields=["payment_list", "status"], name="payment_by_status"),
        ]

    def __str__(self) -> str:
        return f"Payment {self.place} of list {self.payment_list_id}"

    @property
    def paid(self) -> Decimal:
        """Dollars paid, in cents."""
        return Decimal(self.paid_cents) / CENTS

    @property
    def due(self) -> Fraction:
        """Dollars due, exact."""
        return Fraction(self.exact)


class PaymentFile(models.Model):
    """A payment file in the store. Copy 1 is made at the release; each later taking is a copy marked DUPLICATE."""

    payment_list = models.ForeignKey(PaymentList, on_delete=models.PROTECT, related_name="files")
    copy = models.PositiveIntegerField()
    storage_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["payment_list", "copy"]
        constraints = [
            models.UniqueConstraint(fields=["payment_list", "copy"], name="payment_file_copy_once"),
            models.CheckConstraint(condition=Q(copy__gte=1, size__gte=1), name="payment_file_not_empty"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) ^ ~Q(taken_by=""), name="payment_file_taken_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"Payment file {self.copy} of list {self.payment_list_id}"
