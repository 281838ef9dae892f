"""The registry of terms: every key a plan may have, what it is called, the shape of its value, the rules it serves.

A term's value is JSON: exact numbers travel as text ("0.0001"), dates as ISO text, and the terms that decide the
Distribution Date in the format of a scenario file. Nothing here knows a plan; a key that is not here is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from ledger.rules.facts import BadInput
from ledger.rules.plan_terms import CalendarCode, FlipInLimb, FlipOverLimb, RecordDateFloor
from ledger.rules.wire.moments import (
    EXCHANGE_WINDOWS,
    read_amendment_window,
    read_exchange_window,
    read_moment,
    read_window,
)
from ledger.rules.wire.reader import read_day
from ledger.rules.wire.terms import (
    read_adverse_person,
    read_own_thresholds,
    read_stock_acquisition,
    read_tender,
)
from ledger.terms.shapes import (
    Check,
    as_scenario,
    at_least_one,
    classes,
    days,
    decimal,
    one_of,
    percent,
    positive,
    ratio,
    some_of,
    text,
    titles,
    whole,
    yes_no,
)


@dataclass(frozen=True)
class TermKind:
    """A kind of term: `label` as pages name it, `type` for the form that edits it, the rules it serves.

    `check` raises BadInput, naming the place in the value; `nullable`: an unstated term is null until the Board or
    counsel supplies it. `optional`: a plan need not have the term, and `otherwise` is what then holds.
    """

    key: str
    label: str
    type: str
    rules: tuple[str, ...]
    check: Check
    nullable: bool = False
    choices: tuple[str, ...] = ()
    optional: bool = False
    otherwise: Any = None


def checked(key: str, value: object, path: str = "") -> None:
    """BadInput, naming `path` or the place within the value, unless the key is known and the value has its shape."""
    kind = REGISTRY.get(key)
    if kind is None:
        raise BadInput(path, f"{key!r} is no term; the terms are listed on the page of a plan")
    if value is None:
        if not kind.nullable:
            raise BadInput(path, f"{kind.label} cannot be empty")
        return
    kind.check(value, path)


PRICE_BASES = ("per_unit", "per_preferred_share", "per_right")
SPLIT_FAMILIES = ("fractional_rights", "exercise_amount_scaled", "expansion_factor")
NOTICE_UNITS = ("calendar_days", "business_days")
RIGHTS_ROUNDINGS = ("exact", "half_up", "down")
INCREASE_READINGS = ("percentage_points", "relative", "either")
UNIT_VALUATIONS = ("one_common_share", "appraisal")


def _kinds() -> tuple[TermKind, ...]:
    def kind(
        key: str,
        label: str,
        type_: str,
        check: Check,
        *rules: str,
        nullable: bool = False,
    ) -> TermKind:
        return TermKind(key, label, type_, rules, check, nullable)

    def optional(
        key: str, label: str, type_: str, check: Check, *rules: str, otherwise: Any = None
    ) -> TermKind:
        return TermKind(key, label, type_, rules, check, nullable=True, optional=True, otherwise=otherwise)

    def choice(
        key: str, label: str, choices: tuple[str, ...], *rules: str, nullable: bool = False
    ) -> TermKind:
        return TermKind(key, label, "choice", rules, one_of(choices), nullable, choices)

    return (
        kind("issuer.name", "Issuer", "text", text, "R1"),
        kind("issuer.state", "State of organization", "text", text, "R1"),
        kind("issuer.address", "Principal executive office", "text", text, "R1"),
        kind("issuer.commission_file", "Commission file number", "text", text, "R1", nullable=True),
        kind("issuer.ein", "IRS employer identification number", "text", text, "R1", nullable=True),
        kind("agent.name", "Rights Agent", "text", text, "R7"),
        kind(
            "agent.notice_days",
            "Days of notice before the Rights Agent changes",
            "whole",
            whole,
            "R7",
            nullable=True,
        ),
        kind(
            "agent.successor_capital",
            "Least capital of a successor Rights Agent",
            "money",
            decimal,
            "R7",
            nullable=True,
        ),
        kind("agreement.date", "Date of the Rights Agreement", "date", read_day, "R7", "R58"),
        kind("agreement.exhibits", "Papers the summary is subject to", "titles", titles, "R9", "R63"),
        kind("notices.issuer", "Notices to the issuer", "text", text, "R1"),
        kind("notices.agent", "Notices to the Rights Agent", "text", text, "R7", nullable=True),
        kind("common.title", "Common shares", "text", text, "R2"),
        kind("common.par", "Par value of a common share", "money", decimal, "R2", nullable=True),
        optional("common.classes", "Classes of common", "classes", classes, "R2", "R4"),
        kind("rights_per_share", "Rights for each common share", "ratio", ratio, "R2", "R4", "R62"),
        optional(
            "rights.rounding",
            "A fractional number of Rights is",
            "choice",
            one_of(RIGHTS_ROUNDINGS),
            "R2",
            otherwise="exact",
        ),
        kind("rights.cusip", "CUSIP number of the Rights", "text", text, "R25", nullable=True),
        kind("record_date", "Record Date", "date", read_day, "R3", "R4"),
        kind("unit.security", "Security of a Unit", "text", text, "R5"),
        kind("unit.denominator", "Units in one preferred share", "whole", at_least_one, "R5"),
        kind("unit.par", "Par value of a preferred share", "money", decimal, "R5"),
        kind("units_per_right", "Units for each Right", "number", positive, "R5", "R30"),
        kind("purchase_price.amount", "Purchase Price", "money", decimal, "R6", "DQ2"),
        choice("purchase_price.basis", "Purchase Price is", PRICE_BASES, "R6", "DQ2", nullable=True),
        kind("purchase_price.literal", "Purchase Price as filed", "text", text, "R6", "DQ2", nullable=True),
        kind("expiration.final", "Final Expiration Date", "moment", read_moment, "R24", "DQ1", nullable=True),
        optional(
            "expiration.rolls", "An expiration on no Business Day moves to the next", "yes_no", yes_no, "R24"
        ),
        kind(
            "distribution.stock_acquisition",
            "Prong (i): Stock Acquisition Date",
            "stock_acquisition",
            as_scenario(read_stock_acquisition),
            "R12",
            "R14",
            "DQ8",
            nullable=True,
        ),
        kind(
            "distribution.adverse_person",
            "Prong (i): Adverse Person",
            "adverse_person",
            as_scenario(read_adverse_person),
            "R13",
            nullable=True,
        ),
        kind(
            "distribution.tender",
            "Prong (ii): tender or exchange offer",
            "tender",
            as_scenario(read_tender),
            "R15",
            "R16",
            "DQ7",
            nullable=True,
        ),
        kind(
            "distribution.immediate_pct",
            "Prong (iii): percentage with immediate effect",
            "percent",
            percent,
            "R17",
            nullable=True,
        ),
        kind("distribution.flip_over", "Prong (iv): Flip-Over Event", "yes_no", yes_no, "R18"),
        optional(
            "distribution.person_thresholds",
            "Percentages of their own for named persons",
            "person_thresholds",
            as_scenario(read_own_thresholds),
            "R12",
            "DQ13",
        ),
        optional(
            "distribution.extension_rolls",
            "A date the Board fixes on no Business Day moves to the next",
            "yes_no",
            yes_no,
            "R14",
        ),
        choice(
            "distribution.record_date_floor",
            "Record Date as earliest Distribution Date",
            get_args(RecordDateFloor),
            "R19",
            "DQ17",
        ),
        choice("business_day.calendar", "Business Day calendar", get_args(CalendarCode), "R12", "DQ16"),
        kind("business_day.closings", "Closings the plan adds", "dates", days, "DQ16"),
        optional("business_day.openings", "Openings the plan adds", "dates", days, "DQ16", otherwise=[]),
        kind("freeze.days", "Days of the freeze", "whole", whole, "R57", "DQ15"),
        kind(
            "continuing_directors", "Continuing Director terms apply", "yes_no", yes_no, "R58", "R59", "DQ15"
        ),
        kind(
            "adverse_person.criteria",
            "Criteria of an Adverse Person",
            "text",
            text,
            "R13",
            "DQ19",
            nullable=True,
        ),
        kind("flip_in.multiple", "Flip-in: multiple of the exercise price", "number", positive, "R29"),
        choice(
            "flip_in.unit_valuation",
            "Flip-in: a Unit is valued as",
            UNIT_VALUATIONS,
            "R8",
            "R29",
            nullable=True,
        ),
        kind("flip_in.increase_pct", "Flip-in: increase of interest", "percent", percent, "R27"),
        choice(
            "flip_in.increase_reading",
            "Flip-in: the increase is measured in",
            INCREASE_READINGS,
            "R27",
            "DQ9",
            nullable=True,
        ),
        optional(
            "flip_over.multiple",
            "Flip-over: multiple of the exercise price",
            "number",
            positive,
            "R35",
            otherwise="2",
        ),
        kind("flip_over.asset_pct", "Flip-over: share of assets or earning power", "percent", percent, "R34"),
        optional(
            "flip_in.limbs", "Flip-in: the limbs of the plan", "some", some_of(get_args(FlipInLimb)), "R27"
        ),
        optional(
            "flip_over.limbs",
            "Flip-over: the limbs of the plan",
            "some",
            some_of(get_args(FlipOverLimb)),
            "R34",
        ),
        kind("redemption.price", "Redemption Price of a Right", "money", decimal, "R44"),
        optional("redemption.window", "Redemption is allowed", "window", read_window, "R43", "DQ14"),
        optional(
            "redemption.adjusts",
            "The Redemption Price follows a split",
            "yes_no",
            yes_no,
            "R44",
            otherwise=False,
        ),
        optional(
            "redemption.notice_days",
            "Holders are told of a redemption within so many days",
            "whole",
            whole,
            "R46",
            otherwise=10,
        ),
        optional(
            "redemption.notice_unit",
            "The days of the notice of redemption are",
            "choice",
            one_of(NOTICE_UNITS),
            "R46",
            otherwise="calendar_days",
        ),
        kind("exchange.ratio", "Exchange ratio", "number", positive, "R50", "DQ19", nullable=True),
        TermKind(
            "exchange.window",
            "Exchange is allowed",
            "window",
            ("R48", "DQ5"),
            read_exchange_window,
            nullable=True,
            choices=tuple(EXCHANGE_WINDOWS),
        ),
        optional(
            "exchange.adjusts",
            "The exchange ratio follows a split",
            "yes_no",
            yes_no,
            "R50",
            otherwise=False,
        ),
        optional(
            "exchange.automatic",
            "An exchange follows an Acquiring Person by itself",
            "yes_no",
            yes_no,
            "R48",
            otherwise=False,
        ),
        optional(
            "exchange.trust", "Shares of an exchange go to a trust", "yes_no", yes_no, "R50", otherwise=False
        ),
        optional(
            "amendment.window", "Amendment is free", "amendment_window", read_amendment_window, "R54", "R55"
        ),
        kind("adjustment.threshold_pct", "Adjustments carried below", "percent", percent, "R41"),
        choice(
            "adjustment.split_family", "Splits adjust by", SPLIT_FAMILIES, "R38", "R62", "DQ12", nullable=True
        ),
    )


REGISTRY: dict[str, TermKind] = {kind.key: kind for kind in _kinds()}
