"""What each service does beside its act: the rows it locks before anything else, the verb it leaves on the audit
trail, the task it sends. Every test of this folder runs under watch of these promises (conftest.py).
"""

import functools
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module

from django.db import connection

from ledger.services.audit import VERBS
from rightsadmin.common import enqueue

DEADLINES = "ledger.compute_deadlines"


@dataclass(frozen=True)
class Promise:
    """Kept by every call that returns: `locks` in this order, before the first write; one of `verbs`; `tasks`."""

    locks: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def _of(locks: str = "", verbs: str = "", tasks: str = "") -> Promise:
    return Promise(tuple(locks.split()), tuple(verbs.split()), tuple(tasks.split()))


PROMISES = {
    "acts.exchange.propose": _of("plan"),
    "acts.exchange._post": _of("plan", "rights.exchanged"),
    "trust.propose": _of("plan"),
    "trust._deliver": _of("plan", "shares.delivered"),
    "acts.expiration.propose": _of("plan"),
    "acts.expiration._carry": _of("plan"),
    "acts.expiration._post": _of("", "rights.expired"),
    "acts.redemption.propose": _of("plan"),
    "acts.redemption._post": _of("plan", "rights.redeemed"),
    "adjustments.propose": _of("plan"),
    "adjustments._record": _of("plan", "adjustment.recorded"),
    "agent.record_notice": _of("plan", "agent.noticed"),
    "agent.propose_change": _of("plan"),
    "agent._record": _of("plan", "agent.changed"),
    "amendments.propose": _of("plan"),
    "amendments._record": _of("plan"),
    "amendments.record": _of("", "amendment.recorded"),
    "approvals.propose": _of("", "approval.proposed"),
    "approvals.approve": _of("", "approval.approved"),
    "approvals.reject": _of("", "approval.rejected"),
    "approvals._decide": _of("approval"),
    "approvals.end": _of("", "approval.withdrawn approval.lapsed"),
    "proposals.withdraw": _of("approval"),
    "proposals.ask_back": _of("approval", "approval.asked"),
    "proposals.answer": _of("approval", "approval.answered"),
    "board.record_director": _of("plan"),
    "board.record_departure": _of("plan director"),
    "board.record_taint": _of("plan director"),
    "board.record_taint_end": _of("plan director"),
    "board.write": _of("", "director.recorded"),
    "calendars._write_shipped": _of("", "calendar.changed"),
    "calendars.add_closing": _of("", "calendar.changed"),
    "calendars.remove_closing": _of("", "calendar.changed"),
    "calendars.change": _of("plan"),
    "calendars.confirm_year": _of("", "calendar.confirmed", "ledger.sweep_deadlines"),
    "calendars._locked": _of("calendar"),
    "control_book.record_control_book": _of("plan"),
    "book_orders.propose": _of("plan"),
    "book_orders.propose_withdrawal": _of("plan"),
    "book_orders._carry": _of("plan"),
    "control_book.withdraw": _of("", "control_book.withdrawn"),
    "control_book.write": _of("", "control_book.changed"),
    "corrections.propose": _of("plan"),
    "corrections._carry": _of("plan", "batch.reversed"),
    "counsel.give_word": _of("approval", "counsel.word"),
    "deadlines.computing.recompute": _of("plan"),
    "deadlines.computing.bring_to_date": _of("plan"),
    "deadlines.rows.acknowledge": _of("", "deadline.acknowledged"),
    "documents.record_document": _of("", "document.recorded"),
    "earlier_transfers.propose": _of("plan"),
    "earlier_transfers._name": _of("plan", "transfer.named"),
    "entitlements.propose": _of("plan"),
    "entitlements._record": _of("plan", "entitlement.recorded"),
    "events.record_event": _of("plan"),
    "events.reverse_event": _of("plan"),
    "events.write": _of("", "event.recorded"),
    "events.reverse": _of("", "event.reversed"),
    "events._confirm": _of("case"),
    "cases.close": _of("", "case.confirmed case.closed"),
    "drafts.drop": _of("", "draft.dropped"),
    "drafts._kept": _of("", "draft.saved"),
    "drafts._load": _of("plandraft"),
    "drafts._still_a_draft": _of("plandraft"),
    "feeds.issue_secret": _of("", "feed.changed"),
    "feeds.revoke": _of("", "feed.changed"),
    "handover.exporting.export_plan": _of("", "handover.exported"),
    "handover.taking_in._take_in": _of("", "handover.imported"),
    "history.propose": _of("plan"),
    "history._load": _of("plan"),
    "holders.open_account": _of("", "holder.edited"),
    "holders.propose_registration": _of("plan account"),
    "holders._correct_registration": _of("plan account", "holder.edited"),
    "holders.place_hold": _of("", "holder.held"),
    "addresses.propose": _of("account"),
    "addresses._change": _of("account", "holder.edited"),
    "shares.asked.propose_movement": _of("plan"),
    "shares.asked._post": _of("plan"),
    "holders.mark_address_bad": _of("account", "holder.edited"),
    "holds.propose_lift": _of("hold"),
    "holds._lift": _of("hold", "hold.lifted"),
    "house_clock.confirm": _of("houseclock", "clock.confirmed", "ledger.sweep_deadlines"),
    "imports.checking.check": _of("", "import.refused import.checked"),
    "imports.loading.load": _of("plan import", "import.loaded"),
    "imports.profiles.keep_profile": _of("", "file_profile.kept"),
    "late_facts.propose": _of("plan"),
    "late_facts.propose_reversal": _of("plan"),
    "late_facts._record": _of("plan"),
    "instructions.record_instruction": _of("plan", "instruction.recorded"),
    "instructions.check_again": _of("plan", "instruction.checked"),
    "instructions.apply_for_instructions": _of("plan", "instruction.asked"),
    "ownership._find": _of("plan", "finding.recorded"),
    "ownership.propose_withdrawal": _of("plan"),
    "ownership._withdraw": _of("plan", "finding.withdrawn"),
    "plans.load_plan": _of("", "plan.loaded", DEADLINES),
    "plans.pin": _of("plan"),
    "posting.post": _of("plan", "batch.posted"),
    "proofs.prove_all": _of("", "ledger.proved"),
    "milestones._write": _of("", "milestone.recorded"),
    "questions.propose_resolution": _of("question"),
    "opening.open_question": _of("", "quality.opened"),
    "questions._close": _of("plan question", "quality.resolved"),
    "questions._reopen": _of("question"),
    "questions.close_settled_breaks": _of("question", "quality.resolved"),
    "record_proof.prove": _of("", "record.proved"),
    "record_proof.sealed_anew": _of("", "record.sealed_anew"),
    "reconciliation.enqueue_all": _of("", "", "ledger.reconcile"),
    "reconciliation.reconcile": _of("plan", "reconciliation.proved"),
    "reconciliation.close_break": _of("break plan break"),
    "reconciliation._bring_breaks": _of("break"),
    "reconciliation._standing": _of("break"),
    "reconciliation._log": _of("", "break.changed"),
    "releases.propose": _of("plan"),
    "releases._carry": _of("plan"),
    "resolutions.record_resolution": _of("plan"),
    "resolutions.write": _of("", "resolution.recorded"),
    "resolutions._take_effect": _of("plan"),
    "resolutions.propose_effect": _of("plan"),
    "withdrawn_resolutions.propose": _of("plan"),
    "withdrawn_resolutions._withdraw": _of("plan", "resolution.withdrawn"),
    "separation.propose": _of("plan", "separation.proposed"),
    "separation._post": _of("plan separation", "separation.posted"),
    "shares.dividend.propose_dividend": _of("plan"),
    "shares.dividend._post_dividend": _of("plan"),
    "shares.movements._movable": _of("plan"),
    "signatories.record_incumbency": _of("plan", "signatory.changed"),
    "signatories.end_office": _of("plan", "signatory.changed"),
    "states.change_state": _of("", "plan.state"),
    "taking.take_file": _of("", "file.downloaded"),
    "taking.take_list": _of("", "list.taken"),
    "terms.record_terms": _of("", "term.recorded"),
    "ties.propose": _of("plan"),
    "ties._record": _of("plan"),
    "ties.record": _of("", "tie.recorded"),
    "transferees.propose": _of("plan"),
    "transferees._decide": _of("plan", "transferee.decided"),
    "lending.lend": _of("auth_user", "role.lent", "ledger.tell_of_loan"),
    "lending.take_back": _of("auth_user", "role.taken_back"),
    "sessions.end": _of("", "session.ended"),
    "sessions.end_others": _of("", "session.ended"),
    "sessions.end_of": _of("auth_user", "session.ended"),
    "sign_ins._of_person": _of(
        "",
        "sign_in.done session.signed_out session.ran_out password.changed factor.added factor.removed factor.codes",
    ),
    "second_factors.propose": _of("auth_user"),
    "second_factors._take_away": _of("auth_user", "factor.taken"),
    "sign_ins.code_refused": _of("", "sign_in.refused"),
    "sign_ins.tell_on_commit": _of("", "", "ledger.tell_of_account"),
    "sign_ins.refused": _of("", "sign_in.refused sign_in.locked"),
    "users.create_user": _of("", "user.created"),
    "users.invite": _of("auth_user", "user.invited"),
    "users._carry_out": _of("auth_user"),
    "users._somebody_else": _of("auth_user"),
    "users._write": _of("", "user.admitted user.changed user.dismissed"),
    "voiding.propose": _of("plan"),
    "voiding._post": _of("plan", "rights.voided"),
}

