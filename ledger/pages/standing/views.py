"""Where the plan stands: every legal question of the course with its answer, its reason and until when."""

from typing import Any

from ledger.models import Plan
from ledger.pages.base import PlanPage, end_told
from ledger.rules.course.answers import Answer
from ledger.selectors import board, standing
from rightsadmin.common import formatting
from rightsadmin.common.shells import Crumb, DetailShell, Panel

TITLES = {
    "rights_exist": "Are the Rights alive?",
    "rights_attached": "Are they attached to the common?",
    "shares_carry_rights": "Does a share carry its Rights?",
    "separable": "May the Rights be separated now?",
    "exercisable": "May they be exercised?",
    "transferable": "Are they transferred apart from the common?",
    "redeemable": "May the Board redeem them?",
    "exchangeable": "May the Board exchange them?",
    "exchange_due": "Is an exchange due by itself?",
    "extendable_i": "May the Board defer prong (i)?",
    "extendable_ii": "May the Board defer prong (ii)?",
    "amendable": "May any term be amended?",
    "exemptable": "May a person be taken out of the definition?",
    "void": "Are Rights void?",
    "flip_in_priceable": "May what a Right buys after a Flip-In Event be reckoned?",
    "ends_at": "When do the Rights end?",
    "expiration_due": "May their expiration be posted?",
}
CITATION_WORDS = 24  # longer ones open on a click
_TONES = {"yes": "ok", "no": "", "held": "warn"}


class StandingPage(PlanPage, DetailShell):
    """The answers of the plan's now, each with the sentence of this plan's own paper."""

    section = "standing"
    object: Plan

    def get_object(self) -> Plan:
        return self.plan()

    def title(self) -> str:
        return "Where the plan stands"

    def lead(self) -> str:
        return (
            "What every act asks first: yes, no, or held, why, until when, and by which words of the paper."
        )

    def status(self) -> tuple[str, str] | None:
        end = end_told(self.request, self.plan())
        return (end.heading, "bad" if end.is_come else "warn") if end else None

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Trigger cockpit", url=self.url("cockpit"))]

    def panels(self, tab: str) -> list[Panel]:
        stands = standing.of(self.plan())
        answers = stands.answers()
        return [
            Panel(
                title=f"On {formatting.instant(stands.at)}",
                template="ledger/standing/answers.html",
                data={
                    "rows": [_row(answers[name], title) for name, title in TITLES.items()],
                    "waiting": board.all_waiting(self.plan()),
                    "plan": self.plan(),
                },
                flush=True,
                wide=True,
            )
        ]


def _row(answer: Answer, title: str) -> dict[str, Any]:
    until_day, _, until_time = (formatting.instant(answer.until) if answer.until else "").partition(", ")
    return {
        "question": title,
        "verdict": answer.verdict,
        "tone": _TONES[answer.verdict],
        "sentence": answer.sentence,
        "possible_by": answer.possible_by,
        "until_day": until_day,
        "until_time": until_time,
        "citation": answer.citation,
        "is_long": len(answer.citation.split()) > CITATION_WORDS,
    }
