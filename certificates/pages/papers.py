"""A paper that an act rests on, one on file or one that came just now: its fields, and what they name."""

from typing import Any

from django import forms
from django.db.models import Q

from certificates.pages.fields import NameField
from ledger.models import Plan, SourceDocument
from ledger.pages.fields import PaperDayField
from ledger.pages.papers import paper
from ledger.rules.dates import date_text
from rightsadmin.common.actor import Actor

LATEST = 60


class PaperChoice(forms.ModelChoiceField):
    """One of the plan's papers on file."""

    def label_from_instance(self, obj: SourceDocument) -> str:
        return f"{obj.title[:80]}, {date_text(obj.dated_on)}"


def paper_fields(name: str) -> tuple[str, str, str]:
    """The names of the fields of a paper that is not on file yet: title, date, the file itself."""
    return f"{name}_title", f"{name}_dated_on", f"{name}_file"


def add_paper(form: forms.Form, plan: Plan, name: str, label: str) -> tuple[str, ...]:
    """Adds the fields of one paper to the form and answers their names."""
    latest = SourceDocument.objects.filter(plan=plan).order_by("-pk").values_list("pk", flat=True)[:LATEST]
    chosen = form.initial.get(name)
    papers = SourceDocument.objects.filter(Q(pk__in=list(latest)) | Q(pk=chosen), plan=plan).order_by("-pk")
    titled, dated, filed = paper_fields(name)
    form.fields[name] = PaperChoice(
        label=label, queryset=papers, required=False, empty_label="None, or a new one"
    )
    form.fields[titled] = NameField(label="New paper: its title", required=False)
    form.fields[dated] = PaperDayField(label="New paper: dated", required=False)
    form.fields[filed] = forms.FileField(label="The paper itself", required=False)
    return name, titled, dated, filed


def paper_told(
    cleaned: dict[str, Any], name: str, *, plan: Plan, kind: str, actor: Actor
) -> SourceDocument | None:
    """The paper that the fields name: a new one is recorded, one on file is taken; None where there is none."""
    titled, dated, filed = paper_fields(name)
    if not cleaned.get(titled):
        return cleaned.get(name)
    return paper(
        cleaned[filed], plan=plan, title=cleaned[titled], kind=kind, dated_on=cleaned[dated], actor=actor
    )
