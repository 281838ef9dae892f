"""The registry of terms: every key a plan may have, what it is called, the shape of its value, the rules it serves.

A term's value is JSON: exact numbers travel as text ("0.0001"), dates as ISO text, and the terms that decide the
Distribution Date in the format of a scenario file. Nothing here knows a plan; a key that is not here is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from ledger.rules.facts import BadInput, CalendarCode, RecordDateFloor, exact_number
from ledger.rules.wire.reader import Reader, read_day
from ledger.rules.wire.terms import read_adverse_person, read_stock_acquisition, read_tender

Check = Callable[[object, str], object]
_DECIMAL = re.compile(r"[0-9]{1,18}(\.[0-9]{1,10})?")
_LONGEST_TEXT = 500


@dataclass(frozen=True)
class TermKind:
    """A kind of term: `label` as pages name it, `type` for the form that edits it, the rules it serves.

    `check` raises BadInput, naming the place in the value; `nullable`: an unstated term is null until the Board or
    counsel supplies it.
    """

    key: str
    label: str
    type: str
    rules: tuple[str, ...]
    check: Check
    nullable: bool = False
    choices: tuple[str, ...] = ()


def checked(key: str, value: object, path: str = "") -> None:
    """BadInput, naming `path` or the place within the value, unless the key is known and the value has its shape."""
    kind = REGISTRY.get(key)
    if kind is None:
        raise BadInput(path, f"{key!r} is no term; the terms are listed in ledger/terms.py")
    if value is None:
        if not kind.nullable:
            raise BadInput(path, f"{kind.label} cannot be empty")
        return
    kind.check(value, path)


def _text(value: object, path: str) -> None:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT:
        raise BadInput(path, f"{value!r} is not a text of 1 to {_LONGEST_TEXT} characters")


def _decimal(value: object, path: str) -> None:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise BadInput(path, f'{value!r} is not an exact decimal number written as text, such as "0.0001"')


def _positive(value: object, path: str) -> None:
    _decimal(value, path)
    if exact_number(value, path) == 0:
        raise BadInput(path, "must be more than zero")


def _percent(value: object, path: str) -> None:
    if not 0 < exact_number(value, path) <= 100:  # noqa: PLR2004 - per cent
        raise BadInput(path, f"{value!r} is not a percentage above 0 and up to 100")


def _whole(value: object, path: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadInput(path, f"{value!r} is not a whole number of 0 or more")


def _yes_no(value: object, path: str) -> None:
    if not isinstance(value, bool):
        raise BadInput(path, f"{value!r} is neither true nor false")


def _days(value: object, path: str) -> None:
    if not isinstance(value, list):
        raise BadInput(path, "must be a list of dates")
    for index, day in enumerate(value):
        read_day(day, f"{path}[{index}]")


def _one_of(choices: tuple[str, ...]) -> Check:
    def check(value: object, path: str) -> None:
        if value not in choices:
            raise BadInput(path, f"{value!r} is none of {', '.join(choices)}")

    return check


def _as_scenario(read: Callable[[Reader, str], object]) -> Check:
    """The check of a term whose value is the object that a scenario file has under the same name."""

    def check(value: object, path: str) -> None:
        read(Reader({path: value}), path)

    return check


def _person_thresholds(value: object, path: str) -> None:
    """A list of {person, pct}: whoever the amendment names, and the percentage at which he counts."""
    if not isinstance(value, list):
        raise BadInput(path, "must be a list of persons with their percentages")
    for index, row in enumerate(value):
        reader = Reader(row, f"{path}[{index}]")
        _text(reader.raw("person"), reader.place("person"))
        _percent(reader.raw("pct"), reader.place("pct"))
        reader.finish()


def _titles(value: object, path: str) -> None:
    """An object of texts: exhibit number -> title."""
    if not isinstance(value, Mapping):
        raise BadInput(path, "must be an object of texts")
    for name, title in value.items():
        _text(title, f"{path}.{name}")


PRICE_BASES = ("per_unit", "per_preferred_share", "per_right")
SPLIT_FAMILIES = ("fractional_rights", "exercise_amount_scaled", "expansion_factor")
EXCHANGE_WINDOWS = ("before_distribution_date", "from_flip_in_before_distribution_date")
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

    def choice(
        key: str, label: str, choices: tuple[str, ...], *rules: str, nullable: bool = False
    ) -> TermKind:
        return TermKind(key, label, "choice", rules, _one_of(choices), nullable, choices)

    return (
        kind("issuer.name", "Issuer", "text", _text, "R1"),
        kind("issuer.state", "State of organization", "text", _text, "R1"),
        kind("issuer.address", "Principal executive office", "text", _text, "R1"),
        kind("issuer.commission_file", "Commission file number", "text", _text, "R1", nullable=True),
        kind("issuer.ein", "IRS employer identification number", "text", _text, "R1", nullable=True),
        kind("agent.name", "Rights Agent", "text", _text, "R7"),
        kind(
            "agent.notice_days",
            "Days of notice before the Rights Agent changes",
            "whole",
            _whole,
            "R7",
            nullable=True,
        ),
        kind(
            "agent.successor_capital",
            "Least capital of a successor Rights Agent",
            "money",
            _decimal,
            "R7",
            nullable=True,
        ),
        kind("agreement.date", "Date of the Rights Agreement", "date", read_day, "R7", "R58"),
        kind("agreement.exhibits", "Papers the summary is subject to", "titles", _titles, "R9", "R63"),
        kind("notices.issuer", "Notices to the issuer", "text", _text, "R1"),
        kind("notices.agent", "Notices to the Rights Agent", "text", _text, "R7", nullable=True),
        kind("common.title", "Common shares", "text", _text, "R2"),
        kind("common.par", "Par value of a common share", "money", _decimal, "R2"),
        kind("rights_per_share", "Rights for each common share", "number", _positive, "R2", "R4", "R62"),
        kind("rights.cusip", "CUSIP number of the Rights", "text", _text, "R25", nullable=True),
        kind("record_date", "Record Date", "date", read_day, "R3", "R4"),
        kind("unit.security", "Security of a Unit", "text", _text, "R5"),
        kind("unit.denominator", "Units in one preferred share", "whole", _whole, "R5"),
        kind("unit.par", "Par value of a preferred share", "money", _decimal, "R5"),
        kind("units_per_right", "Units for each Right", "number", _positive, "R5", "R30"),
        kind("purchase_price.amount", "Purchase Price", "money", _decimal, "R6", "DQ2"),
        choice("purchase_price.basis", "Purchase Price is", PRICE_BASES, "R6", "DQ2", nullable=True),
        kind("purchase_price.literal", "Purchase Price as filed", "text", _text, "R6", "DQ2", nullable=True),
        kind("expiration.final", "Final Expiration Date", "date", read_day, "R24", "DQ1", nullable=True),
        kind(
            "distribution.stock_acquisition",
            "Prong (i): Stock Acquisition Date",
            "stock_acquisition",
            _as_scenario(read_stock_acquisition),
            "R12",
            "R14",
            "DQ8",
            nullable=True,
        ),
        kind(
            "distribution.adverse_person",
            "Prong (i): Adverse Person",
            "adverse_person",
            _as_scenario(read_adverse_person),
            "R13",
            nullable=True,
        ),
        kind(
            "distribution.tender",
            "Prong (ii): tender or exchange offer",
            "tender",
            _as_scenario(read_tender),
            "R15",
            "R16",
            "DQ7",
            nullable=True,
        ),
        kind(
            "distribution.immediate_pct",
            "Prong (iii): percentage with immediate effect",
            "percent",
            _percent,
            "R17",
            nullable=True,
        ),
        kind("distribution.flip_over", "Prong (iv): Flip-Over Event", "yes_no", _yes_no, "R18"),
        kind(
            "distribution.person_thresholds",
            "Percentages of their own for named persons",
            "person_thresholds",
            _person_thresholds,
            "R12",
            "DQ13",
            nullable=True,
        ),
        choice(
            "distribution.record_date_floor",
            "Record Date as earliest Distribution Date",
            get_args(RecordDateFloor),
            "R19",
            "DQ17",
        ),
        choice("business_day.calendar", "Business Day calendar", get_args(CalendarCode), "R12", "DQ16"),
        kind("business_day.closings", "Closings the plan adds", "dates", _days, "DQ16"),
        kind("freeze.days", "Days of the freeze", "whole", _whole, "R57", "DQ15"),
        kind(
            "continuing_directors", "Continuing Director terms apply", "yes_no", _yes_no, "R58", "R59", "DQ15"
        ),
        kind(
            "adverse_person.criteria",
            "Criteria of an Adverse Person",
            "text",
            _text,
            "R13",
            "DQ19",
            nullable=True,
        ),
        kind("flip_in.multiple", "Flip-in: multiple of the exercise price", "number", _positive, "R29"),
        choice(
            "flip_in.unit_valuation",
            "Flip-in: a Unit is valued as",
            UNIT_VALUATIONS,
            "R8",
            "R29",
            nullable=True,
        ),
        kind("flip_in.increase_pct", "Flip-in: increase of interest", "percent", _percent, "R27"),
        choice(
            "flip_in.increase_reading",
            "Flip-in: the increase is measured in",
            INCREASE_READINGS,
            "R27",
            "DQ9",
            nullable=True,
        ),
        kind(
            "flip_over.asset_pct", "Flip-over: share of assets or earning power", "percent", _percent, "R34"
        ),
        kind("redemption.price", "Redemption Price of a Right", "money", _decimal, "R44"),
        kind("exchange.ratio", "Exchange ratio", "number", _positive, "R50", "DQ19", nullable=True),
        choice("exchange.window", "Exchange is allowed", EXCHANGE_WINDOWS, "R48", "DQ5"),
        kind("adjustment.threshold_pct", "Adjustments carried below", "percent", _percent, "R41"),
        choice(
            "adjustment.split_family", "Splits adjust by", SPLIT_FAMILIES, "R38", "R62", "DQ12", nullable=True
        ),
    )


REGISTRY: dict[str, TermKind] = {kind.key: kind for kind in _kinds()}
