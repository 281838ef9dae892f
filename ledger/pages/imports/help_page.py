"""The page of help on holder files, and the template of the house's own form."""

from django.http import HttpResponseBase
from django.urls import reverse

from ledger.holder_files.columns import COLUMN_HELP, template
from ledger.holder_files.profile import MEANINGS
from ledger.holder_files.targets import TARGETS
from ledger.pages.base import LedgerPage
from rightsadmin.common.downloads import download
from rightsadmin.common.shells import Action, Crumb, DetailShell, Panel, TakeShell


class Help(LedgerPage, DetailShell):
    """What a holder file may be, what each column of the house's own form holds, and what is mended or refused."""

    def get_object(self) -> None:
        return None

    def title(self) -> str:
        return "Help: holder files"

    def lead(self) -> str:
        return "What may be sent, what each column holds, what is mended on the way in, and what is refused."

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Profiles of holder files", url=reverse("ledger:file-profiles"))]

    def actions(self) -> list[Action]:
        return [Action(label="Download the template", url=reverse("ledger:import-template"), tone="primary")]

    def panels(self, tab: str) -> list[Panel]:
        return [
            Panel(title="What may be sent", template="ledger/imports/help.html"),
            Panel(
                title="The house’s own form",
                note="The template has these columns in this order.",
                template="ledger/imports/help_columns.html",
                data={"rows": COLUMN_HELP},
                flush=True,
            ),
            Panel(
                title="What a column of another file can be",
                note="The words are those of a fixed-width profile.",
                template="ledger/imports/help_targets.html",
                data={
                    "rows": [
                        (
                            target.word,
                            target.label,
                            ", ".join(each or "(nothing)" for each in MEANINGS.get(target.word, ())),
                        )
                        for target in TARGETS.values()
                    ]
                },
                flush=True,
            ),
        ]


class Template(LedgerPage, TakeShell):
    """The template of the house's own form, with two accounts to write over."""

    def take(self) -> HttpResponseBase:
        return download(template(), kind="text/csv", name="holder-file-template.csv")

    def back(self) -> str:
        return reverse("ledger:import-help")
