"""The terms of the powers: redemption, exchange and amendment, and the freeze of the Board."""

from __future__ import annotations

from ledger.rules.wire.moments import EXCHANGE_WINDOWS
from ledger.terms.groups import AmendmentWindowShape, WindowShape
from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Choice, Several, Whole, YesNo

POWERS = (
    TermKind(
        key="redemption.window",
        label="Redemption is allowed",
        section="powers",
        shape=WindowShape(),
        rules=("R43", "DQ14"),
        finds=(
            "redeem the rights",
            "at any time prior to",
            "redemption",
        ),
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
        finds=(
            "redemption price",
            "adjust",
        ),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="redemption.notice_days",
        label="Holders are told of a redemption within so many days",
        section="powers",
        shape=Whole(unit="days"),
        rules=("R46",),
        finds=(
            "notice of redemption",
            "within",
            "redemption",
        ),
        is_optional=True,
        otherwise=10,
    ),
    TermKind(
        key="redemption.notice_unit",
        label="The days of the notice of redemption are",
        section="powers",
        shape=Choice(meanings={"calendar_days": "calendar days", "business_days": "Business Days"}),
        rules=("R46",),
        finds=(
            "notice of redemption",
            "redemption",
        ),
        is_optional=True,
        otherwise="calendar_days",
    ),
    TermKind(
        key="exchange.window",
        label="Exchange is allowed",
        section="powers",
        shape=WindowShape(words_of_old=tuple(EXCHANGE_WINDOWS)),
        rules=("R48", "DQ5"),
        finds=(
            "exchange the rights",
            "at any time after",
            "50% or more",
        ),
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
        finds=(
            "exchange ratio",
            "adjust",
        ),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="exchange.automatic",
        label="An exchange follows an Acquiring Person by itself",
        section="powers",
        shape=YesNo(),
        rules=("R48",),
        finds=(
            "automatically",
            "exchange",
        ),
        is_optional=True,
        otherwise=False,
    ),
    TermKind(
        key="exchange.trust",
        label="Shares of an exchange go to a trust",
        section="powers",
        shape=YesNo(),
        rules=("R50",),
        finds=(
            "trust",
            "exchange",
        ),
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
        finds=(
            "amend",
            "supplement",
        ),
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
        finds=("continuing director",),
    ),
    TermKind(
        key="freeze.days",
        label="Days of the freeze",
        section="powers",
        shape=Whole(unit="days"),
        rules=("R57", "DQ15"),
        finds=(
            "180 days",
            "continuing directors",
        ),
        help="After the Continuing Directors cease to be a majority; 0 where the plan has no freeze.",
        scenario="freeze_days",
    ),
)
