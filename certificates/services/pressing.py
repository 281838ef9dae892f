"""One chunk at the press: its items become one print file; an item that cannot be printed is set aside."""

import logging
from collections.abc import Sequence

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from certificates.enums import CertificateState, ItemState, RunKind
from certificates.models import RunChunk, RunItem
from certificates.press import PrintFile as Pressed, press
from certificates.press.master import MasterTemplate
from certificates.services import claims, files, lifecycle, matter, templates
from certificates.services.locks import lock_claimed
from ledger.errors import RuleViolation
from ledger.services import audit
from ledger.services.locks import PATIENTLY
from rightsadmin.common.actor import Actor

logger = logging.getLogger(__name__)

Job = tuple[RunItem, matter.Content]


def press_chunk(chunk: RunChunk, *, actor: Actor) -> bool:
    """Presses the claimed chunk and stores its file; True where this claim finished it.

    Rendering and storing happen outside any transaction. False where the claim was taken away meanwhile: nothing
    changed then, and the file, if it was stored, is the very file the other worker stores.
    """
    run = chunk.run
    jobs = _jobs(chunk)
    template: MasterTemplate = templates.template_of(run)
    pressed, refused = _press(template, jobs)
    if refused and run.kind == RunKind.PRESENTATION:
        # The holder's old certificate is cancelled already: his item is never set aside, the run fails and is retried.
        raise RuleViolation(refused[0][1])
    stored = files.store(run, pressed) if pressed else None
    with transaction.atomic():
        current = lock_claimed(chunk, timeout=PATIENTLY)
        if current is None:
            return False
        if pressed and stored:
            current.print_file = files.row_of(run, pressed, stored)
            places = {piece.number: place for place, piece in enumerate(pressed.slices)}
            _mark_pressed(
                [(item.pk, places[key]) for item, content in jobs if (key := template.key(content)) in places]
            )
        for item, message in refused:
            _set_aside(item, message, actor)
        claims.finish(current, claims.PRESS, "print_file")
    return True


def _jobs(chunk: RunChunk) -> list[Job]:
    """The items to press, in order: what waits, and what was pressed when the chunk is pressed again."""
    items = (
        RunItem.objects.filter(chunk=chunk, state__in=(ItemState.WAITING, ItemState.PRESSED))
        .select_related("certificate")
        .order_by("pk")
    )
    return [(item, matter.thawed(chunk.run, item.printed)) for item in items]


def _press(template: MasterTemplate, jobs: Sequence[Job]) -> tuple[Pressed | None, list[tuple[RunItem, str]]]:
    """The print file of the items that can be printed, and the others with the reason."""
    if not jobs:
        return None, []
    try:
        return press(template, [content for _, content in jobs]), []
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("A chunk of %s items cannot be pressed whole: looking for the item.", len(jobs))
    refused = _refused(template, jobs)
    if len(refused) == len(jobs):
        press(template, template.probes()[:1])  # where it fails too, the press is broken and not the items
    names = {template.key(content) for (_, content), _ in refused}
    good = [content for _, content in jobs if template.key(content) not in names]
    return (press(template, good) if good else None), [(item, message) for (item, _), message in refused]


def _refused(template: MasterTemplate, jobs: Sequence[Job]) -> list[tuple[Job, str]]:
    """The items that fail alone, found by halving: a poisonous one costs a chunk some presses, not hundreds."""
    try:
        press(template, [content for _, content in jobs])
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # noqa: BLE001 - whatever an item does to the press is the item's message
        if len(jobs) == 1:
            return [(jobs[0], f"{type(error).__name__}: {error}"[:300])]
        half = len(jobs) // 2
        return _refused(template, jobs[:half]) + _refused(template, jobs[half:])
    return []


def _mark_pressed(places: Sequence[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE certificates_runitem AS item SET state = %s, place = pressed.place
            FROM unnest(%s::bigint[], %s::int[]) AS pressed(id, place) WHERE item.id = pressed.id
            """,
            [ItemState.PRESSED, [item for item, _ in places], [place for _, place in places]],
        )


def _set_aside(item: RunItem, message: str, actor: Actor) -> None:
    """The item is an exception for staff, and its number, if it has one, is voided with the reason."""
    item.state, item.message = ItemState.EXCEPTION, message
    item.save(update_fields=["state", "message"])
    certificate = item.certificate
    if certificate is None or certificate.state != CertificateState.ALLOCATED:
        return
    lifecycle.void(certificate, f"Not pressed: {message}", actor)
    audit.record(
        "certificate.changed",
        plan=certificate.plan,
        target=certificate,
        reason=certificate.void_reason,
        before={"state": CertificateState.ALLOCATED},
        after={"state": CertificateState.VOIDED},
        actor=actor,
    )
