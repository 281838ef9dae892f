"""What a Right buys once an event or the Board has changed it: fixed once, from the company's paper."""

from django.db import models
from django.db.models import Q

from ledger.enums import EntitlementBasis
from ledger.models.control import Approval
from ledger.models.plan import Plan, SourceDocument


class Entitlement(models.Model):
    """What each valid Right buys from an instant on, instead of its Units. Append-only.

    The latest in effect counts. `price_per_right`, `per_right` and `cash_per_right` are exact fractions in text;
    `market_price` is the company's, of one Unit or share of `security`, None where substitutes are valued by the Board.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="entitlements")
    basis = models.CharField(max_length=12, choices=EntitlementBasis.choices)
    effective_at = models.DateTimeField()
    security = models.CharField(max_length=200)
    market_price = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    price_per_right = models.CharField(max_length=60)
    per_right = models.CharField(max_length=60)
    cash_per_right = models.CharField(max_length=60, default="0/1")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="+")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=EntitlementBasis.values), name="entitlement_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(market_price__isnull=True) | Q(market_price__gt=0),
                name="entitlement_price_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_basis_display()}: {self.security}"