# Functions that lock or record only where there is something to do: their own tests say when.
SOMETIMES = {
    "sign_ins.send_way_back": "records each person that has the address",
    "cases._open_again": "records a case that opens again",
    "calendars.load_shipped": "locks each calendar that is there",
    "acts.expiration.expire_due": "locks a plan that is due",
    "deadlines.rows.claim_due": "records each deadline that is due",
    "deadlines.rows.bring": "records only what changed",
    "deadlines.sweeping._note": "locks a plan and notes what changed of its alarm",
    "house_clock.look": "records a leap alone",
    "states.set_alarm": "records an alarm that is another than before",
    "cases._open": "opens a case where a fact is of a prong",
    "plans.pin": "records and sends where the day is another than before",
    "proposals.lapse": "locks what somebody proposed and may not any more",
    "proposals.withdraw_on": "locks what waits on a target that goes",
    "resolutions._withdrawn_with_it": "records a resolution that goes with its proposal",
    "reminders._send": "records what the mail server took",
}


@dataclass(eq=False)
class _Seen:
    """What one call did, in its order."""

    locks: list[str] = field(default_factory=list)
    verbs: set[str] = field(default_factory=set)
    tasks: set[str] = field(default_factory=set)
    written_before_a_lock: str = ""


_calls: list[_Seen] = []
_TABLES = {
    "ledger_holderaccount": "account",
    "ledger_holderimport": "import",
    "ledger_dataqualityissue": "question",
    "ledger_triggercase": "case",
}
_ROW_LOCK = re.compile(r'\bFROM "(\w+)".*FOR NO KEY UPDATE', re.DOTALL)
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')


