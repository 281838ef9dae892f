"""Every public service that takes an actor is asked in the matrix, or is named here with the reason why not."""

import ast
import importlib
from collections import Counter
from pathlib import Path

from ledger.enums import Act
from ledger.selectors import debts
from ledger.services import approvals
from tests.matrix.all_calls import CALLS

ROOT = Path(__file__).resolve().parents[2]

STEP = "a step of acts that ask who may do them"
TASK = "the daily or the next work of a task: it asks what is due, and no door leads to it"
OWN = "everybody's own: it concerns nobody but the actor"
SEEN = "looking is everybody's of the staff; who took the copy is on the audit trail"
OF_ITS_MAKER = "the one who proposed, whatever his roles (tests/pages)"

WITHOUT_A_ROLE = {
    # ledger
    "ledger.services.acts.common.end_plan": STEP,
    "ledger.services.acts.delivering.issue_in_control_book": STEP,
    "ledger.services.acts.common.write_what_follows": STEP,
    "ledger.services.amendments.record": STEP,
    "ledger.services.approvals.approve": "asked for every act by the proposals of the matrix",
    "ledger.services.approvals.propose": "asked for every act by the proposals of the matrix",
    "ledger.services.approvals.reject": "asked for every act by the proposals of the matrix",
    "ledger.services.approvals.end": STEP,
    "ledger.services.hands.require_none": STEP,
    "ledger.services.proposals.answer": OF_ITS_MAKER,
    "ledger.services.proposals.ask_back": "whoever may decide the proposal, by its page (tests/pages)",
    "ledger.services.proposals.lapse": STEP,
    "ledger.services.proposals.withdraw": OF_ITS_MAKER,
    "ledger.services.proposals.withdraw_on": STEP,
    "ledger.services.audit.record": STEP,
    "ledger.services.audit.record_each": STEP,
    "ledger.services.audit.stamp": STEP,
    "ledger.services.board.write": STEP,
    "ledger.services.control_book.change": STEP,
    "ledger.services.control_book.withdraw": STEP,
    "ledger.services.control_book.write": STEP,
    "ledger.services.deadlines.computing.bring_to_date": STEP,
    "ledger.services.deadlines.computing.recompute": "a step of recording facts, and the work of a task",
    "ledger.services.deadlines.rows.bring": STEP,
    "ledger.services.deadlines.rows.claim_due": STEP,
    "ledger.services.deadlines.sweeping.sweep": TASK,
    "ledger.services.deadlines.sweeping.sweep_one": TASK,
    "ledger.services.house_clock.look": TASK,
    "ledger.services.record_proof.prove": TASK,
    "ledger.services.record_proof.prove_and_tell": TASK,
    "ledger.services.documents.record_document": STEP,
    "ledger.services.feeds.issue_secret": OWN,
    "ledger.services.feeds.revoke": OWN,
    "certificates.services.payments.fractions.list_separation": STEP,
    "certificates.services.payments.fractions.list_split": STEP,
    "certificates.services.payments.listing.of_act": STEP,
    "ledger.services.adjustments.record_exchange": STEP,
    "ledger.services.splits.change_control_book": STEP,
    "ledger.services.splits.post": STEP,
    "ledger.services.cases.bring_to_date": STEP,
    "ledger.services.questions.close_settled_breaks": STEP,
    "ledger.services.reconciliation.settle": STEP,
    "ledger.services.cases.close": STEP,
    "ledger.services.counsel.require_category": STEP,
    "ledger.services.counsel.require_word": STEP,
    "ledger.services.counsel.require_word_before_milestone": STEP,
    "ledger.services.counsel.word_lacks": STEP,
    "ledger.services.events.replace": STEP,
    "ledger.services.events.reverse": STEP,
    "ledger.services.events.write": STEP,
    "ledger.services.milestones.ask_of_breaks": STEP,
    "ledger.services.milestones.ask_what_is_unsaid": STEP,
    "ledger.services.milestones.bring_to_date": STEP,
    "ledger.services.milestones.record": STEP,
    "ledger.services.milestones.record_distribution_date": STEP,
    "ledger.services.plans.load_plan": STEP,
    "ledger.services.posting.post": STEP,
    "ledger.services.proofs.prove_all": TASK,
    "ledger.services.opening.open_question": STEP,
    "ledger.services.reminders.send_due": TASK,
    "ledger.services.resolutions.write": STEP,
    "ledger.services.sessions.end": OWN,
    "ledger.services.sessions.end_others": OWN,
    "ledger.services.signatories.end_all": STEP,
    "ledger.services.signatories.write": STEP,
    "ledger.services.states.change_state": STEP,
    "ledger.services.states.set_alarm": STEP,
    "ledger.services.terms.record_term": STEP,
    "ledger.services.terms.record_terms": STEP,
    "ledger.services.ties.record": STEP,
    "ledger.services.users.create_user": "the first persons of an installation: it asks that nobody is signed in",
    # certificates
    "certificates.services.lost_holders.lift_changed": TASK,
    "certificates.services.notices.drafting.set_status": STEP,
    "certificates.services.notices.letters.make_run": STEP,
    "certificates.services.payments.listing.list_exchange": STEP,
    "certificates.services.payments.listing.list_redemption": STEP,
    "certificates.services.payments.gathering.record_single": STEP,
    "certificates.services.lifecycle.destroy": STEP,
    "certificates.services.lifecycle.move": STEP,
    "certificates.services.lifecycle.move_run": STEP,
    "certificates.services.lifecycle.void": STEP,
    "certificates.services.lifecycle.void_run": STEP,
    "certificates.services.lost_holders.open_lost": STEP,
    "certificates.services.runs.begin": STEP,
    "certificates.services.runs.begin_with_face": STEP,
    "certificates.services.runs.turn": STEP,
    "certificates.services.presentations.issue.issue": STEP,
    "certificates.services.presentations.keeping.judge_routine": STEP,
    "certificates.services.pressing.press_chunk": STEP,
    "certificates.services.register_history.write_allocated": STEP,
    "certificates.services.register_history.write_certificates": STEP,
    "certificates.services.register_history.write_destroyed": STEP,
    "certificates.services.release.release_notice": STEP,
    "certificates.services.release.release_presented": STEP,
    "certificates.services.stops.lift_run_out": TASK,
    "certificates.services.stops.place_on": STEP,
    "certificates.services.brought_back.bring_back": STEP,
    "certificates.services.brought_back.make_up_for": STEP,
    "certificates.services.stops.lift_of_void": STEP,
    "certificates.services.voided.stop_certificates": STEP,
    "certificates.services.templates.current_version": STEP,
    "certificates.services.templates.recorded": STEP,
    "certificates.services.vault.confirm": "the two witnesses named with the batch, whatever their roles: below",
    "certificates.services.vault_papers.certificate_of_destruction": SEEN,
    "certificates.services.work.press_next": TASK,
    "certificates.services.work.prove_next": TASK,
    "certificates.services.work.settle": TASK,
    "certificates.services.work.sweep": TASK,
}


