"""The examination of one item: every piece of evidence its kind asks for, on one form."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django import forms

from certificates.enums import (
    Circumstance,
    GuaranteeProgram,
    LegalGround,
    PaymentForm,
    PresentationKind,
)
from certificates.models import Certificate, Election, LossClaim, Presentation, StopOrder
from certificates.pages.fields import LinesField, NameField
from certificates.pages.papers import PaperChoice, add_paper, paper_fields
from certificates.pages.presentations.forms import SeenField
from certificates.rules.guarantees import COVER
from certificates.rules.presented import GUARANTEED, LEGAL_PAPERS
from certificates.services.presentations import ElectionTold, EvidenceTold, LossTold
from ledger.models import HolderAccount
from ledger.pages.fields import AccountField, DayField, FigureField, OfPlanForm, WholeField
from rightsadmin.common import formatting
from rightsadmin.common.shells import FieldGroup

BOX = [("blank", "Left blank"), ("no", "No"), ("yes", "Yes")]
ANSWERS: dict[str, bool | None] = {"blank": None, "no": False, "yes": True}
WORDS = {answer: word for word, answer in ANSWERS.items()}
SPARE_ROWS, MOST_ROWS = 3, 300
MOST_RIGHTS = 2**62
# What is issued follows by itself for these; the others say which certificates are asked for.
FOLLOWS = (PresentationKind.EXERCISE, PresentationKind.REPLACEMENT)
PAPERS = {code: name for papers in LEGAL_PAPERS.values() for code, name in papers}


class ExamineForm(OfPlanForm):
    """What the maker finds. The fields are those of the item's kind; `groups` are its sections."""

    is_surrendered = forms.BooleanField(label="The certificates themselves came", required=False)
    is_signed = forms.BooleanField(label="Assignment, request or election is signed", required=False)
    matches_face = forms.BooleanField(
        label="Every signature matches the name on the face",
        required=False,
        help_text="In every particular, without alteration or enlargement.",
    )
    seen = SeenField()
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_ROWS)

    def __init__(
        self,
        *args: Any,
        item: Presentation,
        certificates: Sequence[Certificate],
        more: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, plan=item.plan, **kwargs)
        self.item = item
        self.certificates = certificates
        self.groups = [FieldGroup(title="The paper", fields=("is_surrendered", "is_signed", "matches_face"))]
        if item.kind in GUARANTEED:
            self._ask_certificate_part()
        if item.kind == PresentationKind.LEGAL_TRANSFER:
            self._ask_legal_ground()
        if item.kind == PresentationKind.EXERCISE:
            self._ask_election()
        if item.kind == PresentationKind.REPLACEMENT:
            self._ask_loss()
        if item.kind not in FOLLOWS:
            self._ask_requested(more)

    # ---------------------------------------------------------------------------------------- the sections

    def _ask_certificate_part(self) -> None:
        boxes = {
            "owner_answer": "Box 1: owned by an Acquiring Person",
            "source_answer": "Box 2: got from an Acquiring Person",
        }
        for name, label in boxes.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=BOX, widget=forms.RadioSelect)
        self.fields["guarantee_program"] = forms.ChoiceField(
            label="Program", required=False, choices=[("", "None"), *GuaranteeProgram.choices]
        )
        covers = [(prefix, f"{prefix}, covers {formatting.money(cover)}") for prefix, cover in COVER.items()]
        self.fields["guarantee_prefix"] = forms.ChoiceField(
            label="First letter of the stamp", required=False, choices=[("", "None"), *covers]
        )
        self.fields["guarantor"] = NameField(label="Guarantor", required=False)
        self.fields["tax_due"] = _money("Transfer tax due")
        self.fields["tax_received"] = _money("Transfer tax received")
        self.fields["screened_on"] = DayField(label="Transferees and payees screened on", required=False)
        self.fields["is_screening_clear"] = forms.BooleanField(label="The screening is clear", required=False)
        self.groups += [
            FieldGroup(title="The certificate part", fields=tuple(boxes)),
            FieldGroup(
                title="Medallion guarantee",
                help="By a member of an approved program; a notary’s stamp is none (17Ad-15).",
                fields=("guarantee_program", "guarantee_prefix", "guarantor"),
            ),
            FieldGroup(
                title="Tax and screening",
                fields=("tax_due", "tax_received", "screened_on", "is_screening_clear"),
            ),
        ]

    def _ask_legal_ground(self) -> None:
        self.fields["legal_ground"] = forms.ChoiceField(
            label="Ground", required=False, choices=[("", "Not said"), *LegalGround.choices]
        )
        self.fields["legal_papers"] = forms.MultipleChoiceField(
            label="Papers that came",
            required=False,
            choices=[(code, name.capitalize()) for code, name in PAPERS.items()],
            widget=forms.CheckboxSelectMultiple,
        )
        self.groups.append(FieldGroup(title="On which ground", fields=("legal_ground", "legal_papers")))

    def _ask_election(self) -> None:
        self.fields["rights"] = _rights("Rights exercised", "Empty: no election came.")
        self.fields["payment_form"] = forms.ChoiceField(label="Form of payment", choices=PaymentForm.choices)
        self.fields["tendered"] = _money("Amount tendered", max_digits=18)
        self.fields["collected_on"] = DayField(
            label="Collected on", required=False, help_text="Empty: not collected yet."
        )
        self.fields["deliver_to"] = NameField(label="Deliver to", required=False)
        self.fields["deliver_address"] = LinesField(label="Address for delivery", required=False)
        self.fields["market_price"] = _price(
            "Market price of what is delivered", "Asked where a fraction is left."
        )
        names = ("rights", "payment_form", "tendered", "collected_on", "deliver_to", "deliver_address")
        self.groups += [
            FieldGroup(title="Form of election", fields=names),
            FieldGroup(
                title="Cash in place of a fraction",
                help="The company certifies the price.",
                fields=(
                    "market_price",
                    *add_paper(self, self.item.plan, "price", "Certificate of the price"),
                ),
            ),
        ]

    def _ask_loss(self) -> None:
        self.fields["circumstance"] = forms.ChoiceField(
            label="What happened", required=False, choices=[("", "Not said"), *Circumstance.choices]
        )
        in_force = StopOrder.objects.filter(
            certificate__in=[row.pk for row in self.certificates], lifted_at__isnull=True
        )
        self.fields["stop"] = forms.ModelChoiceField(
            label="Stop in force",
            queryset=in_force.select_related("certificate"),
            required=False,
            empty_label="None",
            help_text="It is placed on the certificate’s page, before anything else.",
        )
        self.fields["is_waiver_asked"] = forms.BooleanField(
            label="Waiver of the bond asked for small value", required=False
        )
        self.fields["value_per_right"] = _price("Value of a Right", "Asked for a waiver.")
        self.groups += [
            FieldGroup(
                title="The loss", fields=("circumstance", "stop", "value_per_right", "is_waiver_asked")
            ),
            FieldGroup(
                title="Affidavit of loss",
                fields=add_paper(self, self.item.plan, "affidavit", "Affidavit on file"),
            ),
            FieldGroup(
                title="Indemnity or bond",
                fields=add_paper(self, self.item.plan, "indemnity", "Indemnity on file"),
            ),
        ]

    def _ask_requested(self, more: int) -> None:
        self.row_count = min(self._rows_wanted() + more, MOST_ROWS)
        names = []
        for place in range(1, self.row_count + 1):
            account, rights = f"account_{place}", f"rights_{place}"
            field = AccountField(label=f"Account, certificate {place}", required=False)
            field.plan = self.item.plan
            self.fields[account] = field
            self.fields[rights] = _rights(f"Rights, certificate {place}")
            names += [account, rights]
        self.groups.append(
            FieldGroup(
                title="Certificates asked for",
                help="The exact quantity of each owner; the present owner’s balance is one of them.",
                fields=tuple(names),
            )
        )

    def _rows_wanted(self) -> int:
        asked = str(self.data.get("rows", "")) if self.is_bound else str(self.initial.get("rows", ""))
        return min(int(asked), MOST_ROWS) if asked.isdecimal() and len(asked) <= 3 else SPARE_ROWS  # noqa: PLR2004

    # ---------------------------------------------------------------------------------------- what was found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in range(1, getattr(self, "row_count", 0) + 1):
            pair = [cleaned.get(f"{name}_{place}") for name in ("account", "rights")]
            wrong = {f"account_{place}", f"rights_{place}"} & self.errors.keys()
            if not wrong and (pair[0] is None) != (pair[1] is None):
                missing = f"rights_{place}" if pair[1] is None else f"account_{place}"
                self.add_error(missing, "A certificate needs both: whose it is, and for how many Rights.")
        for name, field in list(self.fields.items()):
            if isinstance(field, PaperChoice):
                titled, dated, _ = paper_fields(name)
                if cleaned.get(titled) and not cleaned.get(dated):
                    self.add_error(dated, "Give the date that the paper bears.")
        if cleaned.get("rights") and not cleaned.get("deliver_to"):
            self.add_error("deliver_to", "Name who gets what is bought.")
        return cleaned

    def evidence(self) -> EvidenceTold:
        """The evidence as found; what this kind does not ask stays as it is on file."""
        found = {name.name: getattr(self.item, name.name) for name in fields(EvidenceTold)}
        found |= {name: value for name, value in self.cleaned_data.items() if name in found}
        for box in ("owner_answer", "source_answer"):
            if box in self.fields:
                found[box] = ANSWERS[self.cleaned_data[box]]
        for tax in ("tax_due", "tax_received"):
            found[tax] = found[tax] or Decimal(0)
        return EvidenceTold(**found)

    def requested(self) -> list[tuple[HolderAccount, int]]:
        """Owner and Rights of each certificate asked for."""
        pairs = (
            (self.cleaned_data[f"account_{place}"], self.cleaned_data[f"rights_{place}"])
            for place in range(1, getattr(self, "row_count", 0) + 1)
        )
        return [(account, rights) for account, rights in pairs if account is not None]

    def elected(self, price_document: Any) -> ElectionTold | None:
        """The form of election, None where none came."""
        data = self.cleaned_data
        if not data.get("rights"):
            return None
        names = ("rights", "payment_form", "collected_on", "deliver_to", "deliver_address", "market_price")
        told = {name: data[name] for name in names}
        return ElectionTold(**told, tendered=data["tendered"] or Decimal(0), price_document=price_document)

    def loss(self, affidavit: Any, indemnity: Any) -> LossTold | None:
        """What is claimed of the loss, None where nothing is said of it."""
        data = self.cleaned_data
        if not data.get("circumstance"):
            return None
        names = ("circumstance", "is_waiver_asked", "value_per_right", "stop")
        return LossTold(**{name: data[name] for name in names}, affidavit=affidavit, indemnity=indemnity)


