"""The models of the ledger, one file a subject."""

from ledger.models.adjustment import Adjustment, AdjustmentKind
from ledger.models.agent import AgentChange, AgentNotice
from ledger.models.amendment import Amendment, CounselsWord
from ledger.models.board import Director, Resolution
from ledger.models.calendar import Calendar, CalendarClosing, ConfirmedYear
from ledger.models.control import Approval, AuditEvent, DataQualityIssue, Heartbeat
from ledger.models.deadline import Deadline
from ledger.models.draft import PlanDraft
from ledger.models.entitlement import Entitlement
from ledger.models.entry import Batch, BatchNet, Entry, Holding, LedgerAccount, Position
from ledger.models.event import Person, PlanEvent, TriggerCase
from ledger.models.holder import FileProfile, Hold, HolderAccount, HolderImport, Party
from ledger.models.house_clock import HouseClock
from ledger.models.instruction import (
    AuthorityCheck,
    IncumbencyCertificate,
    InstructionApplication,
    WrittenInstruction,
)
from ledger.models.milestone import Milestone
from ledger.models.ownership import BeneficialFinding, EarlierTransfer, PersonTie, TransfereeWord
from ledger.models.plan import ControlBookEntry, Plan, PlanTerm, Signatory, SourceDocument
from ledger.models.reconciliation import Break, ReconciliationRun
from ledger.models.reminder import DeadlineReminder, FeedSecret
from ledger.models.seal import SealBlock, SealChange, SealedTable, SealHead
from ledger.models.separation import Separation, SeparationLine

__all__ = [
    "Adjustment",
    "AdjustmentKind",
    "AgentChange",
    "AgentNotice",
    "Amendment",
    "Approval",
    "AuditEvent",
    "AuthorityCheck",
    "Batch",
    "BatchNet",
    "BeneficialFinding",
    "Break",
    "Calendar",
    "CalendarClosing",
    "ConfirmedYear",
    "ControlBookEntry",
    "CounselsWord",
    "DataQualityIssue",
    "Deadline",
    "DeadlineReminder",
    "Director",
    "EarlierTransfer",
    "Entitlement",
    "Entry",
    "FeedSecret",
    "FileProfile",
    "Heartbeat",
    "Hold",
    "HolderAccount",
    "HolderImport",
    "Holding",
    "HouseClock",
    "IncumbencyCertificate",
    "InstructionApplication",
    "LedgerAccount",
    "Milestone",
    "Party",
    "Person",
    "PersonTie",
    "Plan",
    "PlanDraft",
    "PlanEvent",
    "PlanTerm",
    "Position",
    "ReconciliationRun",
    "Resolution",
    "SealBlock",
    "SealChange",
    "SealHead",
    "SealedTable",
    "Separation",
    "SeparationLine",
    "Signatory",
    "SourceDocument",
    "TransfereeWord",
    "TriggerCase",
    "WrittenInstruction",
]
