"""The examiner pack: a month chosen, its counts and what they oblige to, one download."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from certificates.pages.examiner.forms import MonthForm
from certificates.rules.turnaround import Month, month_of, obligations
from certificates.selectors import turnaround
from certificates.selectors.examiner import REGISTERS
from certificates.selectors.examiner.items import ratio_text
from certificates.services import examiner_pack
from ledger.enums import Act
from ledger.models import AuditEvent
from ledger.pages.base import PlanPage
from ledger.permissions import may_propose
from ledger.rules.dates import month_text
from rightsadmin.common import clock, formatting
from rightsadmin.common.downloads import ZIP, download
from rightsadmin.common.shells import DetailShell, Fact, FactsPanel, Panel

EARLIER_SHOWN = 12


class ExaminerPage(PlanPage, DetailShell):
    """The counts of a month, the months before it, what is in the pack, and who took it."""

    section = "examiner"
    object: Month

    def get_object(self) -> Month:
        self.form = MonthForm(self.request.GET)
        latest = turnaround.latest_month(self.plan())
        chosen = self.form.chosen(latest)
        return chosen if chosen.first <= latest.first else latest

    def title(self) -> str:
        return "Examiner pack"

    def lead(self) -> str:
        return (
            f"{month_text(self.object.first)}: the registers and counts that the SEC’s transfer agent rules ask for, "
            "in one archive."
        )

    def panels(self, tab: str) -> list[Panel]:
        here = turnaround.months(self.plan(), self.object, clock.now())
        everywhere = turnaround.months(self.plan(), self.object, clock.now(), whole_agent=True)
        told = obligations(everywhere, turnaround.calendar_of(self.plan()))
        last = everywhere[-1]
        return [
            Panel(
                title="Take it",
                template="certificates/examiner/take.html",
                data={
                    "month": str(self.object),
                    "action": reverse("certificates:examiner", args=[self.plan().slug]),
                    "take": reverse("certificates:examiner-take", args=[self.plan().slug]),
                    "may_take": may_propose(self.actor, Act.EXAMINER_PACK),
                    "obligations": told,
                    "alarm": "" if last.is_final else _alarm(last.may_be_late, last.running),
                },
            ),
            FactsPanel(
                title="Items of this plan",
                facts=[Fact(label=name, value=figure) for name, figure in examiner_pack.figures(here[-1])],
            ),
            FactsPanel(
                title="Items of all plans",
                note="The standards are the agent’s own (17Ad-2).",
                facts=[Fact(label=name, value=figure) for name, figure in examiner_pack.figures(last)],
            ),
            Panel(
                title="Twelve months of all plans",
                template="certificates/examiner/months.html",
                flush=True,
                data={
                    "rows": [{"counted": each, "ratio": ratio_text(each)} for each in reversed(everywhere)]
                },
            ),
            Panel(
                title="In the pack",
                template="certificates/examiner/registers.html",
                flush=True,
                data={"registers": REGISTERS},
            ),
            Panel(
                title="Taken before",
                template="certificates/examiner/taken.html",
                aside=True,
                data={"rows": self._taken(), "may_take": may_propose(self.actor, Act.EXAMINER_PACK)},
            ),
        ]

    def _taken(self) -> list[dict[str, Any]]:
        events = AuditEvent.objects.filter(
            plan=self.plan(), verb=examiner_pack.TAKEN, reason=examiner_pack.REASON
        ).order_by("-at", "-pk")
        take = reverse("certificates:examiner-take", args=[self.plan().slug])
        taken = [(event, event.after or {}) for event in events[:EARLIER_SHOWN]]
        return [
            {
                "month": told["month"],
                "known_at": datetime.fromisoformat(told["known_at"]),
                "known": told["known_at"],
                "who": event.actor_name,
                "url": take,
            }
            for event, told in taken
        ]


class ExaminerTake(PlanPage):
    """The archive, made while it is sent."""

    act = Act.EXAMINER_PACK

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = MonthForm(request.GET)
        page = reverse("certificates:examiner", args=[self.plan().slug])
        if not form.is_valid() or not form.cleaned_data["month"]:
            return self.led_back("Name the month as 1999-01.", page)
        month = month_of(form.cleaned_data["month"])
        try:
            content = examiner_pack.take(
                plan=self.plan(), month=month, known_at=form.instant(), actor=self.actor
            )
        except self.refusals as refusal:
            return self.led_back(refusal, f"{page}?month={month}")
        return download(content, kind=ZIP, name=f"examiner-pack-{self.plan().slug}-{month}.zip")


def _alarm(left: int, running: int) -> str:
    """What the running month still allows, in a sentence."""
    still = f"{formatting.plural(running, 'routine item')} still within their three Business Days"
    if left < 0:
        return f"Alarm: the month is below 90% already by {formatting.plural(-left, 'item')}; {still}."
    return f"Of the items received so far {left:,} more may be late before 90% is missed; {still}."
