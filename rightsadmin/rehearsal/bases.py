"""The plan that a story is told of: a plan file with its terms replaced, and who holds its shares."""

from __future__ import annotations

import copy
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ledger.plan_files import PLANS, PlanFile, read_plan_file, shipped
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader, read_day, shown

# A plan without anything unusual, which comes with the rehearsal: the base of most stories.
PLAIN = "plain"
DATA = Path(__file__).resolve().parent / "data"
DEPOSITORY = "CEDE & CO"
_QUANTITY = re.compile(r"[0-9]{1,18}(\.[0-9]{1,10})?")
_AGREEMENT_DATE, _RECORD_DATE = "agreement.date", "record_date"
# Any day of the calendars: a file is only looked at with it, and every day of a base that counts from one is a story's.
_SOME_DAY = date(2000, 1, 3)


@dataclass(frozen=True)
class Holder:
    """Who holds how many shares at the Record Date, and of which class ("": the one class there is)."""

    registration: str
    shares: Decimal
    share_class: str = ""


@dataclass(frozen=True)
class Told:
    """The plan of a case: `data` is its plan file, `holders` add up to its control book."""

    data: dict[str, Any]
    holders: tuple[Holder, ...]

    def file(self, today: date) -> PlanFile:
        """The plan file as it is read, with relative days counted from `today`."""
        return read_plan_file(self.content(), today=today)

    def content(self) -> bytes:
        """The plan file."""
        return json.dumps(self.data, default=str).encode()

    @property
    def is_relative(self) -> bool:
        """Whether the days of the plan are told from today: such a plan is adopted before the story, whenever it is."""
        return self.data.get("relative_dates") is True

    @property
    def adopted_at(self) -> datetime:
        """The instant at which the plan was adopted, in UTC."""
        return min(row.adopted_at for row in self.file(_SOME_DAY).resolutions)

    def record_date(self, today: date) -> date:
        """The Record Date of the plan."""
        return read_day(_row(self.file(today), _RECORD_DATE), _RECORD_DATE)


def _row(read: PlanFile, key: str) -> Any:
    return next(row.value for row in read.terms if row.key == key)


def read_plan(case: Reader, folder: Path | None) -> Told:
    """The plan of a case, and its holders; BadInput names the place that is wrong."""
    told = Reader(case.raw("plan"), case.place("plan"))
    data = _base(told, folder)
    own = data.pop("holders", None)
    terms = told.optional("terms", told.raw) or {}
    place = told.place("terms")
    told.finish()
    _replace(data, Reader(terms, place), terms)
    holders = _holders(case, own, data)
    _write_control_book(data, holders)
    found = Told(data, holders)
    try:
        found.file(_SOME_DAY)
    except BadInput as error:
        key = _key_at(data, error.path)
        raise BadInput(
            f"{place}.{key}" if key in terms else f"{told.place('base')} {error.path}", error.message
        ) from None
    return found


def bases() -> list[str]:
    """The plans that can be named without a file: the plain one, and those that are shipped."""
    return [PLAIN, *sorted(slug for slug in _shipped_slugs())]


@cache
def _shipped_slugs() -> tuple[str, ...]:
    return tuple(path.stem for path in PLANS.glob("*.json") if not path.stem.endswith("-history"))


def _base(told: Reader, folder: Path | None) -> dict[str, Any]:
    name = told.text("base")
    if name in _shipped_slugs():
        return _parsed(shipped(name), told.place("base"))
    beside = folder / f"{name}.json" if folder and name == PLAIN else None
    if name == PLAIN:
        path = beside if beside and beside.is_file() else DATA / f"{PLAIN}.json"
        return _parsed(path.read_bytes(), told.place("base"))
    if folder is not None:
        for path in (folder / name, folder / f"{name}.json"):
            with suppress(OSError, ValueError):  # no name that a file could have
                if path.is_file():
                    return _parsed(path.read_bytes(), told.place("base"))
    known = ", ".join(bases())
    more = f", nor a file seen from {folder}" if folder else "; a plan file's path is for the command alone"
    raise BadInput(told.place("base"), f"{shown(name)} is none of the plans {known}{more}")


