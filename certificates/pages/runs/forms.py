"""Forms of runs: beginning, cancelling, countersigning and mailing one."""

from typing import Any

from django import forms
from django.db.models import Q

from certificates.enums import RunKind
from ledger.models import Plan, Signatory
from ledger.selectors import plan_day


class BeginForm(forms.Form):
    """Which kind of run."""

    kind = forms.ChoiceField(
        label="Kind of run",
        choices=[
            (RunKind.LIVE, "Live: takes numbers, one certificate for each line of the separation"),
            (RunKind.REHEARSAL, "Rehearsal: watermarked, takes no number, is never released"),
            (RunKind.SPECIMEN, "Specimen: watermarked, for the company and the printers"),
        ],
        widget=forms.RadioSelect,
        initial=RunKind.REHEARSAL,
    )


class CancelForm(forms.Form):
    """Why a run is cancelled."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Its numbers stay taken and bear this reason.",
    )


class CountersignForm(forms.Form):
    """Who countersigned."""

    signatory = forms.ModelChoiceField(
        label="Signatory of the Rights Agent",
        queryset=Signatory.objects.none(),
        empty_label="Choose who countersigned",
        help_text="Those in office on the plan’s today.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = plan_day.today(plan)
        in_office = Q(until_on__isnull=True) | Q(until_on__gte=today)
        field: Any = self.fields["signatory"]
        field.queryset = Signatory.objects.filter(
            in_office, plan=plan, party=Signatory.Party.AGENT, from_on__lte=today
        )


class MailForm(forms.Form):
    """What shows that it was mailed."""

    reason = forms.CharField(
        label="What shows it",
        max_length=90,
        help_text="The manifest of the mail house, the receipt of the post office.",
    )
