"""The closed lists of the ledger, in the agreement's and the field's words."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from django.db import models

from ledger.rules import vocabulary
from ledger.rules.wire import kinds

_Choices = TypeVar("_Choices", bound=type[models.TextChoices])


def _labels(words: type[StrEnum]) -> Callable[[_Choices], _Choices]:
    """TypeError, when this module is read, where the labels leave out a word of the rules or have one more."""

    def check(choices: _Choices) -> _Choices:
        if [choice.value for choice in choices] != [word.value for word in words]:
            raise TypeError(f"{choices.__name__} does not label each word of {words.__module__} in its order")
        return choices

    return check


class Role(models.TextChoices):
    """The groups of the staff; `permissions.MATRIX` says which acts each may propose and approve."""

    CLERK = "clerk", "Clerk"
    SUPERVISOR = "supervisor", "Supervisor"
    COUNSEL = "counsel", "Counsel"
    EXAMINER = "examiner", "Examiner"
    ADMINISTRATOR = "administrator", "Administrator"


class PlanState(models.TextChoices):
    """rules part C."""

    DRAFT = "draft", "Draft"
    ADOPTED = "adopted", "Adopted"
    ATTACHED = "attached", "Rights attached"
    TRIGGER_PENDING = "trigger_pending", "Trigger pending"
    SEPARATED = "separated", "Separated"
    REDEEMED = "redeemed", "Redeemed"
    EXCHANGED = "exchanged", "Exchanged"
    EXPIRED = "expired", "Expired"


# The Rights travel with the common.
ATTACHED_STATES = (PlanState.ATTACHED, PlanState.TRIGGER_PENDING)
# There are Rights that acts can be about.
LIVING_STATES = (*ATTACHED_STATES, PlanState.SEPARATED)
# All the Rights have ended; the plan never leaves these states.
ENDED_STATES = (PlanState.REDEEMED, PlanState.EXCHANGED, PlanState.EXPIRED)
# The plan is not adopted yet, or its Rights have ended.
NOT_IN_FORCE = (PlanState.DRAFT, *ENDED_STATES)


class Basis(models.TextChoices):
    """What a term rests on; a later basis overrides an earlier one term by term, and both are kept."""

    SEED = "seed", "Form 8-K"
    AGREEMENT = "agreement", "Rights Agreement"
    AMENDMENT = "amendment", "Amendment"
    RESOLUTION = "resolution", "Board resolution"
    COUNSEL = "counsel", "Counsel confirmation"
    ADJUSTMENT = "adjustment", "Adjustment"


@_labels(vocabulary.Instrument)
class Instrument(models.TextChoices):
    COMMON = vocabulary.Instrument.COMMON.value, "Common shares"
    RIGHTS = vocabulary.Instrument.RIGHTS.value, "Rights"


@_labels(vocabulary.Standing)
class Standing(models.TextChoices):
    """The standing of what an account holds: separation moves valid Rights to certificated; void is never undone."""

    VALID = vocabulary.Standing.VALID.value, "Valid"
    CERTIFICATED = vocabulary.Standing.CERTIFICATED.value, "Certificated"
    VOID = vocabulary.Standing.VOID.value, "Void"
    WITHHELD = vocabulary.Standing.WITHHELD.value, "Withheld"
    IN_TRUST = vocabulary.Standing.IN_TRUST.value, "In trust"


@_labels(vocabulary.SystemRole)
class SystemRole(models.TextChoices):
    """The ledger accounts that belong to no holder."""

    ISSUER_COMMON = vocabulary.SystemRole.ISSUER_COMMON.value, "Unissued common"
    TREASURY = vocabulary.SystemRole.TREASURY.value, "Treasury"
    RIGHTS_SOURCE = vocabulary.SystemRole.RIGHTS_SOURCE.value, "Unissued Rights"
    RIGHTS_EXERCISED = vocabulary.SystemRole.RIGHTS_EXERCISED.value, "Exercised Rights"
    RIGHTS_REDEEMED = vocabulary.SystemRole.RIGHTS_REDEEMED.value, "Redeemed Rights"
    RIGHTS_EXCHANGED = vocabulary.SystemRole.RIGHTS_EXCHANGED.value, "Exchanged Rights"
    RIGHTS_EXPIRED = vocabulary.SystemRole.RIGHTS_EXPIRED.value, "Expired Rights"
    RIGHTS_CANCELLED = vocabulary.SystemRole.RIGHTS_CANCELLED.value, "Rights cancelled with their share"


@_labels(vocabulary.BatchKind)
class BatchKind(models.TextChoices):
    OPENING = vocabulary.BatchKind.OPENING.value, "Opening of the master securityholder file"
    DIVIDEND = vocabulary.BatchKind.DIVIDEND.value, "Dividend of Rights"
    ISSUE = vocabulary.BatchKind.ISSUE.value, "Issue of common with its Rights"
    TRANSFER = vocabulary.BatchKind.TRANSFER.value, "Transfer of common with its Rights"
    REACQUISITION = vocabulary.BatchKind.REACQUISITION.value, "Common reacquired with its Rights"
    VOIDING = vocabulary.BatchKind.VOIDING.value, "Rights void"
    SEPARATION = vocabulary.BatchKind.SEPARATION.value, "Separation at the Distribution Date"
    RIGHTS_TRANSFER = vocabulary.BatchKind.RIGHTS_TRANSFER.value, "Transfer of certificated Rights"
    EXERCISE = vocabulary.BatchKind.EXERCISE.value, "Exercise"
    REDEMPTION = vocabulary.BatchKind.REDEMPTION.value, "Redemption"
    EXCHANGE = vocabulary.BatchKind.EXCHANGE.value, "Exchange"
    EXPIRATION = vocabulary.BatchKind.EXPIRATION.value, "Expiration"
    ADJUSTMENT = vocabulary.BatchKind.ADJUSTMENT.value, "Adjustment"
    DELIVERY = vocabulary.BatchKind.DELIVERY.value, "Shares delivered by the trustee of an exchange"
    REVERSAL = vocabulary.BatchKind.REVERSAL.value, "Correction by reversal"


@_labels(vocabulary.Owned)
class Owned(models.TextChoices):
    HELD = vocabulary.Owned.HELD.value, "Shares held in an account"
    RIGHT_TO_ACQUIRE = vocabulary.Owned.RIGHT_TO_ACQUIRE.value, "Right to acquire shares"
    DERIVATIVE = vocabulary.Owned.DERIVATIVE.value, "Derivative over shares"


class EventKind(models.TextChoices):
    """Facts a plan can have: the kinds that `ledger.rules.wire.kinds` declares, each by the name it has there."""

    ACQUIRING_PERSON_ANNOUNCED = kinds.ACQUIRING_PERSON_ANNOUNCED.choice
    BECAME_ACQUIRING_PERSON = kinds.BECAME_ACQUIRING_PERSON.choice
    ADVERSE_PERSON_DECLARED = kinds.ADVERSE_PERSON_DECLARED.choice
    TENDER_OFFER = kinds.TENDER_OFFER.choice
    BOARD_EXTENSION = kinds.BOARD_EXTENSION.choice
    CONTINUING_DIRECTORS_LOST = kinds.CONTINUING_DIRECTORS_LOST.choice
    CONTINUING_DIRECTORS_REGAINED = kinds.CONTINUING_DIRECTORS_REGAINED.choice
    FLIP_OVER = kinds.FLIP_OVER.choice
    MERGER_AGREEMENT = kinds.MERGER_AGREEMENT.choice
    PRICE_STATED = kinds.PRICE_STATED.choice
    OFFER_AMENDED = kinds.OFFER_AMENDED.choice
    OFFER_WITHDRAWN = kinds.OFFER_WITHDRAWN.choice
    ACCEPTED_FOR_PAYMENT = kinds.ACCEPTED_FOR_PAYMENT.choice
    MERGER_EFFECTIVE = kinds.MERGER_EFFECTIVE.choice
    SELF_DEALING = kinds.SELF_DEALING.choice
    INTEREST_INCREASED = kinds.INTEREST_INCREASED.choice
    NAMED_EVENT = kinds.NAMED_EVENT.choice
    PERSON_RELEASED = kinds.PERSON_RELEASED.choice
    HOLDER_CAUGHT = kinds.HOLDER_CAUGHT.choice
    REDEEMED = kinds.REDEEMED.choice
    EXCHANGED = kinds.EXCHANGED.choice
    OFFICER_CERTIFICATE = kinds.OFFICER_CERTIFICATE.choice
    DISTRIBUTION_NOTICE = kinds.DISTRIBUTION_NOTICE.choice
    OUTSTANDING_REPORTED = kinds.OUTSTANDING_REPORTED.choice
    SUSPENSION_BEGAN = kinds.SUSPENSION_BEGAN.choice
    SUSPENSION_ENDED = kinds.SUSPENSION_ENDED.choice


class CaseStatus(models.TextChoices):
    OPEN = "open", "Open: waits for a certificate and a second person"
    CONFIRMED = "confirmed", "Confirmed"
    CLOSED = "closed", "Closed without effect"


class Severity(models.TextChoices):
    HOLD = "hold", "Hold"
    WARN = "warn", "Warning"


class IssueStatus(models.TextChoices):
    OPEN = "open", "Open"
    PROPOSED = "proposed", "Confirmation waits for a second person"
    RESOLVED = "resolved", "Closed"


class ApprovalStatus(models.TextChoices):
    PENDING = "pending", "Waits for a second person"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Lapsed"


class Act(models.TextChoices):
    """Every act that changes what the plan is; `permissions.MATRIX` has one row for each."""

    PLAN_LOAD = "plan_load", "Load a plan and its terms"
    HISTORY = "history", "Load the amendments of a plan's past"
    PIN_DAY = "pin_day", "Pin a plan to a day"
    USER = "user", "Admit staff and change their roles"
    SECOND_FACTOR = "second_factor", "Take away a lost second factor"
    HOLDER_IMPORT = "holder_import", "Load a holder file"
    HOLDER_EDIT = "holder_edit", "Edit a holder"
    HOLD_LIFT = "hold_lift", "Lift a hold on an account"
    CONTROL_BOOK = "control_book", "Change the control book"
    DIVIDEND = "dividend", "Post the dividend of Rights"
    SHARE_MOVEMENT = "share_movement", "Post an issue or transfer of common"
    FACT = "fact", "Record a fact"
    LATE_FACT = "late_fact", "Record or reverse a fact of before a milestone"
    RESOLUTION = "resolution", "Record a Board resolution"
    BOARD_ACT = "board_act", "Give an act of the Board its effect"
    RESOLUTION_WITHDRAWAL = "withdraw_resolution", "Withdraw a resolution recorded wrongly"
    EXEMPTION = "exemption", "Take a person out of the definition"
    DIRECTOR = "director", "Record a change of directors"
    QUALITY = "quality", "Close a data-quality issue"
    TRIGGER_CASE = "trigger_case", "Confirm a Trigger Case"
    VOID_FINDING = "void_finding", "Record a finding of beneficial ownership"
    FINDING_WITHDRAWAL = "finding_withdrawal", "Withdraw a finding of beneficial ownership"
    PERSON_TIE = "person_tie", "Record who acts together"
    VOIDING = "voiding", "Void Rights"
    EARLIER_TRANSFER = "earlier_transfer", "Name a transfer made by a plan before"
    TRANSFEREE = "transferee", "Say whether a transferee's Rights are void"
    SEPARATION = "separation", "Separate the Rights"
    RUN = "run", "Start and steer a certificate run"
    RELEASE = "release", "Release printed certificates"
    CORRECTION = "correction", "Correct by reversal"
    REGISTRATION = "registration", "Correct a registration"
    CALENDAR = "calendar", "Change a calendar"
    CLOCK = "clock", "Confirm the clock"
    REDEMPTION = "redemption", "Redeem the Rights"
    EXCHANGE = "exchange", "Exchange Rights"
    EXPIRATION = "expiration", "Expire the Rights"
    DELIVERY = "delivery", "Deliver shares that a trustee holds"
    ADJUSTMENT = "adjustment", "Adjust price, Units or Rights"
    AMENDMENT = "amendment", "Amend the terms"
    COUNSELS_WORD = "counsels_word", "Give counsel's word on an amendment"
    ACKNOWLEDGE = "acknowledge", "Acknowledge a deadline"
    ENTITLEMENT = "entitlement", "Fix what a Right buys"
    PRESENTATION = "presentation", "Work a presentation of certificates"
    STOP = "stop", "Place a stop on a certificate"
    STOP_LIFT = "stop_lift", "Lift a stop on a certificate"
    RETURNED_MAIL = "returned_mail", "Record returned mail and searches"
    DESTRUCTION = "destruction", "Destroy cancelled certificates"
    PAYMENT = "payment", "Release a list of payments"
    NOTICE = "notice", "Issue notices and letters"
    INSTRUCTION = "instruction", "Record a written instruction"
    AGENT_CHANGE = "agent_change", "Change the Rights Agent"
    HANDOVER = "handover", "Hand the records over or take them in"
    RECONCILIATION = "reconciliation", "Prove the identities and own the breaks"
    INQUIRY = "inquiry", "Record and answer written inquiries"
    EXAMINER_PACK = "examiner_pack", "Take the examiner pack"
    TAKING = "taking", "Take lists and copies out of the house"


class ResolutionKind(models.TextChoices):
    ADOPTION = "adoption", "Adopt the plan and declare the dividend"
    EXTENSION = "extension", "Fix a later Distribution Date"
    ADVERSE_PERSON = "adverse_person", "Declare an Adverse Person"
    PERMITTED_OFFER = "permitted_offer", "Determine a Permitted Offer"
    REDEMPTION = "redemption", "Redeem the Rights"
    EXCHANGE = "exchange", "Exchange the Rights"
    AMENDMENT = "amendment", "Amend the Rights Agreement"
    OTHER = "other", "Other"


class DeadlineStatus(models.TextChoices):
    CURRENT = "current", "Current"
    SUPERSEDED = "superseded", "Superseded"
    CLOSED = "closed", "Closed: done, or owed no more"


class SeparationStatus(models.TextChoices):
    PROPOSED = "proposed", "Waits for a second person"
    POSTED = "posted", "Posted"
    REJECTED = "rejected", "Rejected"


class ImportStatus(models.TextChoices):
    REFUSED = "refused", "Refused: see the rows"
    CHECKED = "checked", "Checked, not loaded"
    LOADED = "loaded", "Loaded"


class Listing(models.TextChoices):
    """What a file is a list of: the holders of record, or those for whom one of them holds."""

    REGISTER = "register", "Holders of record"
    PARTICIPANTS = "participants", "Participants of the depository (Cede & Co)"
    BENEFICIAL = "beneficial", "Beneficial owners who do not object (NOBO)"


class BreakStatus(models.TextChoices):
    """A break closes only by a proof that shows its identity holds again."""

    OPEN = "open", "Open"
    EXPLAINED = "explained", "Explained, still differs"
    CLOSED = "closed", "Closed: holds again"


class Registration(models.TextChoices):
    """Forms of registration (domain/operations: Registrations)."""

    INDIVIDUAL = "individual", "Individual"
    JT_TEN = "jt_ten", "Joint tenants with right of survivorship"
    TEN_COM = "ten_com", "Tenants in common"
    TEN_ENT = "ten_ent", "Tenants by the entirety"
    COMM_PROP = "comm_prop", "Community property"
    CUSTODIAN = "custodian", "Custodian under UTMA or UGMA"
    TRUST = "trust", "Trustee"
    ESTATE = "estate", "Estate"
    TOD = "tod", "Transfer on death"
    CORPORATION = "corporation", "Corporation"
    PARTNERSHIP = "partnership", "Partnership"
    LLC = "llc", "Limited liability company"
    NOMINEE = "nominee", "Nominee"
    IRA = "ira", "IRA custodian"
    PLEDGEE = "pledgee", "Pledgee"


class EntitlementBasis(models.TextChoices):
    """Why a Right buys something else than its Units (R29, R31, R35)."""

    FLIP_IN = "flip_in", "Flip-In Event"
    FLIP_OVER = "flip_over", "Flip-Over Event"
    SUBSTITUTE = "substitute", "Substitutes resolved by the Board"
