"""Runs through the services: allotment, steering, exceptions, and the proof."""

from datetime import date

import pytest

from certificates.enums import CertificateState, ChunkState, ItemState, RunKind, RunStatus
from certificates.models import Certificate, NumberSeries, PrintFile, ProofReport, Run, RunChunk, RunItem
from certificates.press import PressError, PrintFile as Pressed
from certificates.services import claims, pressing, runs, work
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import AuditEvent
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests.certificates import factories
from tests.certificates.factories import (
    OUTSTANDING,
    attached_plan,
    clerk,
    separated_plan,
    supervisor,
)
from tests.factories import account, actor, mim_plan

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests")


@pytest.fixture
def small_chunks(monkeypatch):
    """Two certificates in a chunk."""
    monkeypatch.setattr(runs, "CHUNK_SIZE", 2)


@pytest.fixture
def begun(small_chunks):
    """A run of seven certificates in four chunks whose tasks were lost: nothing is pressed yet."""
    return runs.create_run(plan=separated_plan(7).plan, actor=clerk())


def work_off(run):
    """Everything that waits is pressed and read back, as workers would do it."""
    while work.press_next(run_id=run.pk, worker="one", actor=SYSTEM):
        pass
    while work.prove_next(run_id=run.pk, worker="one", actor=SYSTEM):
        pass
    return Run.objects.select_related("plan").get(pk=run.pk)


# ---------------------------------------------------------------------------------------------- allotment


def test_live_run_is_pressed_and_proved_by_its_tasks(pressed_run, small_chunks):
    separation = separated_plan(7)

    run = pressed_run(separation.plan)

    assert (run.status, run.message) == (RunStatus.PROVED, "")
    report = ProofReport.objects.get(run=run)
    assert report.passed
    assert report.totals["certificate_rights"] == f"{OUTSTANDING:,}"
    assert report.totals["rights_outstanding"] == f"{OUTSTANDING:,}"
    assert PrintFile.objects.filter(run=run).count() == 4
    assert set(RunChunk.objects.filter(run=run).values_list("state", flat=True)) == {ChunkState.PROVED}


def test_numbers_follow_the_postal_order_with_the_nominee_last(begun):
    rows = list(
        Certificate.objects.filter(run=begun).values_list(
            "number", "account__postal_code", "account__is_nominee"
        )
    )

    assert [number for number, _, _ in rows] == list(range(1, 8))
    assert [nominee for _, _, nominee in rows] == [False] * 6 + [True]
    codes = [code for _, code, _ in rows[:-1]]
    assert codes == sorted(codes)
    assert NumberSeries.objects.get().next_number == 8
    assert Certificate.history.filter(history_type="+").count() == 7


def test_second_live_run_of_a_separation_is_refused_and_names_the_first(begun):
    with pytest.raises(Conflict, match=f"Live run {begun.pk} was started"):
        runs.create_run(plan=begun.plan, actor=clerk())

    assert Run.objects.count() == 1


def test_run_needs_a_posted_separation():
    plan = attached_plan(3)
    for code, key, value in (
        ("DQ1", "expiration.final", "2008-11-24"),
        ("DQ2", "purchase_price.basis", "per_unit"),
    ):
        factories.close_issue(plan, code, key, value)

    with pytest.raises(RuleViolation, match="separation that a second person approved"):
        runs.create_run(plan=plan, actor=clerk())


def test_run_is_held_while_a_question_holds_the_issue():
    with pytest.raises(Held, match="DQ1"):
        runs.create_run(plan=attached_plan(3), actor=clerk())

    assert not Run.objects.exists()


def test_run_by_an_examiner_is_refused():
    with pytest.raises(NotAuthorised):
        runs.create_run(plan=mim_plan(), actor=actor("examiner"))


def test_holder_that_cannot_be_printed_is_an_exception_and_the_rest_is_proved(pressed_run):
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    unprintable = account(plan, registration_lines=["\U00013000 HIEROGLYPH"])
    endless = account(plan, registration_lines=["W" * 120] * 7)
    nominee = account(plan, registration_lines=["CEDE & CO"], registration="nominee", is_nominee=True)
    attached_plan_of(plan, [unprintable, endless, nominee])

    run = pressed_run(separated_plan(plan=plan).plan)

    assert run.status == RunStatus.PROVED
    exceptions = RunItem.objects.filter(run=run, state=ItemState.EXCEPTION).order_by("account__number")
    assert [item.account for item in exceptions] == [unprintable, endless]
    assert all(item.certificate is None and item.message for item in exceptions)
    report = ProofReport.objects.get(run=run)
    assert (report.totals["certificates"], report.totals["exceptions"]) == ("1", "2")
    assert report.totals["exception_rights"] == "210"


def attached_plan_of(plan, accounts):
    shares = {holder: 100 + 10 * place for place, holder in enumerate(accounts[:-1])}
    factories.give_common(plan, shares | {accounts[-1]: OUTSTANDING - sum(shares.values())})


