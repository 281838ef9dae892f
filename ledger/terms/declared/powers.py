"""The terms of the flips, of the Board's powers, and of the end of the Rights."""

from __future__ import annotations

from ledger.rules.wire.moments import EXCHANGE_WINDOWS
from ledger.terms.groups import AmendmentWindowShape, MomentShape, WindowShape
from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Choice, Days, Number, Percent, Several, Whole, YesNo

CALENDARS = {
    "ny-banking": "Banks in New York (Federal Reserve Bank of New York)",
    "ny-gcl24": "New York General Construction Law section 24, strict reading",
    "federal-holiday-sec": "Federal holidays (SEC business days)",
    "sec-filing": "SEC filing days",
    "xnys-trading": "New York Stock Exchange trading days",
    "xtse-trading": "Toronto Stock Exchange trading days",
}

FLIPS = (
    TermKind(
        key="flip_in.limbs",
        label="Flip-in: the limbs of the plan",
        section="flips",
        shape=Several(
            meanings={
                "acquiring_person": "a person becomes an Acquiring Person",
                "adverse_person": "a person is declared an Adverse Person",
                "surviving_merger": "a merger with it that the company survives",
                "self_dealing": "self-dealing by it",
                "increase": "its interest is increased",
            }
        ),
        rules=("R27",),
        help="None where the plan has no flip-in.",
        is_optional=True,
        unsaid="The plan has all of them.",
        scenario="flip_in_limbs",
    ),
    TermKind(
        key="flip_in.multiple",
        label="Flip-in: multiple of the exercise price",
        section="flips",
        shape=Number(),
        rules=("R29",),
        help="2 where a Right buys common worth twice its price.",
    ),
    TermKind(
        key="flip_in.unit_valuation",
        label="Flip-in: a Unit is valued as",
        section="flips",
        shape=Choice(
            meanings={
                "one_common_share": "worth what one common share is",
                "appraisal": "worth its own price, by appraisal",
            }
        ),
        rules=("R8", "R29"),
        is_nullable=True,
        unsaid="What a Right buys after a Flip-In Event cannot be worked out.",
        holds=("flip_in",),
    ),
    TermKind(
        key="flip_in.increase_pct",
        label="Flip-in: increase of interest",
        section="flips",
        shape=Percent(),
        rules=("R27",),
        scenario="increase_pct",
    ),
    TermKind(
        key="flip_in.increase_reading",
        label="Flip-in: the increase is measured in",
        section="flips",
        shape=Choice(
            meanings={
                "percentage_points": "percentage points",
                "relative": "per cent of what the person held",
                "either": "either, whichever is reached",
            }
        ),
        rules=("R27", "DQ9"),
        is_nullable=True,
        unsaid="Both are worked out, and it is held where they differ.",
        holds=("flip_in",),
        scenario="increase_reading",
    ),
    TermKind(
        key="flip_over.limbs",
        label="Flip-over: the limbs of the plan",
        section="flips",
        shape=Several(
            meanings={
                "merger_not_survivor": "a merger that the company does not survive",
                "shares_exchanged": "a merger in which the common is exchanged",
                "half_of_assets": "the sale of so much of the assets or earning power",
            }
        ),
        rules=("R34",),
        help="None where the plan has no flip-over.",
        is_optional=True,
        unsaid="The plan has all of them.",
        scenario="flip_over_limbs",
    ),
    TermKind(
        key="flip_over.multiple",
        label="Flip-over: multiple of the exercise price",
        section="flips",
        shape=Number(),
        rules=("R35",),
        is_optional=True,
        otherwise="2",
    ),
    TermKind(
        key="flip_over.asset_pct",
        label="Flip-over: share of assets or earning power",
        section="flips",
        shape=Percent(),
        rules=("R34",),
        scenario="asset_pct",
    ),
)