def with_an_actor() -> set[str]:
    """The public functions of the services that take an actor, each by the module that defines it."""
    found = set()
    for app in ("ledger", "certificates"):
        for file in sorted((ROOT / app / "services").rglob("*.py")):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            for node in ast.parse(file.read_text()).body:
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                    continue
                if "actor" in {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}:
                    found.add(f"{module}.{node.name}")
    return found


def test_every_service_is_asked_or_its_reason_is_told():
    asked = {call.name for call in CALLS}
    assert with_an_actor() == asked | set(WITHOUT_A_ROLE)
    assert asked.isdisjoint(WITHOUT_A_ROLE)


def test_a_service_is_of_one_act_in_one_world():
    assert [name for name, count in Counter(call.name for call in CALLS).items() if count > 1] == []


def test_every_act_has_a_service_that_is_asked_or_is_a_debt():
    lacking = {act.name for act in Act} - {Act(call.act).name for call in CALLS}
    assert lacking <= set(debts.of_kind("act"))


def test_every_carrier_of_an_approval_is_proposed_in_the_matrix():
    assert {call.act for call in CALLS if call.is_proposal} == set(approvals._carriers)


def test_what_asks_nobody_is_named_and_says_so():
    """A step, a task or a look asks no role: once it does, it belongs into the matrix."""
    for name in WITHOUT_A_ROLE:
        module, _, function = name.rpartition(".")
        names = getattr(importlib.import_module(module), function).__code__.co_names
        assert "require_propose" not in names or name == "ledger.services.approvals.propose", name
