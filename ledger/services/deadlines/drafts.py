"""What each deadline says, before it is a row: from the computed dates, with the words of this plan's own paper."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from ledger.enums import Act
from ledger.models import Plan
from ledger.rules.course.distribution import Distribution, ProngRow
from ledger.rules.deadlines import AwaitedDay, awaited_deadline
from ledger.rules.facts import Computed
from ledger.selectors import calendars, citations, law, plan_day
from ledger.selectors.terms import value
from rightsadmin.common.hashing import digest

PRONG_TITLES = {
    "i": "Prong (i): after the Stock Acquisition Date or an Adverse Person",
    "ii": "Prong (ii): after a tender or exchange offer",
    "iii": "Prong (iii): at once, on the announcement of the higher percentage",
    "iv": "Prong (iv): at once, on a Flip-Over Event",
}
# Key of a date -> what of the plan's own paper it rests on (citations.SUBJECTS), and the act that it is about.
_GROUNDS: dict[str, tuple[str, str]] = {
    "distribution_date": ("separation", Act.SEPARATION),
    "prong.i": ("prong_i", Act.RESOLUTION),
    "prong.ii": ("prong_ii", Act.RESOLUTION),
    "prong.iii": ("prong_iii", ""),
    "prong.iv": ("prong_iv", ""),
    "extension_cut_off:i": ("extension", Act.RESOLUTION),
    "extension_cut_off:ii": ("extension", Act.RESOLUTION),
    "redemption_end": ("redemption", Act.RESOLUTION),
    "exchange_end": ("exchange", Act.RESOLUTION),
    "amendment_end": ("amendment", Act.AMENDMENT),
    "expiration": ("expiration", Act.EXPIRATION),
}


@dataclass(frozen=True)
class Draft:
    """What a deadline says, before it is a row: the digest of it decides whether the row on file still says so."""

    key: str
    kind: str
    title: str
    date: date | None
    instant: datetime | None
    state: str
    governing: bool
    reason: str
    section: str
    rule: str
    calendar_code: str
    calendar_version: int
    explanation: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest(vars(self))


def of_law(plan: Plan, dates: law.Dates) -> list[Draft]:
    """Every date that the plan's law gives, each with the sentence of the plan's own paper that it rests on."""
    distribution = dates.distribution
    found = [
        _of_distribution(distribution),
        *(_of_prong(row, distribution) for row in distribution.prongs),
        *(
            _draft(
                row.computed, key=row.key, kind=row.kind, title=row.title, state="", governing=False, more={}
            )
            for row in dates.others
        ),
    ]
    grounds = {draft.key: _GROUNDS[draft.key] for draft in found if draft.key in _GROUNDS}
    told = citations.several(plan, {subject for subject, _ in grounds.values()})
    return [
        _grounded(draft, str(told[grounds[draft.key][0]]), grounds[draft.key][1])
        if draft.key in grounds
        else draft
        for draft in found
    ]


def _grounded(draft: Draft, quoted: str, act: str) -> Draft:
    return replace(draft, explanation={**draft.explanation, "quoted": quoted, "act": act})


def of_awaited(plan: Plan, rows: Collection[AwaitedDay]) -> list[Draft]:
    """What somebody must do by a day, with the act that meets it."""
    if not rows:
        return []
    calendar = calendars.snapshot(value(plan, "business_day.calendar", plan_day.today(plan)))
    found = []
    for row in rows:
        deadline = awaited_deadline(row, calendar)
        more = {"act": row.act, "mends": row.mends, "page": row.page, "further": list(row.further)}
        found.append(
            _draft(
                deadline.computed,
                key=row.key,
                kind=row.kind,
                title=row.title,
                state="",
                governing=False,
                more=more,
            )
        )
    return found


def _of_distribution(distribution: Distribution) -> Draft:
    return _draft(
        distribution.computed,
        key="distribution_date",
        kind="distribution_date",
        title="Distribution Date",
        state="governing" if distribution.date else "none",
        governing=distribution.date is not None,
        more={
            "governing": list(distribution.governing),
            "warnings": [
                {"code": notice.code, "message": notice.message} for notice in distribution.warnings
            ],
        },
    )


def _of_prong(row: ProngRow, distribution: Distribution) -> Draft:
    return _draft(
        row.computed,
        key=f"prong.{row.prong}",
        kind="prong",
        title=PRONG_TITLES[row.prong],
        state=row.status,
        governing=row.prong in distribution.governing,
        more={
            "candidates": [
                {
                    "status": c.status,
                    "date": c.date.isoformat() if c.date else None,
                    "reason": c.computed.reason,
                }
                for c in row.candidates
            ],
            "extensions": [str(extension.reason) for extension in row.extensions],
        },
    )


def _draft(
    computed: Computed[date] | Computed[date | None],
    *,
    key: str,
    kind: str,
    title: str,
    state: str,
    governing: bool,
    more: dict[str, Any],
) -> Draft:
    return Draft(
        key=key,
        kind=kind,
        title=title,
        date=computed.value,
        instant=computed.instant,
        state=state,
        governing=governing,
        reason=computed.reason,
        section=computed.section,
        rule=computed.rule,
        calendar_code=computed.calendar,
        calendar_version=int(computed.calendar_version or 0),
        explanation={
            "inputs": [list(pair) for pair in computed.inputs],
            "counted": [{"number": day.number, "date": day.date.isoformat()} for day in computed.counted],
            "skipped": [{"date": day.date.isoformat(), "name": day.name} for day in computed.skipped],
            **more,
        },
    )