def _parsed(content: bytes, place: str) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadInput(place, f"the plan file is not JSON in UTF-8: {error}") from None
    if not isinstance(found, dict) or not isinstance(found.get("terms"), dict):
        raise BadInput(place, "is no plan file: it has no terms")
    return found


def _replace(data: dict[str, Any], told: Reader, terms: dict[str, Any]) -> None:
    """Puts the values in place of the base's own, and adds rows for terms that it lacks."""
    rows = data["terms"]["rows"]
    by_key = {row["key"]: row for row in rows}
    for key in terms:
        value = copy.deepcopy(told.raw(key))
        if key in by_key:
            by_key[key]["value"] = value
        else:
            rows.append({"key": key, "value": value, "citation": _citation_for(key, rows)})
    if _AGREEMENT_DATE in terms:
        _move_adoption(data, read_day(terms[_AGREEMENT_DATE], told.place(_AGREEMENT_DATE)))
    if _RECORD_DATE in terms:
        day = read_day(terms[_RECORD_DATE], told.place(_RECORD_DATE)).isoformat()
        for entry in data["control_book"][:1]:
            entry["as_of"] = day


def _citation_for(key: str, rows: list[dict[str, Any]]) -> str:
    """A sentence for a term that the base lacks: that of its nearest neighbour, which stands in the paper."""
    near = [row for row in rows if row["key"].partition(".")[0] == key.partition(".")[0]]
    return str((near or rows)[0]["citation"])


def _move_adoption(data: dict[str, Any], day: date) -> None:
    before = data["agreement_date"]
    data["agreement_date"] = day.isoformat()
    data["terms"]["effective_on"] = day.isoformat()
    for document in data["documents"]:
        if document["dated_on"] == before:
            document["dated_on"] = day.isoformat()
    for row in data["resolutions"]:
        if row["kind"] == "adoption":
            for name in ("adopted_at", "effective_at"):
                row[name] = f"{day.isoformat()}T{row[name].partition('T')[2] or '12:00'}"


def _holders(case: Reader, own: Any, data: dict[str, Any]) -> tuple[Holder, ...]:
    told = case.optional("holders", case.raw)
    if told is None:
        told = own
    if told is None:
        return (Holder(DEPOSITORY, Decimal(data["control_book"][0]["outstanding"])),)
    reader = Reader(told, case.place("holders"))
    if not told:
        raise BadInput(reader.path, "a plan has at least one holder of its shares")
    return tuple(_holder(name, reader) for name in told)


def _holder(name: str, told: Reader) -> Holder:
    value = told.raw(name)
    if not isinstance(value, dict):
        return Holder(name, _quantity(value, told.place(name)))
    row = Reader(value, told.place(name))
    holder = Holder(name, _quantity(row.raw("shares"), row.place("shares")), row.text("class"))
    row.finish()
    return holder


def _quantity(value: object, place: str) -> Decimal:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _QUANTITY.fullmatch(text):
        raise BadInput(place, f"{shown(value)} is not a quantity of 0 or more, written as text")
    return Decimal(text)


def _write_control_book(data: dict[str, Any], holders: tuple[Holder, ...]) -> None:
    """The opening control book is the sum of the holders, class by class where the plan has several: the other figures
    of the paper stay.
    """
    book = data["control_book"][0]
    book["outstanding"] = f"{sum((each.shares for each in holders), Decimal()):f}"
    rows = next((row["value"] for row in data["terms"]["rows"] if row["key"] == "common.classes"), None)
    if isinstance(rows, list):
        # The first class has what the paper says of the treasury and of what is reserved.
        book["classes"] = {
            row["code"]: {
                "outstanding": f"{sum((e.shares for e in holders if e.share_class == row['code']), Decimal()):f}",
                "treasury": "0" if index else book["treasury"],
                "reserved": "0" if index else book["reserved"],
            }
            for index, row in enumerate(rows)
            if isinstance(row, dict) and "code" in row
        }
    data["control_book"] = [book]
    data["pinned_on"] = None


def _key_at(data: dict[str, Any], path: str) -> str:
    """The key of the term that the complaint of a plan file is about, "" where it is about none."""
    match = re.match(r"terms\.rows\[(\d+)\]", path)
    return str(data["terms"]["rows"][int(match[1])]["key"]) if match else ""