# ---------------------------------------------------------------------------------------------- rehearsal


def test_rehearsal_before_the_distribution_date_takes_no_number(pressed_run):
    plan = attached_plan(3)
    factories.close_issue(plan, "DQ2", "purchase_price.basis", "per_unit")

    run = pressed_run(plan, RunKind.REHEARSAL)

    assert (run.status, run.message) == (RunStatus.PROVED, "")
    assert not Certificate.objects.exists()
    assert NumberSeries.objects.get().next_number == 1
    assert RunItem.objects.filter(run=run, state=ItemState.PRESSED).count() == 3
    assert run.face["watermark"] == "REHEARSAL"
    assert run.face["expiration"] is None  # DQ1 is open: no certificate may print an expiry


def test_specimens_are_pressed_under_their_watermark(pressed_run):
    run = pressed_run(separated_plan(3).plan, RunKind.SPECIMEN)

    assert run.status == RunStatus.PROVED
    assert run.face["watermark"] == "SPECIMEN"
    assert {item.printed["status"] for item in RunItem.objects.filter(run=run)} == {"SPECIMEN"}


# ------------------------------------------------------------------------------------------------ steering


def test_paused_run_begins_no_chunk_and_resumes_where_it_was(begun):
    work.press_next(run_id=begun.pk, worker="one", actor=SYSTEM)
    runs.pause(run=begun, actor=clerk())

    assert not work.press_next(run_id=begun.pk, worker="one", actor=SYSTEM)
    assert RunChunk.objects.filter(run=begun, state=ChunkState.WAITING).count() == 3

    runs.resume(run=begun, actor=supervisor())
    assert work_off(begun).status == RunStatus.PROVED


def test_pause_of_a_proved_run_is_refused(begun):
    work_off(begun)

    with pytest.raises(Conflict, match="proved and cannot be paused"):
        runs.pause(run=begun, actor=clerk())


def test_cancelled_midway_voids_every_number_with_its_reason(begun):
    work.press_next(run_id=begun.pk, worker="one", actor=SYSTEM)

    runs.cancel(run=begun, reason="Wrong paper.", actor=clerk())

    assert not work.press_next(run_id=begun.pk, worker="one", actor=SYSTEM)
    certificates = Certificate.objects.filter(run=begun)
    assert {certificate.state for certificate in certificates} == {CertificateState.VOIDED}
    assert all("Wrong paper." in certificate.void_reason for certificate in certificates)
    assert Certificate.history.filter(state=CertificateState.VOIDED).count() == 7


def test_run_after_a_cancelled_one_uses_fresh_numbers(begun):
    runs.cancel(run=begun, reason="Wrong paper.", actor=clerk())

    second = work_off(runs.create_run(plan=begun.plan, actor=clerk()))

    assert second.status == RunStatus.PROVED
    numbers = Certificate.objects.filter(run=second).values_list("number", flat=True)
    assert list(numbers) == list(range(8, 15))


def test_cancel_without_a_reason_is_refused(begun):
    with pytest.raises(RuleViolation):
        runs.cancel(run=begun, reason=" ", actor=clerk())

    assert Run.objects.get().status == RunStatus.PRESSING


# --------------------------------------------------------------------------------------- claims and faults


def test_chunk_of_a_dead_worker_is_claimed_again_and_leaves_one_file(begun):
    dead = claims.claim(claims.PRESS, run_id=begun.pk, worker="dead")
    _age(dead)
    work.sweep(actor=SYSTEM)

    assert work_off(begun).status == RunStatus.PROVED
    assert not pressing.press_chunk(dead, actor=SYSTEM)  # it was only slow: its claim is gone
    assert PrintFile.objects.filter(run=begun).count() == 4
    assert RunChunk.objects.get(pk=dead.pk).state == ChunkState.PROVED


def test_chunk_that_kills_three_workers_has_failed_and_one_press_ends_the_run(begun):
    for _ in range(claims.ATTEMPTS):
        _age(claims.claim(claims.PRESS, run_id=begun.pk, worker="dead"))
        claims.free_stale()
    run = work_off(begun)

    assert run.status == RunStatus.FAILED
    assert "1 of 4 chunks failed. Chunk 1: The worker dead did not finish" in run.message

    runs.retry_failed(run=run, actor=clerk())
    assert work_off(run).status == RunStatus.PROVED


def test_poisonous_item_is_set_aside_and_its_number_voided(begun, monkeypatch):
    poison = Certificate.objects.get(run=begun, number=2)
    press = pressing.press

    def press_or_choke(template, contents):
        if any(content.number == poison.text for content in contents):
            raise PressError("The glyph is a trap.")
        return press(template, contents)

    monkeypatch.setattr(pressing, "press", press_or_choke)
    run = work_off(begun)

    assert run.status == RunStatus.PROVED
    poison.refresh_from_db()
    assert poison.state == CertificateState.VOIDED
    assert poison.void_reason == "Not pressed: PressError: The glyph is a trap."
    report = ProofReport.objects.get(run=run)
    assert (report.totals["certificates"], report.totals["exceptions"]) == ("6", "1")
    assert report.totals["voided_numbers"] == "1"


