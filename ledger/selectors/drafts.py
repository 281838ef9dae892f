"""Plans that are being set up: what a draft says, what is wrong in it, what it leaves unsaid, what waits for that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from ledger.models import PlanDraft
from ledger.plan_files import TEXTS, BadPlanFile, PlanFile, editing, read_plan_file
from ledger.selectors.draft_problems import STEPS, Problem, located
from ledger.terms import HELD_ACTS, REGISTRY, SECTIONS, TermKind, in_one_line
from ledger.terms.groups import Group
from rightsadmin.common import clock


@dataclass(frozen=True, kw_only=True)
class Unsaid:
    """A term, or a part of one, that the draft does not state: whether the plan can be loaded without it, what then
    holds, and the acts that wait for it.
    """

    kind: TermKind
    label: str
    is_needed: bool
    then: str
    waits: tuple[str, ...]

    @property
    def section(self) -> str:
        """The section of the plan that it belongs to, in words."""
        return SECTIONS[self.kind.section]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the draft comes to: the plan where it can be read, each place that is wrong, each term that is unsaid."""

    read: PlanFile | None
    problems: tuple[Problem, ...]
    unsaid: tuple[Unsaid, ...]

    @property
    def may_be_proposed(self) -> bool:
        """Whether a second person can be asked to approve it."""
        return self.read is not None and not any(each.is_needed for each in self.unsaid)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A page of a draft: how many terms it has, of which so many are stated and so many lack; how much is wrong."""

    name: str
    title: str
    terms: int
    stated: int
    lacking: int
    wrong: int


def listed() -> QuerySet[PlanDraft]:
    """Every draft, the one saved last first."""
    return PlanDraft.objects.select_related("plan")


def checked(content: str) -> Checked:
    """The content of a draft, checked whole."""
    data = editing.parsed(content)
    unsaid = _unsaid(_values(data))
    try:
        return Checked(read=read_plan_file(content.encode(), today=clock.today()), problems=(), unsaid=unsaid)
    except BadPlanFile as error:
        return Checked(read=None, problems=located(error.problems, data), unsaid=unsaid)


def inside(data: Mapping[str, Any], part: str) -> dict[str, Any]:
    """An object within the data of a draft, empty where there is none."""
    found = data.get(part)
    return dict(found) if isinstance(found, dict) else {}


def paper_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The row of the paper that the terms cite; empty where there is none yet."""
    rows = editing.rows_of(data, "documents")
    cited = inside(data, "terms").get("document")
    return next((row for row in rows if row.get("id") == cited), next(iter(rows), {}))


def paper_text(data: Mapping[str, Any]) -> str:
    """The text of that paper, its own or that which comes with the project; "" where it is not told."""
    row = paper_of(data)
    shipped = TEXTS / Path(str(row.get("text") or "-")).name
    return str(row.get("content") or "") or (shipped.read_text(encoding="utf-8") if shipped.is_file() else "")


def values(content: str) -> dict[str, Any]:
    """Key -> the value of each term that the draft states, as it stands."""
    return _values(editing.parsed(content))


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {key: row.get("value") for key, row in editing.stated(data).items()}


def today_of(content: str) -> date:
    """The plan's today: the day that a replay begins on, else the real one."""
    try:
        return date.fromisoformat(str(editing.parsed(content).get("pinned_on")))
    except ValueError:
        return clock.today()


def steps(content: str, found: Checked) -> list[Step]:
    """The pages of a draft in their order: how many of the terms of each are stated, lack, or are wrong."""
    stated = editing.stated(editing.parsed(content))
    of = {step: [kind for kind in REGISTRY.values() if kind.section == step] for step in STEPS}
    return [
        Step(
            name=step,
            title=title,
            terms=len(of[step]),
            stated=sum(stated.get(kind.key, {}).get("value") is not None for kind in of[step]),
            lacking=sum(each.is_needed and each.kind.section == step for each in found.unsaid),
            wrong=sum(problem.step == step for problem in found.problems),
        )
        for step, title in STEPS.items()
    ]


def words(read: PlanFile) -> dict[str, Any]:
    """The whole plan in words, as a second person approves it: terms, people, papers, acts, figures, questions."""
    return {
        "plan": read.name,
        "agreement_dated": read.agreement_date.isoformat(),
        "replay_from": read.pinned_on.isoformat() if read.pinned_on else "no: a live plan",
        "papers": [
            {
                "paper": row.title,
                "kind": row.kind,
                "dated": row.dated_on.isoformat(),
                "words": len(row.text.split()),
            }
            for row in read.documents
        ],
        "terms": [
            {
                "term": REGISTRY[row.key].label,
                "value": in_one_line(row.key, row.value),
                "sentence": row.citation,
            }
            for row in read.terms
        ],
        "directors": [
            {"director": row.name, "joined": row.joined_on.isoformat(), "left": _day(row.left_on)}
            for row in read.directors
        ],
        "signatories": [
            {"name": row.name, "title": row.title, "of": row.party, "from": row.from_on.isoformat()}
            for row in read.signatories
        ],
        "resolutions": [
            {
                "resolution": row.number,
                "kind": row.kind,
                "adopted": row.adopted_at.isoformat(),
                "text": row.text,
            }
            for row in read.resolutions
        ],
        "control_book": [
            {
                "as of": row.as_of.isoformat(),
                "outstanding": f"{row.outstanding:f}",
                "treasury": f"{row.treasury:f}",
                "reserved": f"{row.reserved:f}",
            }
            for row in read.control_book
        ],
        "questions": [
            {"question": row.code, "title": row.title, "holds": ", ".join(row.holds)} for row in read.issues
        ],
    }


def _day(day: Any) -> str:
    return day.isoformat() if day else "in office"


def _unsaid(stated: dict[str, Any]) -> tuple[Unsaid, ...]:
    rows = [
        Unsaid(
            kind=kind,
            label=kind.label,
            is_needed=not kind.may_be_unsaid,
            then=kind.then,
            waits=_acts(kind.holds),
        )
        for kind in REGISTRY.values()
        if stated.get(kind.key) is None
    ]
    parts = [
        Unsaid(
            kind=kind,
            label=f"{kind.label}: {part.label}",
            is_needed=False,
            then=part.unsaid,
            waits=_acts(part.holds),
        )
        for kind in REGISTRY.values()
        if isinstance(kind.shape, Group) and isinstance(told := stated.get(kind.key), dict)
        for part in kind.shape.parts
        if part.unsaid and told.get(part.name) is None
    ]
    return (*rows, *parts)


def _acts(holds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(HELD_ACTS[act] for act in holds)
