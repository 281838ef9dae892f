"""A case carried from its first step to its last: time passes, each step is done or asked, each has its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.errors import BadFile
from ledger.rules.facts import BadInput
from rightsadmin.common.clock import new_york_date
from rightsadmin.rehearsal import hands, opening, refusals, scratch
from rightsadmin.rehearsal.questions import QUESTIONS, Moment
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs import VERBS

if TYPE_CHECKING:
    from datetime import date, datetime

    from rightsadmin.rehearsal.reading import Case, Step

Answer = dict[str, Any]


def rehearse(case: Case) -> Answer:
    """The answer to each step of the case, in order; nothing of it is left.

    BadInput, naming the place, where the plan or its holders cannot be loaded.
    """
    if not case.steps:
        return {"name": case.name, "steps": []}
    first = case.steps[0]
    with scratch.place(first.at) as clock:
        both = hands.hire()
        try:
            plan = opening.open_plan(case.plan, both, clock, first.at)
        except BadFile as error:
            raise BadInput(f"{case.name}: {error.where or 'plan'}", error.sentence) from error
        scene = Scene(plan=plan, hands=both, clock=clock, now=clock.look(), step=first)
        return {"name": case.name, "steps": [_answer(scene, step) for step in case.steps]}


def _answer(scene: Scene, step: Step) -> Answer:
    scene.step = step
    try:
        _let_time_pass(scene, step.recorded_at or step.at)
        return _done(scene, step) if step.verb else _asked(scene, step)
    except Exception as error:  # noqa: BLE001 - whatever a step meets is its answer, and the next step is carried
        return refusals.answer(error)


def _let_time_pass(scene: Scene, until: datetime) -> None:
    """The clock goes on to the step's instant, never back; what is due on the way is done at its own instant."""
    while due := min((each for each in scene.later if each.due_at <= until), key=_due_at, default=None):
        scene.later.remove(due)
        _put(scene, due.due_at)
        with scratch.attempt():
            due.what()
    _put(scene, until)


def _due_at(later: Any) -> Any:
    return later.due_at


def _put(scene: Scene, instant: datetime) -> None:
    scene.now = max(instant, scene.clock.look())
    scene.clock.put(scene.now)
    with scratch.attempt():
        scene.bring_to_date()


def _done(scene: Scene, step: Step) -> Answer:
    before = _last_batch(scene)
    with scratch.attempt():
        day = VERBS[step.verb](scene, step.reader())
    scene.plan.refresh_from_db()
    batches = list(scene.plan.batches.filter(number__gt=before).order_by("number"))
    scene.posted[step.number] = [batch.number for batch in batches]
    effective_on: date = batches[-1].effective_on if batches else day or scene.day
    return {"ok": True, "effective_on": effective_on.isoformat()}


def _last_batch(scene: Scene) -> int:
    last = scene.plan.batches.order_by("-number").first()
    return last.number if last else 0


def _asked(scene: Scene, step: Step) -> Answer:
    with scratch.attempt():
        moment = Moment(scene, step.at, new_york_date(step.at), step.known_at)
        found: Answer = QUESTIONS[step.question](moment, step.reader())
    return found