def test_broken_press_fails_the_chunks_and_voids_no_number(begun, monkeypatch):
    def broken(template, contents) -> Pressed:
        raise OSError("The fonts are gone.")

    with monkeypatch.context() as patch:
        patch.setattr(pressing, "press", broken)
        run = work_off(begun)

    assert run.status == RunStatus.FAILED
    assert "OSError: The fonts are gone." in run.message
    assert not Certificate.objects.exclude(state=CertificateState.ALLOCATED).exists()

    runs.retry_failed(run=run, actor=clerk())
    assert work_off(run).status == RunStatus.PROVED


def test_full_disk_fails_the_run_with_a_sentence_and_one_press_ends_it(begun, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pressing.files, "store", full)
        run = work_off(begun)

    assert run.status == RunStatus.FAILED
    assert "No space left on device" in run.message
    assert not PrintFile.objects.exists()

    runs.retry_failed(run=run, actor=clerk())
    assert work_off(run).status == RunStatus.PROVED


def test_template_changed_midway_stops_the_run_with_a_sentence(begun, monkeypatch):
    work.press_next(run_id=begun.pk, worker="one", actor=SYSTEM)
    loaded = pressing.templates.load_template

    class Changed:
        digest = "0" * 64

    monkeypatch.setattr(pressing.templates, "load_template", lambda *_: Changed())
    run = work_off(begun)

    assert run.status == RunStatus.FAILED
    assert "changed while run" in run.message

    monkeypatch.setattr(pressing.templates, "load_template", loaded)
    runs.retry_failed(run=run, actor=clerk())
    assert work_off(run).status == RunStatus.PROVED


def test_file_damaged_before_the_proof_is_named_and_pressed_anew(begun, settings):
    while work.press_next(run_id=begun.pk, worker="one", actor=SYSTEM):
        pass
    file = PrintFile.objects.filter(run=begun).first()
    path = f"{settings.MEDIA_ROOT}/{file.storage_name}"
    with open(path, "r+b") as stored:  # noqa: PTH123 - the bytes on the disk, behind the storage's back
        stored.seek(-40, 2)
        stored.write(b"X")
    run = work_off(begun)

    assert run.status == RunStatus.FAILED
    assert "its hash is not that of its row" in run.message

    runs.retry_failed(run=run, actor=clerk())
    assert work_off(run).status == RunStatus.PROVED


def test_file_of_a_chunk_cancelled_while_it_was_pressed_is_removed(begun, monkeypatch):
    chunk = claims.claim(claims.PRESS, run_id=begun.pk, worker="slow")
    store = pressing.files.store

    def store_while_somebody_cancels(run, pressed):
        stored = store(run, pressed)
        runs.cancel(run=begun, reason="Stop.", actor=clerk())
        return stored

    monkeypatch.setattr(pressing.files, "store", store_while_somebody_cancels)
    assert not pressing.press_chunk(chunk, actor=SYSTEM)
    assert not PrintFile.objects.filter(run=begun).exists()

    later = clock.now() + work.ORPHANS_AFTER * 2
    monkeypatch.setattr(work.clock, "now", lambda: later)
    work.sweep(actor=SYSTEM)

    assert work.files.remove_orphans(begun) == []


def test_chunk_cancelled_before_it_was_pressed_changes_nothing(begun):
    chunk = claims.claim(claims.PRESS, run_id=begun.pk, worker="slow")
    runs.cancel(run=begun, reason="Stop.", actor=clerk())

    assert not pressing.press_chunk(chunk, actor=SYSTEM)

    assert not PrintFile.objects.filter(run=begun).exists()


def test_sweep_wakes_a_run_whose_tasks_were_lost(begun, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        work.sweep(actor=SYSTEM)

    assert Run.objects.get(pk=begun.pk).status == RunStatus.PROVED


def test_sweep_leaves_a_working_run_alone(begun, django_capture_on_commit_callbacks):
    claims.claim(claims.PRESS, run_id=begun.pk, worker="busy")

    with django_capture_on_commit_callbacks() as sent:
        work.sweep(actor=SYSTEM)

    assert sent == []


def test_every_turn_of_a_run_is_an_audit_event(begun):
    work_off(begun)

    turns = AuditEvent.objects.filter(object_type="run", verb="run.changed").order_by("pk")
    assert [turn.after["status"] for turn in turns] == [RunStatus.PROVING, RunStatus.PROVED]


def _age(chunk):
    RunChunk.objects.filter(pk=chunk.pk).update(claimed_at=clock.now() - 2 * claims.STALE_AFTER)