@contextmanager
def watched() -> Iterator[None]:
    """Every call of a service that promises something fails where it breaks its word."""
    with ExitStack() as undone:
        undone.callback(_replace(enqueue.on_commit, _heard(enqueue.on_commit)))
        for name, promise in PROMISES.items():
            module, _, function = name.rpartition(".")
            service = getattr(import_module(f"ledger.services.{module}"), function)
            undone.callback(_replace(service, _keeping(name, promise, service)))
        yield


def _keeping(name: str, promise: Promise, service: Callable) -> Callable:
    @functools.wraps(service)
    def call(*arguments, **named):
        seen = _Seen()
        _calls.append(seen)
        try:
            with connection.execute_wrapper(_hear):
                answer = service(*arguments, **named)
        finally:
            _calls.remove(seen)
        locks = iter(seen.locks)
        assert all(lock in locks for lock in promise.locks), f"{name} locks {promise.locks}: {seen}"
        assert not promise.locks or not seen.written_before_a_lock, f"{name} locks before it writes: {seen}"
        assert not promise.verbs or seen.verbs & set(promise.verbs), f"{name} records {promise.verbs}: {seen}"
        assert seen.tasks >= set(promise.tasks), f"{name} sends {promise.tasks}: {seen}"
        return answer

    return call


def _hear(execute, sql, params, many, context):
    """Notes a statement once, with every call that is going on."""
    if not context.setdefault("heard", False):
        context["heard"] = True
        lock, written = _lock_of(sql), _WRITE.match(sql)
        for seen in _calls:
            if lock:
                seen.locks.append(lock)
            elif written and not seen.locks:
                seen.written_before_a_lock = seen.written_before_a_lock or written[1]
            if written and written[1] == "ledger_auditevent":
                seen.verbs |= VERBS.keys() & _texts(params)
    return execute(sql, params, many, context)


def _texts(params) -> set[str]:
    """The texts of a row, or of each of several rows, whose columns are written as lists."""
    columns = (value if isinstance(value, list) else [value] for value in params)
    return {value for column in columns for value in column if isinstance(value, str)}


def _lock_of(sql: str) -> str:
    if "advisory_xact_lock" in sql:
        return "plan"
    row = _ROW_LOCK.search(sql)
    return _TABLES.get(row[1], row[1].removeprefix("ledger_")) if row else ""


def _heard(on_commit: Callable) -> Callable:
    @functools.wraps(on_commit)
    def call(task, **arguments):
        for seen in _calls:
            seen.tasks.add(task)
        on_commit(task, **arguments)

    return call


def _replace(old: Callable, new: Callable) -> Callable[[], None]:
    """`new` wherever a module of ours or a registry of one holds `old`; answers what takes it back."""
    ours = ("ledger", "certificates", "rightsadmin", "tests")
    modules = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in ours]
    holders = [vars(module) for module in modules]
    holders += [value for names in holders for value in list(names.values()) if isinstance(value, dict)]
    changed = [(names, key) for names in holders for key, value in list(names.items()) if value is old]
    for names, key in changed:
        names[key] = new

    def undo() -> None:
        for names, key in changed:
            names[key] = old

    return undo
