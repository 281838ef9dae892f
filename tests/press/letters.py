"""A context for each document on the letterhead, for the tests of the press."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from certificates.rules.content import PriceBasis
from certificates.rules.summary_of_rights import summary
from certificates.rules.summary_terms import SummaryTerms
from ledger.rules.facts import Period
from ledger.rules.plan_terms import AdversePersonTerms, PlanTerms, StockAcquisitionTerms, TenderTerms

HEAD = {
    "agent": "American Stock Transfer and Trust Company",
    "agent_address": "",
    "issuer": "MIM Corporation",
    "issuer_state": "Delaware",
    "issuer_address": "100 Clearbrook Road, Elmsford, New York 10523",
    "agreement_date": "November 24, 1998",
    "dated_on": "January 4, 1999",
    "watermark": "",
    "summary_only": True,
    "missing": "Exhibits 4.1 and 4.2",
    "persons": "an Acquiring Person or an Adverse Person",
}
TERMS = SummaryTerms(
    issuer="MIM Corporation",
    common="Common Stock",
    common_par=Decimal("0.0001"),
    rights_per_share=Decimal(1),
    record_date=date(1998, 12, 4),
    preferred="Series A Junior Participating Preferred Stock",
    preferred_par=Decimal("0.0001"),
    unit_denominator=1000,
    units_per_right=Decimal(1),
    purchase_price=Decimal("20.00"),
    price_basis=PriceBasis.UNIT,
    dates=PlanTerms(
        record_date=date(1998, 12, 4),
        stock_acquisition=StockAcquisitionTerms(Fraction(15), Period(10)),
        tender=TenderTerms(Fraction(15), Period(10)),
        adverse_person=AdversePersonTerms(Fraction(10)),
        immediate_pct=Fraction(40),
    ),
    expiration=date(2008, 11, 24),
    flip_in_multiple=Decimal(2),
    flip_over_multiple=Decimal(2),
    flip_in_increase=Decimal(1),
    flip_over_assets=Decimal(50),
    adverse_person=True,
    continuing_directors=True,
    redemption_price=Decimal("0.0001"),
    exchange_ratio=None,
    adjustment_threshold=Decimal(1),
)
EFFECTIVE = "12:00 noon, New York City time, on December 15, 1998"
FIGURES = {
    "Account": "0000001234",
    "Rights": "890,739",
    "Rights redeemed": "890,739",
    "Paid to you": "$89.07",
    "Rights exchanged": "534,443.4",
    "Shares": "534,443",
    "Cash for the fraction": "$1.75",
    "Rights void": "2,683,611",
}
ROWS = [
    {"name": "Purchase Price", "before": "$20.00", "exact": "1397240/71297", "after": "$19.60"},
    {"name": "Units for each Right", "before": "1", "exact": "50/49", "after": "1.0204082"},
    {"name": "Rights for each share of Common Stock", "before": "1", "exact": "1", "after": "1"},
    {"name": "Exercise amount of a Right", "before": "$20.00", "exact": "20", "after": "$20.00"},
]
REASON = (
    "2,000,000 new shares offered at 4 against a market price of 5: the factor is (17,890,739 + 2,000,000 x 4 / 5) / "
    "(17,890,739 + 2,000,000)."
)
BOND = (
    "An open-penalty bond of indemnity by a surety on the list of the Department of the Treasury is required."
)

CONTEXTS: dict[str, dict] = {
    "distribution_notice": {
        "title": "Notice of the Distribution Date",
        "labels": ["Account", "Rights"],
        "common": "Common Stock",
        "distribution_date": "December 30, 1998",
        "reason": "Ten business days after the Stock Acquisition Date, December 15, 1998.",
        "units": "one Unit",
        "unit": "one one-thousandth",
        "preferred": "Series A Junior Participating Preferred Stock",
        "price": "$20.00 per Unit",
        "expiration": "November 24, 2008",
        "flipped_in": "December 15, 1998",
    },
    "summary_of_rights": {
        "title": "Summary of Rights",
        "labels": ["Account", "Rights"],
        "declared_on": "November 24, 1998",
        "parts": [{"heading": part.heading, "text": part.text} for part in summary(TERMS)],
    },
    "redemption_notice": {
        "title": "Notice of Redemption of the Rights",
        "labels": ["Account", "Rights redeemed", "Shares", "Cash for the fraction"],
        "price": "$.0001",
        "effective_at": EFFECTIVE,
        "resolution": "R-2",
        "adopted_at": "December 15, 1998",
        "rights": "17,890,739",
        "holders": "3",
        "form": "common",
        "common": "Common Stock",
        "market_price": "$4.375",
        "shares": "407",
        "cash": "$8.45",
        "consideration": "",
        "rounding": "Half up to the cent",
        "smallest_check": "",
        "separated": False,
        "days": "10",
        "mail_by": "December 25, 1998",
    },
    "exchange_notice": {
        "title": "Notice of Exchange of Rights for Shares",
        "labels": ["Account", "Rights exchanged", "Shares", "Cash for the fraction"],
        "common": "Common Stock",
        "portion": "60%",
        "ratio": "one share",
        "effective_at": EFFECTIVE,
        "resolution": "R-3",
        "adopted_at": "December 15, 1998",
        "price": "$4.375",
        "rights": "9,124,276.8",
        "shares": "9,124,275",
        "holders": "3",
        "cash": "$7.88",
        "partial": True,
        "separated": False,
    },
    "proposed_action": {
        "title": "Notice of Proposed Action",
        "labels": ["Account", "Rights"],
        "days": "20",
        "action": "Three-for-two split of the Common Stock",
        "record_date": "March 1, 1999",
        "takes_effect": "March 15, 1999",
        "mail_by": "February 9, 1999",
        "mail_by_reason": "20 whole days before the record date, 1 March 1999, is 9 February 1999.",
        "description": [
            ("The Board of Directors proposes to split each two shares of Common Stock outstanding at the close of "
            "business on the record date into three, by a dividend of one share for each two."),
            "Fractions of a share are paid in cash.",
        ],
        "separated": True,
    },
    "adjustment_summary": {
        "title": "Summary of an Adjustment of the Rights",
        "labels": ["Account", "Rights"],
        "event": "Rights or warrants below the market price",
        "section": "Section 11(b)",
        "effective_at": EFFECTIVE,
        "actionable_at": EFFECTIVE,
        "rows": ROWS,
        "reason": REASON,
        "carried": False,
    },
    "void_holder_letter": {
        "title": "Rights That Have Become Void",
        "labels": ["Account", "Rights void"],
        "common": "Common Stock",
        "flipped_in": "December 15, 1998",
        "posted_on": "December 21, 1998",
        "rights": "2,683,611",
        "holders": "2",
    },
    "certificate_of_adjustment": {
        "title": "Certificate of Adjustment 1",
        "labels": [],
        "number": "1",
        "event": "Rights or warrants below the market price",
        "section": "Section 11(b)",
        "effective_at": EFFECTIVE,
        "actionable_at": EFFECTIVE,
        "preferred": "Series A Junior Participating Preferred Stock",
        "common": "Common Stock",
        "outstanding": "17,890,739",
        "inputs": [{"name": "New shares", "value": "2,000,000"}, {"name": "Offer price", "value": "$4"}],
        "reason": REASON,
        "rows": ROWS,
        "factor": "0.9798901388",
        "cumulative": "0.9798901388",
        "threshold": "1%",
        "made": "reached",
        "rounding": "Half up: prices to the cent, Units to seven decimals",
    },
    "deficiency_letter": {
        "title": "What Is Still Needed",
        "labels": ["Item"],
        "sections": "Sections 6 and 7",
        "received_on": "January 12, 1999",
        "asked": "your request to transfer 120 Rights",
        "certificates": "Rights Certificate R-0000007",
        "defects": [
            ("The signature on the Form of Assignment is not guaranteed: an eligible guarantor institution must place "
            "its medallion stamp beside it."),
            "Question 2 of the certificate under the assignment is not answered.",
            "The name <JOHN Q. O'BRIEN> differs from that on the face of the Rights Certificate, JOHN O'BRIEN.",
        ],
        "answer_by": "February 11, 1999",
        "item": "item 17",
        "returned": False,
    },
    "company_inquiry": {
        "title": "The Company’s Word Is Asked",
        "labels": ["Item"],
        "ein": "05-0489664",
        "received_on": "January 12, 1999",
        "referred_on": "January 13, 1999",
        "asked": "papers for: transfer",
        "certificates": "R-0000007",
        "presenter": "JANE ROE",
        "question": "Question 1 was answered yes. May the Rights be transferred?",
        "holds": [
            "A box of the certificate part is blank or answered yes: no further action without consulting the company."
        ],
        "item": "item 17",
    },
    "returned_mail_letter": {
        "title": "Mail to You Came Back",
        "labels": ["Account"],
        "returned_on": "January 20, 1999",
        "reason": "Moved, left no address",
        "what": "Rights Certificate R-0000007, January 5, 1999",
        "old_address": "100 Maple Avenue, Elmsford NY 10523",
    },
    "stop_confirmation": {
        "title": "Stop Order in Effect",
        "labels": ["Account"],
        "number": "S-12",
        "placed_on": "January 14, 1999",
        "ground": "Reported lost",
        "covers": "Rights Certificate R-0000007 for 500 Rights",
        "until": "",
        "until_reason": "",
        "replacement": True,
    },
    "affidavit_of_loss": {
        "title": "Affidavit of Loss and Indemnity",
        "labels": [],
        "registration": "MARÍA O'NEILL & JOSÉ NÚÑEZ JT TEN",
        "plural": "",
        "certificates": "R-0000007",
        "rights": "500",
        "stop": "S-12 of January 14, 1999",
        "value": "$2,187.50",
        "bond": BOND,
    },
}  # fmt: skip


def context(document: str, **head: object) -> dict:
    """The context of a document, with changes of its head."""
    return CONTEXTS[document] | {"head": HEAD | head}


def figures(document: str) -> tuple[str, ...]:
    """Values for the document's panel."""
    return tuple(FIGURES.get(label, "17") for label in CONTEXTS[document]["labels"])
