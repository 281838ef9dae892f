"""The certificates' tasks: each calls one service, and is done. None carries state: chunks are claimed in rows.

The services are imported by the first task and not before: the press takes a second to load, and every process of
the program, each management command too, registers these tasks at its start.
"""
# ruff: noqa: PLC0415 - see above

from typing import Any

from celery import shared_task

from rightsadmin.common.actor import Actor


@shared_task(name="certificates.press_next", bind=True)
def press_next(self: Any, run_id: int) -> None:
    """One chunk of the run is pressed."""
    from certificates.services import work

    work.press_next(run_id=run_id, worker=self.request.hostname or "", actor=Actor.system("press_next"))


@shared_task(name="certificates.prove_next", bind=True)
def prove_next(self: Any, run_id: int) -> None:
    """One print file of the run is read back."""
    from certificates.services import work

    work.prove_next(run_id=run_id, worker=self.request.hostname or "", actor=Actor.system("prove_next"))


@shared_task(name="certificates.sweep_stale_claims")
def sweep_stale_claims() -> None:
    """Every half minute: runs end by themselves, whatever died."""
    from certificates.services import work

    work.sweep(actor=Actor.system("sweep_stale_claims"))


@shared_task(name="certificates.lift_run_out_stops")
def lift_run_out_stops() -> int:
    """Daily: stops whose last day is past are lifted."""
    from certificates.services import stops

    return stops.lift_run_out(actor=Actor.system("lift_run_out_stops"))


@shared_task(name="certificates.lift_found_holders")
def lift_found_holders() -> int:
    """Daily: lost holders whose account has another address are lost no more."""
    from certificates.services import lost_holders

    return lost_holders.lift_changed(actor=Actor.system("lift_found_holders"))
