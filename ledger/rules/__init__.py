"""The index of the rules: from a defined term, or a rule number of the 8-K, to the function that decides it.

A rule without a function says why it is data only. A test imports every name here and fails where one is gone,
and where a rule of R1 to R64 has neither.
"""

from __future__ import annotations

from dataclasses import dataclass

_HERE = "ledger.rules."


@dataclass(frozen=True)
class Rule:
    """One rule of the 8-K: what it is about, the dotted names that decide it, or why it is data only."""

    about: str
    functions: tuple[str, ...] = ()
    data_only: str = ""


def _by(about: str, *names: str) -> Rule:
    return Rule(about, tuple(_HERE + name for name in names))


def _data(about: str, why: str) -> Rule:
    return Rule(about, data_only=why)


RULES: dict[str, Rule] = {
    "R1": _data(
        "Issuer and filing facts", "Plan header: names and numbers, effective-dated, decide nothing."
    ),
    "R2": _by("Dividend of one Right a share", "postings.attached.dividend"),
    "R3": _by("Record Date", "postings.attached.dividend"),
    "R4": _by("Rights on later shares", "postings.attached.issue"),
    "R5": _data(
        "Unit: 1/1000 of a preferred share", "A term of the plan, changed only by an Adjustment record."
    ),
    "R6": _data("Purchase Price and its basis", "Terms of the plan; while DQ2 is open they hold the act."),
    "R7": _by(
        "Governing document and Rights Agent", "agent_change.change_findings", "authority.authority_findings"
    ),
    "R8": _by("Value of a Unit", "flip_in.entitlement_findings"),
    "R9": _data("Precedence of documents", "A checklist of documents; each term cites the one it rests on."),
    "R10": _data("By-law change", "Outside the ledger: recorded as a document only."),
    "R11": _by("Attached at first", "balances.attached", "postings.attached.transfer"),
    "R12": _by(
        "Prong (i)(a): Stock Acquisition Date",
        "acquiring_person.beneficial_ownership",
        "prongs.stock_acquisition.prong_i",
    ),
    "R13": _by("Prong (i)(b): Adverse Person", "prongs.stock_acquisition.prong_i", "resolutions.verdict"),
    "R14": _by("Extension by the Board", "extensions.extend"),
    "R15": _by("Prong (ii): tender offer", "prongs.tender_offer.prong_ii"),
    "R16": _by("Permitted Offer", "prongs.tender_offer.prong_ii", "resolutions.verdict"),
    "R17": _by("Prong (iii): 40%", "prongs.same_day.prong_iii"),
    "R18": _by("Prong (iv): Flip-Over Event", "prongs.same_day.prong_iv"),
    "R19": _by("The earliest of the four", "distribution_date.distribution_date"),
    "R20": _by("Rights move with the common", "balances.moves_with_common", "balances.attached"),
    "R21": _data(
        "Legend on common certificates", "A mark on the transfer agent's certificates; a warning only."
    ),
    "R22": _by("Surrender of common transfers Rights", "postings.attached.transfer"),
    "R23": _by("Not exercisable until the Distribution Date", "exercise.exercise_findings"),
    "R24": _by("Expiration", "expiration_date.expiration_date"),
    "R25": _by("Mass issue", "separation.separate"),
    "R26": _by("Sole evidence", "separation.separate"),
    "R27": _by("Flip-In Event: five limbs", "flip_in.flip_in"),
    "R28": _by("Flip-in before the Distribution Date", "exercise.exercise_findings"),
    "R29": _by("Units at half their value", "flip_in.units_for_exercise_price"),
    "R30": _by("Exercise price", "exercise.exercise_price"),
    "R31": _by("Substitutes for Units", "flip_in.shortage"),
    "R32": _by("Void Rights", "voiding.void_rights"),
    "R33": _by("Flip-over window", "flip_over.flip_over", "prongs.same_day.prong_iv"),
    "R34": _by("Flip-over: three limbs", "flip_over.flip_over"),
    "R35": _by("Flip-over entitlement", "flip_over.shares_for_exercise_price"),
    "R36": _by("Voided Rights get nothing", "voiding.void_rights"),
    "R37": _by("Scope of adjustment", "adjustment.worksheet.fold"),
    "R38": _by("Dividend, split, combination of common", "adjustment.worksheet.apply_step"),
    "R39": _by("Cheap rights and warrants", "adjustment.factors.price_factor"),
    "R40": _by("Distributions", "adjustment.factors.price_factor"),
    "R41": _by("The 1% rule", "adjustment.worksheet.apply_step", "deadlines.plan_deadlines"),
    "R42": _by("Fractions of Units", "exercise.settle_election"),
    "R43": _by("Redemption window", "redemption.redemption_findings"),
    "R44": _by("Redemption Price", "redemption.redemption_amount"),
    "R45": _by("Form of redemption", "redemption.redemption_in_common"),
    "R46": _by("Effect of redemption", "expiration_date.expiration_date", "redemption.redemption_findings"),
    "R47": _by("Extension of the redemption period", "extensions.extend", "deadlines.plan_deadlines"),
    "R48": _by("Exchange window", "exchange.exchange_findings"),
    "R49": _by("Exchange leaves out void Rights", "exchange.exchange_preview"),
    "R50": _by("Exchange ratio", "exchange.exchange_amount"),
    "R51": _data("No vote or dividend", "No list of votes or dividends is ever made from Rights."),
    "R52": _data("After exercise", "Status follows what was delivered, which the issuer's books show."),
    "R53": _data("Tax", "Tasks for people; the program states no tax result."),
    "R54": _by("Amendment before the Distribution Date", "amendments.amendment_findings"),
    "R55": _by("Amendment after it", "amendments.amendment_findings"),
    "R56": _by("No change of a lapsed redemption period", "amendments.amendment_findings"),
    "R57": _by("The 180-day freeze", "continuing_directors.freezes", "continuing_directors.freeze_at"),
    "R58": _by("Continuing Director, limb (i)", "continuing_directors.director_status"),
    "R59": _by("Continuing Director, limb (ii)", "continuing_directors.director_status"),
    "R60": _by("Majority of the Board", "continuing_directors.board_on"),
    "R61": _by("Opening control book", "balances.units_reserved"),
    "R62": _by("One Right with each new share", "postings.attached.issue"),
    "R63": _data("Exhibits", "A checklist of documents."),
    "R64": _data(
        "Filing signed after adoption", "Event, filing and document date are three fields of a document."
    ),
}

DEFINED_TERMS: dict[str, str] = {
    term: _HERE + name
    for term, name in {
        "Acquiring Person": "acquiring_person.beneficial_ownership",
        "Adverse Person": "prongs.stock_acquisition.announcements",
        "Business Day": "business_days.BusinessCalendar",
        "Close of Business": "business_days.close_of_business",
        "Continuing Director": "continuing_directors.director_status",
        "Distribution Date": "distribution_date.distribution_date",
        "Expiration Date": "expiration_date.expiration_date",
        "Flip-In Event": "flip_in.flip_in",
        "Flip-Over Event": "flip_over.flip_over",
        "Permitted Offer": "prongs.tender_offer.prong_ii",
        "Purchase Price": "adjustment.worksheet.fold",
        "Redemption Price": "redemption.redemption_amount",
        "Stock Acquisition Date": "prongs.stock_acquisition.stock_acquisition_at",
    }.items()
}
