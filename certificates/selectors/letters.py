"""Letters to one person: what each says, from the records it rests on (form: companion documents)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from certificates.enums import PresentationKind, StopKind
from certificates.models import Certificate, Presentation, ReturnedMail, StopOrder
from certificates.press.letter import LetterContent, fit_letter_address
from certificates.selectors.address_changes import decided_on
from certificates.selectors.notices.adjusted import adjusted_rows, fraction_text, of_adjustment
from certificates.selectors.notices.letterhead import letterhead
from certificates.selectors.presentations import examine, referred_with
from ledger.models import Adjustment, Approval, HolderAccount, Plan
from ledger.rules.dates import prose_date
from ledger.rules.findings import Severity
from ledger.selectors import plan_day
from ledger.selectors.adjustments import policy
from ledger.selectors.terms import value
from rightsadmin.common import clock

VERSION = "v1"
DOMESTIC = "UNITED STATES"
# The sections of the agreement that a presentation is judged by.
SECTIONS = {PresentationKind.EXERCISE: "Sections 6 and 7"}
LOST = (StopKind.LOST, StopKind.STOLEN, StopKind.DESTROYED)
NOWHERE = LetterContent("", (), ())


@dataclass(frozen=True)
class Letter:
    """A document, its context, and what stands in its panel."""

    document: str
    context: dict[str, Any]
    content: LetterContent


def deficiency_letter(presentation: Presentation) -> Letter:
    """Everything that is lacking, as the letter of the desk kept it; to the presenter."""
    presented = Certificate.objects.filter(presentations__presentation=presentation).order_by("number")
    numbers = list(presented.values_list("text", flat=True))
    return Letter(
        "deficiency_letter",
        {
            **_head(presentation.plan, "What Is Still Needed", ["Item"]),
            "sections": SECTIONS.get(PresentationKind(presentation.kind), "Section 6"),
            "received_on": prose_date(clock.new_york_date(presentation.received_at)),
            "asked": f"your papers for: {presentation.get_kind_display().lower()}",
            "certificates": f"Rights Certificate{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
            if numbers
            else "",
            "defects": list(presentation.letter_defects),
            "answer_by": "",
            "item": f"item {presentation}",
            "returned": False,
        },
        LetterContent(
            "",
            fit_letter_address([presentation.presenter], presentation.presenter_address),
            (str(presentation),),
        ),
    )


def company_inquiry(presentation: Presentation) -> Letter:
    """What an item waits for, put to the company at its address for notices (section 26)."""
    plan = presentation.plan
    on = plan_day.today(plan)
    examined = examine(presentation)
    holds = (row for row in examined.findings if row.severity is Severity.HOLD)
    return Letter(
        "company_inquiry",
        {
            **_head(plan, "The Company’s Word Is Asked", ["Item"]),
            "ein": value(plan, "issuer.ein", on) or "",
            "received_on": prose_date(clock.new_york_date(presentation.received_at)),
            "referred_on": prose_date(
                clock.new_york_date(presentation.referred_at or presentation.received_at)
            ),
            "asked": f"papers for: {presentation.get_kind_display().lower()}",
            "certificates": ", ".join(row.text for row in examined.presented),
            "presenter": presentation.presenter,
            "question": referred_with(presentation),
            "holds": [row.sentence for row in holds],
            "item": f"item {presentation}",
        },
        LetterContent("", _of_the_company(plan, on), (str(presentation),)),
    )


def _of_the_company(plan: Plan, on: date) -> tuple[str, ...]:
    """The company's name and its address for notices, as the agreement has them in one line."""
    name = value(plan, "issuer.name", on)
    told = str(value(plan, "notices.issuer", on)).removeprefix(name).strip(", ")
    street, _, place = told.partition(", ")
    return fit_letter_address([name], [line for line in (street, place) if line])


def stop_confirmation(stop: StopOrder) -> Letter:
    """That nothing is done with the certificate while the stop runs; to its registered holder."""
    certificate = stop.certificate
    return Letter(
        "stop_confirmation",
        {
            **_head(certificate.plan, "Stop Order in Effect", ["Account"]),
            "number": f"S-{stop.pk}",
            "placed_on": prose_date(stop.from_on),
            "ground": stop.get_kind_display(),
            "covers": f"Rights Certificate {certificate.text} for {certificate.quantity:,} Rights",
            "until": prose_date(stop.until_on) if stop.until_on else "",
            "until_reason": stop.reason if stop.until_on else "",
            "replacement": stop.kind in LOST,
        },
        _to(certificate.account),
    )


