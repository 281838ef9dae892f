"""The evidence of an item as facts: what the maker found on the papers."""

from certificates.models import Election, LossClaim, Presentation
from certificates.rules.guarantees import COVER
from certificates.rules.presented import EXERCISE, GUARANTEED, LEGAL_PAPERS, LEGAL_TRANSFER, MUTILATED
from rightsadmin.common import formatting
from rightsadmin.common.shells import Fact, FactsPanel

BOXES = {None: "left blank", False: "no", True: "yes"}


def evidence_panel(item: Presentation, election: Election | None, loss: LossClaim | None) -> FactsPanel:
    """Every piece of evidence that the item's kind asks for."""
    facts = [
        Fact(label="Certificates", value="surrendered" if item.is_surrendered else "did not come"),
        Fact(label="Signed", value=_yes(item.is_signed)),
        Fact(label="Matches the face", value=_yes(item.matches_face)),
    ]
    if item.kind in GUARANTEED:
        facts += _guaranteed(item)
    if item.tax_due or item.tax_received:
        facts.append(
            Fact(
                label="Transfer tax",
                value=f"{formatting.money(item.tax_received)} received",
                hint=f"{formatting.money(item.tax_due)} due",
            )
        )
    if item.kind == LEGAL_TRANSFER:
        facts += _legal(item)
    if loss:
        facts += _lost(loss)
    if election and item.kind == EXERCISE:
        facts += _elected(election)
    if item.company_word:
        legend = "the void legend is directed" if item.is_legend_directed else ""
        facts.append(Fact(label="The company’s word", value=item.company_word.title, hint=legend))
    return FactsPanel(title="Evidence", facts=facts, aside=True)


def _guaranteed(item: Presentation) -> list[Fact]:
    cover = COVER.get(item.guarantee_prefix)
    stamp = (
        f"{item.get_guarantee_program_display()} {item.guarantee_prefix}" if item.guarantee_program else ""
    )
    screening = "a match" if item.screened_on and not item.is_screening_clear else "clear"
    return [
        Fact(label="Box 1: Acquiring Person", value=BOXES[item.owner_answer]),
        Fact(label="Box 2: got from one", value=BOXES[item.source_answer]),
        Fact(
            label="Guarantee",
            value=f"{item.guarantor}, {stamp}" if item.guarantor and stamp else "none",
            hint=f"covers {formatting.money(cover)}" if cover and item.guarantor else "",
        ),
        Fact(
            label="Screening",
            value=f"{screening}, {formatting.short_date(item.screened_on)}"
            if item.screened_on
            else "not done",
        ),
    ]


def _legal(item: Presentation) -> list[Fact]:
    papers = LEGAL_PAPERS.get(item.legal_ground, ())
    came = [name for code, name in papers if code in item.legal_papers]
    return [
        Fact(label="Legal ground", value=item.get_legal_ground_display() or "not said"),
        Fact(label="Papers", value="; ".join(came) or "none"),
    ]


def _lost(loss: LossClaim) -> list[Fact]:
    facts = [Fact(label="What happened", value=loss.get_circumstance_display())]
    if loss.circumstance == MUTILATED:
        return facts
    cover = loss.indemnity.title if loss.indemnity else "none"
    return [
        *facts,
        Fact(label="Stop", value=str(loss.stop.get_kind_display()) if loss.stop else "none"),
        Fact(label="Affidavit", value=loss.affidavit.title if loss.affidavit else "none"),
        Fact(label="Indemnity", value=cover, hint="waiver asked" if loss.is_waiver_asked else ""),
        Fact(label="Value of a Right", value=formatting.money(loss.value_per_right)),
    ]


def _elected(election: Election) -> list[Fact]:
    return [
        Fact(label="Rights elected", value=formatting.quantity(election.rights)),
        Fact(
            label="Payment",
            value=formatting.money(election.tendered),
            hint=election.get_payment_form_display(),
        ),
        Fact(label="Collected", value=formatting.short_date(election.collected_on)),
        Fact(label="Deliver to", value=election.deliver_to, hint=", ".join(election.deliver_address)),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"
