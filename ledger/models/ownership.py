"""Who owns what and with whom: findings, ties, and counsel's word on what a person passed on (R12, R32)."""

from django.db import models
from django.db.models import F, Q

from ledger.enums import Owned
from ledger.models.entry import Entry
from ledger.models.event import Person
from ledger.models.holder import CLASS_LENGTH, HolderAccount
from ledger.models.plan import Plan, SourceDocument


class BeneficialFinding(models.Model):
    """So many shares that a person was found to own beneficially as of a day, and why. Append-only.

    Of a person the latest finding in an account counts; of rights to acquire and of derivatives, which lie in no
    account, the latest of that kind and class in all. Nothing is a finding too: everything was sold. A row that
    `withdraws` another repeats it and says why that one was wrong; neither counts then.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=20, choices=Owned.choices)
    account = models.ForeignKey(
        HolderAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    # Of rights to acquire and derivatives, where the plan has several classes; what is held is of its account's class.
    share_class = models.CharField(max_length=CLASS_LENGTH, blank=True, db_default="")
    quantity = models.DecimalField(max_digits=28, decimal_places=10)
    reason = models.CharField(max_length=300)
    as_of = models.DateField()
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="findings")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn_by"
    )

    class Meta:
        ordering = ["as_of", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="finding_quantity_not_negative"),
            models.CheckConstraint(condition=Q(kind__in=Owned.values), name="finding_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Owned.HELD, account__isnull=False)
                | ~Q(kind=Owned.HELD) & Q(account__isnull=True),
                name="finding_held_in_an_account",
            ),
        ]

    def __str__(self) -> str:
        where = f" in account {self.account_id}" if self.account_id else ""
        return f"{self.person}: {self.quantity.normalize():,f}, {self.get_kind_display().lower()}{where}"


class PersonTie(models.Model):
    """Two persons who count as one group from `since` up to, not including, `until`. Append-only.

    A row that `replaces` another stands in its place: it ends a tie on its `until`; with `until` on its first day the
    tie never was.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="ties")
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_from")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_to")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="ties")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="tie_of_two_persons"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="tie_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} with {self.other}"


class TransfereeWord(models.Model):
    """Counsel's word on Rights that an entry passed on from an Acquiring Person: so many are void, so many are not.

    Append-only (section 7(e)).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="transferee_words")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="transferee_words")
    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="transferee_words")
    void = models.DecimalField(max_digits=28, decimal_places=10)
    clear = models.DecimalField(max_digits=28, decimal_places=10)
    reason = models.CharField(max_length=300)
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="transferee_words")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(void__gte=0, clear__gte=0) & (Q(void__gt=0) | Q(clear__gt=0)),
                name="transferee_word_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"Counsel's word on account {self.account_id}: {self.void.normalize():,f} void"


class EarlierTransfer(models.Model):
    """Rights that a person passed on before it became an Acquiring or Adverse Person, by a plan, arrangement or
    understanding: they are in question as if it had been one. Append-only (section 7(e)(iii)).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="earlier_transfers")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="earlier_transfer")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="earlier_transfers")
    rights = models.DecimalField(max_digits=28, decimal_places=10)
    reason = models.CharField(max_length=300)
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="earlier_transfers")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rights__gt=0), name="earlier_transfer_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.person} passed on {self.rights.normalize():,f} Rights before, by {self.entry.batch}"