POWERS = (
    TermKind(
        key="redemption.window",
        label="Redemption is allowed",
        section="powers",
        shape=WindowShape(),
        rules=("R43", "DQ14"),
        is_optional=True,
        unsaid="Until the Distribution Date.",
        scenario="redemption_window",
    ),
    TermKind(
        key="redemption.adjusts",
        label="The Redemption Price follows a split",
        section="powers",
        shape=YesNo(),
        rules=("R44",),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="redemption.notice_days",
        label="Holders are told of a redemption within so many days",
        section="powers",
        shape=Whole(unit="days"),
        rules=("R46",),
        is_optional=True,
        otherwise=10,
    ),
    TermKind(
        key="redemption.notice_unit",
        label="The days of the notice of redemption are",
        section="powers",
        shape=Choice(meanings={"calendar_days": "calendar days", "business_days": "Business Days"}),
        rules=("R46",),
        is_optional=True,
        otherwise="calendar_days",
    ),
    TermKind(
        key="exchange.window",
        label="Exchange is allowed",
        section="powers",
        shape=WindowShape(words_of_old=tuple(EXCHANGE_WINDOWS)),
        rules=("R48", "DQ5"),
        is_nullable=True,
        unsaid="From the first Flip-In Event until the Distribution Date.",
        scenario="exchange_window",
    ),
    TermKind(
        key="exchange.adjusts",
        label="The exchange ratio follows a split",
        section="powers",
        shape=YesNo(),
        rules=("R50",),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="exchange.automatic",
        label="An exchange follows an Acquiring Person by itself",
        section="powers",
        shape=YesNo(),
        rules=("R48",),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="exchange.trust",
        label="Shares of an exchange go to a trust",
        section="powers",
        shape=YesNo(),
        rules=("R50",),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="amendment.window",
        label="Amendment is free",
        section="powers",
        shape=AmendmentWindowShape(
            kinds=Several(
                meanings={
                    "cure": "to cure an ambiguity, defect or inconsistency",
                    "not_adverse": "changes not adverse to the holders",
                    "periods": "to shorten or lengthen a period",
                }
            )
        ),
        rules=("R54", "R55"),
        is_optional=True,
        unsaid="Until the Distribution Date; from then on only cures, changes not adverse, and periods.",
        scenario="amendment_window",
    ),
    TermKind(
        key="continuing_directors",
        label="Continuing Director terms apply",
        section="powers",
        shape=YesNo(),
        rules=("R58", "R59", "DQ15"),
    ),
    TermKind(
        key="freeze.days",
        label="Days of the freeze",
        section="powers",
        shape=Whole(unit="days"),
        rules=("R57", "DQ15"),
        help="After the Continuing Directors cease to be a majority; 0 where the plan has no freeze.",
        scenario="freeze_days",
    ),
)

ENDS = (
    TermKind(
        key="expiration.final",
        label="Final Expiration Date",
        section="ends",
        shape=MomentShape(),
        rules=("R24", "DQ1"),
        is_nullable=True,
        unsaid="The Rights have no fixed end.",
        scenario="expiration",
    ),
    TermKind(
        key="expiration.rolls",
        label="An expiration on no Business Day moves to the next",
        section="ends",
        shape=YesNo(),
        rules=("R24",),
        is_optional=True,
        unsaid="Where it falls on no Business Day, counsel is asked.",
        holds=("expiry",),
        scenario="expiration_rolls",
    ),
    TermKind(
        key="business_day.calendar",
        label="Business Day calendar",
        section="ends",
        shape=Choice(meanings=CALENDARS),
        rules=("R12", "DQ16"),
        help="As the agreement defines a Business Day.",
        scenario="business_day",
    ),
    TermKind(
        key="business_day.closings",
        label="Closings the plan adds",
        section="ends",
        shape=Days(),
        rules=("DQ16",),
        scenario="closings",
    ),
    TermKind(
        key="business_day.openings",
        label="Openings the plan adds",
        section="ends",
        shape=Days(),
        rules=("DQ16",),
        is_optional=True,
        otherwise=[],
        scenario="openings",
    ),
)
