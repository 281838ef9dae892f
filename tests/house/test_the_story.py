"""The demonstration is told through the same services as everything else: a rule that stops it stops every newcomer."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from certificates.enums import RunStatus
from ledger.enums import PlanState
from ledger.selectors import kept_files, seal
from ledger.services import record_proof
from rightsadmin.common.actor import Actor
from rightsadmin.demo import afterwards, desk, second_plan, story
from tests.certificates.presented import work_off
from tests.house.tampering import missed_of
from tests.owner import as_owner


def at_once(run, _say):
    """What the demonstration waits for, done in this process instead of by workers."""
    work_off(run)
    run.refresh_from_db()
    return run


@pytest.mark.django_db(transaction=True)  # each holder file is staged in a table of its transaction
def test_the_demonstration_is_told_to_its_end(monkeypatch):
    told = []
    monkeypatch.setattr(desk, "await_run", at_once)
    run = story.carry(told.append, accounts=60)
    afterwards.work(run.plan, run, told.append)
    second = second_plan.run_a_clock(told.append)
    second.refresh_from_db()
    assert run.status == RunStatus.RELEASED
    assert any("Distribution Date Wednesday 30 December 1998" in line for line in told)
    assert second.state == PlanState.TRIGGER_PENDING
    head = record_proof.prove(actor=Actor.system("tests"))
    assert head.differences == []
    assert (
        record_proof.prove(actor=Actor.system("tests")).differences == []
    )  # what the first one signed holds
    every_change_behind_the_program_is_found()
    every_file_that_is_not_as_stored_is_found()


def every_change_behind_the_program_is_found():
    tried = 0
    with as_owner():
        names = [table.name for table in seal.tables()]
        for name in names:
            changes, missed = missed_of(name)
            assert missed == []
            tried += changes
    print(f"{tried:,} changes of single rows in {len(names)} tables behind the program: all found")  # noqa: T201
    assert tried > 1_500


def every_file_that_is_not_as_stored_is_found():
    names = [name for name, _ in kept_files.stored_files()]
    folders = {name.partition("/")[0] for name in names}
    for folder in folders:
        name = next(each for each in names if each.startswith(f"{folder}/"))
        path = Path(default_storage.path(name))
        content = path.read_bytes()
        for bad in (content[:-1] + bytes([content[-1] ^ 1]), None):
            path.unlink()
            if bad is not None:
                path.write_bytes(bad)
            assert [name in sentence for sentence in kept_files.differences()] == [True]
            path.write_bytes(content)
    assert {"documents", "holder-files", "prints"} <= folders