def affidavit_of_loss(stop: StopOrder) -> Letter:
    """The form that a holder completes to have the stopped certificate replaced (section 6)."""
    certificate = stop.certificate
    return Letter(
        "affidavit_of_loss",
        {
            **_head(certificate.plan, "Affidavit of Loss and Indemnity", []),
            "registration": certificate.account.name,
            "plural": "",
            "certificates": certificate.text,
            "rights": f"{certificate.quantity:,}",
            "stop": f"S-{stop.pk} of {prose_date(stop.from_on)}",
            "value": "",
            "bond": "",
        },
        NOWHERE,
    )


def returned_mail_letter(mail: ReturnedMail) -> Letter:
    """What came back and how to give a good address; goes to any address that may reach the holder."""
    account = mail.account
    what = f"Rights Certificate {mail.certificate.text}" if mail.certificate else "A letter"
    return Letter(
        "returned_mail_letter",
        {
            **_head(account.plan, "Mail to You Came Back", ["Account"]),
            "returned_on": prose_date(mail.returned_on),
            "reason": mail.reason,
            "what": f"{what}, {prose_date(mail.mailed_on)}",
            "old_address": ", ".join(address_lines(account)),
        },
        _to(account),
    )


def address_confirmation(change: Approval) -> Letter:
    """That the mail goes elsewhere now, to where it went before; where it goes is told by its town alone."""
    account = HolderAccount.objects.get(pk=change.target_id)
    before, after = change.payload["before"], change.payload["after"]
    old = _address_lines(before)
    return Letter(
        "address_confirmation",
        {
            **_head(account.plan, "Your Address Was Changed", ["Account"]),
            "changed_on": prose_date(decided_on(change)),
            "old_address": ", ".join(old),
            "now_in": ", ".join(part for part in (after["city"], after["state"], after["country"]) if part),
        },
        LetterContent(account.number, fit_letter_address(account.registration_lines, old), (account.number,)),
    )


def certificate_of_adjustment(adjustment: Adjustment) -> Letter:
    """The certificate of section 12, from the worksheet: exact fractions beside what is published."""
    plan, worksheet = adjustment.plan, adjustment.worksheet
    on = clock.new_york_date(adjustment.effective_at)
    common = value(plan, "common.title", on)
    return Letter(
        "certificate_of_adjustment",
        {
            **_head(plan, f"Certificate of Adjustment {adjustment.number}", []),
            **of_adjustment(adjustment),
            "number": str(adjustment.number),
            "preferred": value(plan, "unit.security", on),
            "common": common,
            "outstanding": fraction_text(adjustment.outstanding),
            "inputs": [
                {"name": name.replace("_", " ").capitalize(), "value": _input(given)}
                for name, given in adjustment.inputs.items()
            ],
            "rows": adjusted_rows(adjustment, common),
            "factor": worksheet["factor"],
            "cumulative": worksheet["cumulative"],
            "threshold": f"{fraction_text(policy(plan, on).threshold * 100)}%",
            "made": "reached" if adjustment.released else "not reached, so the adjustment is carried",
            "rounding": "Half up: prices to the cent, Units to seven decimals",
        },
        NOWHERE,
    )


def address_lines(account: HolderAccount) -> list[str]:
    """The address on the registry as the post has it."""
    return _address_lines(account.address_parts)


def _address_lines(parts: dict[str, Any]) -> list[str]:
    place = " ".join(part for part in (parts["city"], parts["state"], parts["postal_code"]) if part)
    country = "" if parts["country"] == DOMESTIC else parts["country"]
    return [line for line in (*parts["address_lines"], place, country) if line.strip()]


def _input(given: object) -> str:
    try:
        return fraction_text(Fraction(str(given)))
    except ValueError:
        return str(given).replace("_", " ")


def _to(account: HolderAccount) -> LetterContent:
    return LetterContent(
        account.number,
        fit_letter_address(account.registration_lines, address_lines(account)),
        (account.number,),
    )


def _head(plan: Plan, title: str, labels: list[str]) -> dict[str, Any]:
    return {"title": title, "labels": labels, "head": letterhead(plan, plan_day.today(plan))}