def on_file(item: Presentation) -> dict[str, Any]:
    """The form's initial values: what is on the ticket now."""
    found: dict[str, Any] = {name.name: getattr(item, name.name) for name in fields(EvidenceTold)}
    found["owner_answer"], found["source_answer"] = WORDS[item.owner_answer], WORDS[item.source_answer]
    found["deliver_to"], found["deliver_address"] = item.presenter, "\n".join(item.presenter_address)
    requested = list(item.requested.select_related("account").order_by("seq"))
    found["rows"] = len(requested) + SPARE_ROWS - (1 if requested else 0)
    for row in requested:
        found |= {f"account_{row.seq}": row.account.number, f"rights_{row.seq}": row.quantity}
    if election := Election.objects.filter(presentation=item).first():
        names = ("rights", "payment_form", "tendered", "collected_on", "deliver_to", "market_price")
        found |= {name: getattr(election, name) for name in names}
        found |= {"deliver_address": "\n".join(election.deliver_address), "price": election.price_document_id}
    if loss := LossClaim.objects.filter(presentation=item).first():
        told = ("circumstance", "is_waiver_asked", "value_per_right")
        found |= {name: getattr(loss, name) for name in told}
        found |= {"affidavit": loss.affidavit_id, "indemnity": loss.indemnity_id, "stop": loss.stop_id}
    return found


def _money(label: str, *, max_digits: int = 14) -> FigureField:
    return FigureField(label=label, required=False, min_value=0, max_digits=max_digits, decimal_places=2)


def _price(label: str, help_text: str) -> FigureField:
    return FigureField(
        label=label,
        required=False,
        min_value=Decimal("0.000001"),
        max_digits=18,
        decimal_places=6,
        help_text=help_text,
    )


def _rights(label: str, help_text: str = "") -> WholeField:
    return WholeField(label=label, required=False, min_value=1, max_value=MOST_RIGHTS, help_text=help_text)
