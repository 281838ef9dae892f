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
    """Live runs and those of presentations take numbers; the others print under a watermark, never released."""

    LIVE = "live", "Live"
    PRESENTATION = "presentation", "Presentation"
    NOTICE = "notice", "Notice"
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


class PresentationKind(models.TextChoices):
    """What the presenter asks for (Agreement, sections 6 and 7)."""

    TRANSFER = "transfer", "Transfer"
    SPLIT_UP = "split_up", "Split-up"
    COMBINATION = "combination", "Combination"
    DENOMINATIONS = "denominations", "Exchange of denominations"
    EXERCISE = "exercise", "Exercise"
    REPLACEMENT = "replacement", "Replacement"
    LEGAL_TRANSFER = "legal_transfer", "Legal transfer"


class PresentationStatus(models.TextChoices):
    """Where an item is; the first four are on hand, the last two have left the house (17Ad-1, 17Ad-2)."""

    RECEIVED = "received", "On the maker's desk"
    DEFICIENT = "deficient", "Waits for the presenter"
    WITH_COMPANY = "with_company", "Waits for the company"
    IN_CHECK = "in_check", "Waits for the checker"
    POSTED = "posted", "Posted"
    RETURNED = "returned", "Returned to the presenter"


class GuaranteeProgram(models.TextChoices):
    """Approved medallion programs (17Ad-15); a notary is none."""

    STAMP = "stamp", "STAMP"
    SEMP = "semp", "SEMP"
    MSP = "msp", "MSP"


class Circumstance(models.TextChoices):
    """What happened to a certificate that must be replaced (Agreement, section 6)."""

    LOST = "lost", "Lost"
    STOLEN = "stolen", "Stolen"
    DESTROYED = "destroyed", "Destroyed"
    MUTILATED = "mutilated", "Mutilated"


class LegalGround(models.TextChoices):
    """Why Rights pass without the registered owner's own assignment (domain/operations: Death, minor, court order)."""

    DEATH = "death", "Death of an owner"
    SURVIVORSHIP = "survivorship", "Survivor of joint tenants"
    MINOR = "minor", "A minor came of age"
    COURT_ORDER = "court_order", "Court order"


class PaymentForm(models.TextChoices):
    """How the exercise price is paid (Agreement, section 7)."""

    CERTIFIED_CHECK = "certified_check", "Certified check"
    CASHIERS_CHECK = "cashiers_check", "Cashier's check"
    MONEY_ORDER = "money_order", "Money order"
    NONE = "none", "None: the shortage route asks no payment"


class Fate(models.TextChoices):
    """What became of Rights of a cancelled certificate."""

    REISSUED = "reissued", "On another certificate"
    EXERCISED = "exercised", "Exercised"
    VOID = "void", "Void"


class StopKind(models.TextChoices):
    """Why nothing may be done with a certificate (domain/operations, section 3; 17Ad-6)."""

    LOST = "lost", "Reported lost"
    STOLEN = "stolen", "Reported stolen"
    DESTROYED = "destroyed", "Reported destroyed"
    ADVERSE_CLAIM = "adverse_claim", "Adverse claim"
    COURT_ORDER = "court_order", "Court order"
    DEATH = "death", "Death of an owner"
    AGENT = "agent", "The agent's own inquiry"
    VOID = "void", "Rights on it are void"


class ReportKind(models.TextChoices):
    """What is reported to the Securities Information Center (17f-1)."""

    LOSS = "loss", "Report of the loss"
    RECOVERY = "recovery", "Report of the recovery"


class MailOutcome(models.TextChoices):
    """How a returned piece of mail ended."""

    DELIVERED = "delivered", "Delivered"
    FOUND = "found", "Sent to the address found"


class SearchResult(models.TextChoices):
    """What a search for a lost holder gave."""

    ADDRESS = "address", "An address to write to"
    NOTHING = "nothing", "Nothing"


class Exemption(models.TextChoices):
    """Why a lost holder is not searched for (17Ad-17)."""

    DECEASED = "deceased", "Deceased"
    SMALL = "small", "Less than $25"
    NOT_NATURAL = "not_natural", "Not a natural person"


class DestructionStatus(models.TextChoices):
    """A destruction batch: approved by a supervisor, then destroyed before its witnesses."""

    PROPOSED = "proposed", "Waits for a supervisor"
    APPROVED = "approved", "Waits for its witnesses"
    DESTROYED = "destroyed", "Destroyed"
    REJECTED = "rejected", "Rejected"


class PaymentKind(models.TextChoices):
    """What a list of payments pays; only cash in lieu gathers single payments as they come, the others are an act's."""

    REDEMPTION = "redemption", "Redemption"
    EXCHANGE = "exchange", "Exchange"
    CASH_IN_LIEU = "cash_in_lieu", "Cash in lieu of fractions"
    FRACTIONS = "fractions", "Fractions left by an act"


class PaymentListStatus(models.TextChoices):
    """An OPEN list takes single payments; the list of an act is LISTED from the start."""

    OPEN = "open", "Open"
    LISTED = "listed", "Listed"
    AWAITING_RELEASE = "awaiting_release", "Waits for release"
    RELEASED = "released", "Released"


class PaymentStatus(models.TextChoices):
    """NOTHING: the policy leaves nothing to pay. A returned or uncashed check is paid again as PAID.

    NOTIFIED: the payee of an uncashed check has had the one notice that he is owed (17Ad-17).
    """

    DUE = "due", "Due"
    NOTHING = "nothing", "Nothing to pay"
    PAID = "paid", "Paid"
    RETURNED = "returned", "Returned"
    UNCASHED = "uncashed", "Not cashed"
    NOTIFIED = "notified", "Not cashed, payee told"
    CASHED = "cashed", "Cashed"


class NoticeKind(models.TextChoices):
    """The notices that go to many holders at once (form: companion documents)."""

    DISTRIBUTION = "distribution", "Notice of the Distribution Date"
    SUMMARY = "summary", "Summary of Rights"
    REDEMPTION = "redemption", "Notice of redemption"
    EXCHANGE = "exchange", "Notice of exchange"
    PROPOSED_ACTION = "proposed_action", "Notice of proposed action"
    ADJUSTMENT = "adjustment", "Summary of an adjustment"
    VOID = "void", "Letter to holders of void Rights"


class NoticeStatus(models.TextChoices):
    """An APPROVED notice is at the press or ready to be mailed: its run tells which."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Waits for a second person"
    APPROVED = "approved", "Approved"
    MAILED = "mailed", "Mailed"
    WITHDRAWN = "withdrawn", "Withdrawn"
