"""The master securityholder file: accounts, registrations, parties, holds, imports."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Func, Q

from ledger.enums import ImportStatus, Listing, Registration
from ledger.models.plan import Plan, SourceDocument
from rightsadmin.common.history import HistoricalRecords

REGISTRATION_LINES = 7
LINE_LENGTH = 120
CLASS_LENGTH = 10
ADDRESS_PARTS = ("address_lines", "city", "state", "postal_code", "country")
ACCOUNT_NUMBER = r"[A-Za-z0-9][A-Za-z0-9-]{0,19}"  # it stands in addresses of pages and in files


class HolderAccount(models.Model):
    """A registered account of the master securityholder file (17Ad-9). A nominee such as CEDE & CO is one holder."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="accounts")
    number = models.CharField(
        max_length=20,
        validators=[
            RegexValidator(
                rf"\A{ACCOUNT_NUMBER}\Z", "An account number has 1 to 20 letters, digits and hyphens."
            )
        ],
    )
    registration = models.CharField(max_length=12, choices=Registration.choices)
    registration_lines = ArrayField(models.CharField(max_length=LINE_LENGTH), size=REGISTRATION_LINES)
    address_lines = ArrayField(models.CharField(max_length=LINE_LENGTH), size=4, default=list, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=60, default="UNITED STATES")
    # The class of common it holds, by its code in the term common.classes; blank where the plan has one class.
    share_class = models.CharField(max_length=CLASS_LENGTH, blank=True, db_default="")
    is_nominee = models.BooleanField(default=False)
    tin_status = models.CharField(max_length=12, default="missing")
    # Never the number itself: the last digits serve a duplicate search and are of no use to a thief.
    tin_last4 = models.CharField(max_length=4, blank=True)
    mail_code = models.CharField(max_length=12, default="mail")
    deceased_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="account_number_once"),
            models.CheckConstraint(
                condition=Q(number__regex=rf"^{ACCOUNT_NUMBER}$"), name="account_number_can_be_written"
            ),
            models.CheckConstraint(
                condition=Q(registration_lines__len__gte=1), name="account_has_a_registration"
            ),
        ]
        indexes = [
            GinIndex(
                Func("number", "registration_lines", function="ledger_found_as"), name="account_found_as"
            ),
            models.Index(fields=["plan", "postal_code", "number"], name="account_postal_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.registration_lines[0]}"

    @property
    def name(self) -> str:
        """The registration in one line, for lists; a certificate prints the lines."""
        return " ".join(self.registration_lines)

    @property
    def address_parts(self) -> dict[str, Any]:
        """Where its mail goes, part by part: as an approval, a payment and a letter keep it."""
        return {name: getattr(self, name) for name in ADDRESS_PARTS}

    @property
    def mail_address(self) -> dict[str, str]:
        """Where its mail goes, in one line, and how it stands with the mail: as the trail of acts keeps it."""
        place = (self.city, self.state, self.postal_code, self.country)
        return {"address": ", ".join([*self.address_lines, *filter(None, place)]), "mail": self.mail_code}


class Party(models.Model):
    """A person or body in a registration, with its role (owner, joint owner, custodian, minor, trustee, ...)."""

    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=30)
    name = models.CharField(max_length=240)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name_plural = "parties"
        ordering = ["account", "position"]
        constraints = [models.UniqueConstraint(fields=["account", "position"], name="party_position_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Hold(models.Model):
    """A stop or other reason to withhold an account's certificate, in whole or for a quantity, with its authority."""

    class Kind(models.TextChoices):
        STOP = "stop", "Stop order"
        DECEASED = "deceased", "Deceased: legal papers awaited"
        ADVERSE_CLAIM = "adverse_claim", "Adverse claim"
        SUSPECT = "suspect", "Ownership under inquiry"
        BAD_ADDRESS = "bad_address", "No good address"

    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    quantity = models.DecimalField(
        max_digits=28, decimal_places=10, null=True, blank=True, help_text="Empty: all of it."
    )
    reason = models.CharField(max_length=300)
    from_on = models.DateField()
    # The first day on which it holds no more; an end that was named as the last day is the day after it.
    lifted_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["account", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="hold_quantity_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on account {self.account_id}"

    @property
    def last_on(self) -> date | None:
        """Its last day, on which it still holds; None where no end is known."""
        return self.lifted_on and self.lifted_on - timedelta(days=1)


class FileProfile(models.Model):
    """How an agent's files are read (holder_files/profile.py): append-only, the last version is in force."""

    agent = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["agent", "name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agent", "name", "version"], name="file_profile_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.agent}: {self.name}, version {self.version}"


class HolderImport(models.Model):
    """A list of holders as an agent sent it: checked first, loaded once, all or nothing.

    What was read is kept in the house's own form, without taxpayer numbers (`storage_name`, `sha256`); of the file as
    it came only the hash stays (`came_sha256`), and nothing of a file that was refused.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="imports")
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="imports"
    )
    file_name = models.CharField(max_length=200)
    listing = models.CharField(max_length=12, choices=Listing.choices, default=Listing.REGISTER)
    storage_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    came_sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    status = models.CharField(max_length=10, choices=ImportStatus.choices)
    # How it was read: what the file was found to be, and the target of each column, frozen.
    profile_label = models.CharField(max_length=200, blank=True)
    reading = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField(default=0)
    total_shares = models.DecimalField(max_digits=28, decimal_places=10, default=0)
    expected_shares = models.DecimalField(max_digits=28, decimal_places=10, default=0)
    error_count = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list, help_text="The first rows in error: row, field, sentence.")
    note_count = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list, help_text="What was mended or left out, first rows first.")
    checked_by = models.CharField(max_length=150)
    checked_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-checked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "came_sha256"],
                condition=Q(status=ImportStatus.LOADED),
                name="holder_file_loaded_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=ImportStatus.LOADED) | Q(error_count=0, loaded_at__isnull=False),
                name="holder_file_loaded_without_errors",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} as of {self.as_of}"
