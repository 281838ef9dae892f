"""The replay's day: a plan pinned to a day of the past."""

from typing import Any

from django import forms

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.plans.forms import PinForm
from ledger.services import plans
from rightsadmin.common import formatting
from rightsadmin.common.shells import FormShell


class PinDay(PlanPage, FormShell):
    """Pins a plan to a day, or lets it follow the real one."""

    section = "plan"
    act = Act.PIN_DAY
    form_class = PinForm
    is_of_record = True
    submit_label = "Take this day as today"

    def title(self) -> str:
        return "Replay: pin the plan to a day"

    def lead(self) -> str:
        return (
            "For training, and to reconstruct the past. Rules and jobs of this plan take the day as today; what is "
            "recorded keeps its real instant, and a banner says so on every page of the plan."
        )

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"day": self.plan().pinned_on}}

    def perform(self, form: forms.Form) -> str:
        plan = plans.pin(plan=self.plan(), day=form.cleaned_data["day"], actor=self.actor)
        if plan.pinned_on is None:
            return "The plan follows the real day."
        return f"The plan's today is {formatting.long_date(plan.pinned_on)}."

    def success_url(self) -> str:
        return self.url("plan")
