"""The legends and paragraphs of a Rights Certificate, worded from the terms (form.md F3 to F20)."""

from dataclasses import dataclass
from decimal import Decimal

from certificates.rules.content import FaceTerms, PriceBasis
from ledger.rules.dates import prose_date

FRACTIONS = {
    10: "one one-tenth",
    100: "one one-hundredth",
    1000: "one one-thousandth",
    10000: "one ten-thousandth",
}


@dataclass(frozen=True)
class FaceText:
    """Every sentence of the front that follows from the terms, in the order in which it is printed."""

    incorporated: str
    banners: tuple[str, ...]
    void_person_legend: str
    paragraphs: tuple[str, ...]
    witness: str
    countersigned: str
    persons: str
    unit: str


def face_text(terms: FaceTerms) -> FaceText:
    """The text of the face. The expiry banner appears only when the terms have an expiration (DQ1)."""
    banners = (expiry_banner(terms), void_banner(terms))
    return FaceText(
        incorporated=_incorporated(terms),
        banners=tuple(banner for banner in banners if banner),
        void_person_legend=void_person_legend(terms),
        paragraphs=(grant(terms), price_and_changes(terms), governing_terms(terms), holder_matters(terms)),
        witness=(
            "WITNESS the facsimile signatures of the proper officers of the Company and its corporate "
            f"seal. Dated as of {prose_date(terms.dated_as_of)}."
        ),
        countersigned="Not valid or obligatory for any purpose until countersigned by the Rights Agent.",
        persons=persons(terms),
        unit=unit(terms),
    )


def money(amount: Decimal) -> str:
    """Dollars as the plan writes them: $20.00, and $.0001 for less than a cent's worth of digits."""
    if amount == amount.quantize(Decimal("0.01")):
        return f"${amount:,.2f}"
    text = f"{amount.normalize():,f}"
    return f"${text.removeprefix('0')}"


def persons(terms: FaceTerms) -> str:
    """The persons whose Rights become void: with or without an Adverse Person, as the plan defines them."""
    return "an Acquiring Person or an Adverse Person" if terms.adverse_person else "an Acquiring Person"


def unit(terms: FaceTerms) -> str:
    """A Unit as a fraction of a share of Preferred Stock."""
    return FRACTIONS.get(terms.unit_denominator, f"1/{terms.unit_denominator:,}")


def expiry_banner(terms: FaceTerms) -> str | None:
    """F3; None while the expiration is in question (DQ1)."""
    if terms.expiration is None:
        return None
    return (
        f"Not exercisable after {prose_date(terms.expiration)}, or earlier if the Rights are redeemed or "
        f"exchanged. The Rights are subject to redemption at {money(terms.redemption_price)} per Right and "
        "to exchange on the terms of the Rights Agreement."
    )


def void_banner(terms: FaceTerms) -> str:
    """F4, always printed (rules R32)."""
    return (
        "Under certain circumstances set out in the Rights Agreement, Rights that are or were "
        f"beneficially owned by {persons(terms)}, by an Affiliate or Associate of such a Person, or by "
        "certain transferees of any of them, become null and void."
    )


def void_person_legend(terms: FaceTerms) -> str:
    """F5, printed only on lots whose lineage calls for it."""
    return (
        "[The Rights represented by this Rights Certificate are or were beneficially owned by a Person "
        f"who was or became {persons(terms)} or an Affiliate or Associate of such a Person, as the Rights "
        "Agreement defines those terms. Accordingly this Rights Certificate and the Rights it represents "
        "may become void in the circumstances set out in the Rights Agreement.] The bracketed legend is "
        "added only where it applies."
    )


def grant(terms: FaceTerms) -> str:
    """F7 and F8."""
    until = (
        f" and before 5:00 p.m., New York City time, on {prose_date(terms.expiration)}"
        if terms.expiration
        else ""
    )
    return (
        "This certifies that the registered owner named above, or registered assigns, is the registered "
        "owner of the number of Rights set out above. Each Right entitles its owner, subject to the "
        "terms, provisions and conditions of the Rights Agreement dated as of "
        f"{prose_date(terms.agreement_date)} (the “Rights Agreement”) between {terms.issuer}, a "
        f"{terms.state} corporation (the “Company”), and {terms.agent}, as Rights Agent (the “Rights "
        f"Agent”), to purchase from the Company at any time after the Distribution Date{until}, and unless "
        "the Rights have earlier been redeemed or exchanged, at the office of the Rights Agent designated "
        f"for that purpose, {_units(terms)} (each {unit(terms)} of a fully paid, non-assessable share, a "
        f"“Unit”) of {terms.preferred}, par value {money(terms.preferred_par)} per share (the “Preferred "
        "Stock”), of the Company."
    )


def price_and_changes(terms: FaceTerms) -> str:
    """F9, F10 and F11."""
    basis = {
        PriceBasis.UNIT: "Unit",
        PriceBasis.PREFERRED_SHARE: "share of Preferred Stock",
        PriceBasis.RIGHT: "Right",
    }[terms.price_basis]
    return (
        f"The Purchase Price is {money(terms.purchase_price)} per {basis}, payable on presentation and "
        "surrender of this Rights Certificate with the Form of Election to Purchase and the certificate "
        "that follows it duly executed. The number of Rights and of Units and the Purchase Price are "
        f"stated as of {prose_date(terms.terms_as_of)}. If a Flip-In Event occurs, Rights beneficially "
        f"owned by {persons(terms)}, by an Affiliate or Associate of such a Person, or by certain "
        "transferees become null and void, and the owners of other Rights may become entitled to other "
        "securities, cash or property. As the Rights Agreement provides, the Purchase Price, the number "
        "and kind of securities that may be purchased and the number of Rights are subject to change upon "
        "certain events; this Rights Certificate need not be reissued."
    )


def governing_terms(terms: FaceTerms) -> str:
    """F12, F13 and F14."""
    return (
        "This Rights Certificate is subject to all terms, provisions and conditions of the Rights "
        "Agreement, which are incorporated herein by reference and which govern the rights, duties and "
        "immunities of the Rights Agent, the Company and the owners, including the temporary suspension "
        "of the exercise of the Rights. Copies are on file at the offices of the Company and of the "
        "Rights Agent and are free on written request. With or without other Rights Certificates, and on "
        "surrender at the designated office, this Rights Certificate may be exchanged for others of like "
        "tenor for an equal aggregate number of Rights; if it is exercised in part, its owner receives "
        "another for the whole Rights not exercised. Subject to the Rights Agreement, the Rights may be "
        f"redeemed by the Company at {money(terms.redemption_price)} per Right, in cash, shares or other "
        "consideration, or exchanged in whole or in part for its Common Stock."
    )


def holder_matters(_terms: FaceTerms) -> str:
    """F15 and F16."""
    return (
        "The Company need not issue fractional Units upon exercise, other than by depositary receipts at "
        "its election; cash may be paid instead. Until a Right is exercised, its owner as such has no "
        "right to vote, to receive dividends or notices, to consent to any corporate action, to "
        "subscribe, or otherwise to be treated as the holder of any security that may be purchased upon "
        "exercise."
    )


def _incorporated(terms: FaceTerms) -> str:
    text = f"Incorporated under the laws of the State of {terms.state}"
    return f"{text} · formerly {terms.former_name}" if terms.former_name else text


def _units(terms: FaceTerms) -> str:
    count = terms.units_per_right
    return "one Unit" if count == 1 else f"{count.normalize():f} Units"
