"""Questions of the dates: the Distribution Date with its prongs, the legal standing, the percentages."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from ledger.enums import CaseStatus
from ledger.rules.dates import NEW_YORK
from ledger.rules.exact import exact_text
from ledger.rules.wire.reader import Reader
from ledger.selectors import beneficial, law, questions
from ledger.selectors.standing import of as standing_of
from rightsadmin.rehearsal.questions.moment import Answer, Moment, day

if TYPE_CHECKING:
    from datetime import datetime


def distribution(moment: Moment, told: Reader) -> Answer:
    asked = law.in_force(moment.plan, moment.on, moment.known_at)
    decided = asked.distribution(moment.at)
    ending = asked.expiration(moment.at, decided=decided)
    return {
        "distribution_date": day(decided.date),
        "governing_prong": decided.governing_prong,
        "stock_acquisition_date": day(decided.stock_acquisition_date),
        "prongs": {
            row.prong: {"status": row.status, "date": day(row.date), "reason": row.reason}
            for row in decided.prongs
        },
        "trigger_cases": _cases(moment),
        "breaks": _breaks(moment, [found.sentence for found in (*decided.breaks, *ending.breaks)]),
    }


def _cases(moment: Moment) -> dict[str, int]:
    """How many cases stood in each status at the instant, by what was known then."""
    then: datetime = moment.known_at or max(moment.at, moment.scene.now)
    rows: Any = moment.plan.cases.model.history.as_of(then).filter(plan=moment.plan)
    counted = Counter(row.status for row in rows)
    return {status.value: counted[status.value] for status in CaseStatus}


def _breaks(moment: Moment, found: list[str]) -> int:
    """How many of what was found since against a date on record are open: not closed by counsel, as known."""
    told = questions.breaks(moment.plan, moment.known_at, is_closed=True)
    closed = {issue.inconsistency for issue in told}
    return len([sentence for sentence in found if sentence not in closed])


def standing(moment: Moment, told: Reader) -> Answer:
    """Every answer of the course, in New York's time."""
    answers = standing_of(moment.plan, moment.at, moment.known_at).answers()
    return {
        name: {
            "verdict": answer.verdict,
            "sentence": answer.sentence,
            "citation": answer.citation,
            "until": answer.until.astimezone(NEW_YORK).isoformat() if answer.until else None,
        }
        for name, answer in answers.items()
    }


def thresholds(moment: Moment, told: Reader) -> Answer:
    """The percentage of everybody, and of each person who has one of its own, in per cent and in shares."""
    found = beneficial.thresholds(moment.plan, moment.at, moment.known_at)
    return {
        person: {"pct": exact_text(each.pct), "shares": str(each.shares)} for person, each in found.items()
    }
