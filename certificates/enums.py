"""The closed lists of the certificates, in the field's words."""

from django.db import models


class CertificateState(models.TextChoices):
    """The life of a Rights Certificate (rules part C); VOIDED: its number was allotted and never issued."""

    STOCK = "stock", "Stock"
    ALLOCATED = "allocated", "Allocated"
    PRINTED = "printed", "Printed"
    COUNTERSIGNED = "countersigned", "Countersigned"
    MAILED = "mailed", "Mailed"
    RETURNED = "returned", "Returned"
    STOPPED = "stopped", "Stopped"
    LOST = "lost", "Lost"
    REPLACED = "replaced", "Replaced"
    SURRENDERED = "surrendered", "Surrendered"
    CANCELLED = "cancelled", "Cancelled"
    DESTROYED = "destroyed", "Destroyed"
    VOIDED = "voided", "Voided before issue"


class RunKind(models.TextChoices):
    """Only a live run takes numbers; the others print under a watermark and are never released."""

    LIVE = "live", "Live"
    REHEARSAL = "rehearsal", "Rehearsal"
    SPECIMEN = "specimen", "Specimen"


class RunStatus(models.TextChoices):
    PRESSING = "pressing", "Pressing"
    PAUSED = "paused", "Paused"
    PROVING = "proving", "Reading back"
    PROVED = "proved", "Proved"
    FAILED = "failed", "Failed"
    AWAITING_RELEASE = "awaiting_release", "Waits for release"
    RELEASED = "released", "Released"
    CANCELLED = "cancelled", "Cancelled"


class ChunkState(models.TextChoices):
    """Waiting and claimed for the press, pressed, claimed for the reading back, proved."""

    WAITING = "waiting", "Waiting"
    PRESSING = "pressing", "Pressing"
    PRESSED = "pressed", "Pressed"
    PROVING = "proving", "Reading back"
    PROVED = "proved", "Proved"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class ItemState(models.TextChoices):
    """An EXCEPTION is never pressed: staff must act, and the Rights wait, counted as withheld."""

    WAITING = "waiting", "Waiting"
    PRESSED = "pressed", "Pressed"
    EXCEPTION = "exception", "Exception"
    CANCELLED = "cancelled", "Cancelled"
