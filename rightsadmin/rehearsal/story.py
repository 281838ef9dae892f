"""A case carried from its first step to its last: time passes, each step is done or asked, each has its answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ledger.errors import BackOfficeError, BadFile
from ledger.rules.business_days import OutOfRange
from ledger.rules.facts import BadInput
from ledger.selectors import calendars, citations
from rightsadmin.common.clock import new_york_date
from rightsadmin.rehearsal import hands, opening, refusals, scratch
from rightsadmin.rehearsal.format import SUBJECTS
from rightsadmin.rehearsal.questions import QUESTIONS, Moment
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from rightsadmin.rehearsal.reading import Case, Step

Answer = dict[str, Any]
logger = logging.getLogger(__name__)


def rehearse(case: Case) -> Answer:
    """The answer to each step of the case, in order; nothing of it is left. Where the Rights cannot be attached each
    step is refused for that reason.

    BadInput, naming the place, where the plan or its holders cannot be loaded.
    """
    if not case.steps:
        return {"name": case.name, "steps": []}
    first = case.steps[0]
    with scratch.place(first.at) as clock, calendars.remembered():  # no step changes a calendar
        hired = hands.hire()
        try:
            plan = opening.open_plan(case.plan, hired, clock, first.at)
        except BadFile as error:
            raise BadInput(f"{case.name}: {error.where or 'plan'}", error.sentence) from error
        except BackOfficeError as refusal:
            return {"name": case.name, "steps": [_not_begun(refusal) for _ in case.steps]}
        scene = Scene(plan=plan, hands=hired, clock=clock, now=clock.look(), step=first)
        return {"name": case.name, "steps": [_answer(scene, step) for step in case.steps]}


def _not_begun(refusal: BackOfficeError) -> Answer:
    """What each step answers where the plan's own law refuses its dividend or its holders."""
    told = refusals.answer(refusal, str)
    return {**told, "sentence": f"Before the first step: {told['sentence']}"}


def _answer(scene: Scene, step: Step) -> Answer:
    scene.step = step
    try:
        _let_time_pass(scene, step.recorded_at or step.at)
        return _done(scene, step) if step.verb else _asked(scene, step)
    except Exception as error:  # noqa: BLE001 - whatever a step meets is its answer, and the next step is carried
        return refusals.answer(error, lambda: _citation(scene, step))


def _citation(scene: Scene, step: Step) -> str:
    """What the plan's paper says of what was tried; of a resolution by its kind."""
    kind = step.fields.get("kind") if step.verb in ("resolve", "fact") else None
    subject = kind if isinstance(kind, str) else SUBJECTS.get(step.verb, "other")
    return str(citations.of(scene.plan, subject if subject in citations.SUBJECTS else "other", scene.day))


def _let_time_pass(scene: Scene, until: datetime) -> None:
    """The clock goes on to the step's instant, never back; what is due on the way is done at its own instant, and what
    is refused then is tried again at each later step.
    """
    for due in sorted((each for each in scene.later if each.due_at <= until), key=lambda each: each.due_at):
        _put(scene, due.due_at)
        if _is_done(due.what):
            scene.later.remove(due)
    _put(scene, until)


def _put(scene: Scene, instant: datetime) -> None:
    scene.now = max(instant, scene.clock.look())
    scene.clock.put(scene.now)
    _is_done(scene.bring_to_date)


def _is_done(what: Callable[[], None]) -> bool:
    """Whether it could be done; what a job meets is noted, as the jobs note it, and is no answer of a step."""
    try:
        with scratch.attempt():
            what()
    except (BackOfficeError, OutOfRange) as refusal:
        logger.info("Left for later: %s", refusal)
        return False
    return True


def _done(scene: Scene, step: Step) -> Answer:
    before = scene.last_batch()
    with scratch.attempt():
        day = VERBS[step.verb](scene, step.reader())
    scene.plan.refresh_from_db()
    batches = list(scene.plan.batches.filter(number__gt=before).order_by("number"))
    if not scene.posted.get(step.number):  # a movement is posted by one person, without an approval
        scene.posted[step.number] = [batch.number for batch in batches]
    effective_on: date = batches[-1].effective_on if batches else day or scene.day
    return {"ok": True, "effective_on": effective_on.isoformat()}


def _asked(scene: Scene, step: Step) -> Answer:
    with scratch.attempt():
        moment = Moment(scene, step.at, new_york_date(step.at), step.known_at)
        found: Answer = QUESTIONS[step.question](moment, step.reader())
    return found
