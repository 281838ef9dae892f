"""Columns and the base table of every list: what a cell says on the page, and its plain value in a file."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rightsadmin.common import formatting

EXPORT_CHUNK = (
    2000  # rows held at once: larger chunks measured no faster, smaller ones ask the database more often
)


class QuantityColumn(tables.Column):
    """Shares or Rights: thousands separated, to the right, digits under digits."""

    attrs: ClassVar = {"th": {"class": "is-number"}, "td": {"class": "is-number"}}

    def render(self, value: Any) -> str:
        return formatting.quantity(value)

    def value(self, value: Any) -> Any:
        return formatting.plain(value) if isinstance(value, Decimal) else value


class DateColumn(tables.Column):
    """A legal date (New York)."""

    attrs: ClassVar = {"td": {"class": "is-date"}}

    def render(self, value: Any) -> str:
        return formatting.short_date(value)

    def value(self, value: Any) -> Any:
        return value


class InstantColumn(tables.Column):
    """An instant, as New York reads it, with its zone."""

    attrs: ClassVar = {"td": {"class": "is-date"}}

    def render(self, value: Any) -> str:
        return formatting.instant(value)

    def value(self, value: Any) -> Any:
        return value


class BadgeColumn(tables.Column):
    """A status: a mark and a word. `tones` maps a stored value to ok, warn, bad, info or replay."""

    def __init__(self, *args: Any, tones: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tones = tones

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString:
        stored = bound_column.accessor.resolve(record, quiet=True)
        return badge(value, self.tones.get(stored, ""))

    def value(self, value: Any) -> Any:
        return str(value)


def badge(words: Any, tone: str = "") -> SafeString:
    """A status badge; the tone is one of ok, warn, bad, info, replay or "" (quiet)."""
    return format_html('<span class="badge{}">{}</span>', f" badge--{tone}" if tone else "", words)


class HouseTable(tables.Table):
    """The base of every table.

    A list shell gives it one page of rows; `Meta.sorts` maps a column to the fields its heading sorts by, all of them
    never empty (see pagination). Columns not named there do not sort.
    """

    class Meta:
        template_name = "partials/table.html"
        orderable = False
        empty_text = "Nothing here."
        sorts: ClassVar[dict[str, tuple[str, ...]]] = {}

    caption = ""
    sort = ""  # the column now sorted by, "-" before it for descending; set by the shell
    sort_urls: Mapping[str, str] = MappingProxyType(
        {}
    )  # the address of each sortable heading; set by the shell

    @classmethod
    def sorts(cls) -> dict[str, tuple[str, ...]]:
        """Column -> ordering fields."""
        return getattr(cls.Meta, "sorts", {})

    def headings(self) -> Iterator[dict[str, Any]]:
        """What the template draws above each visible column: words, class, sort address and present direction."""
        for column in self.columns:
            direction = {column.name: "ascending", f"-{column.name}": "descending"}
            directions = {mark: words for mark, words in direction.items() if mark == self.sort}
            yield {
                "words": column.header,
                "class": column.attrs["th"].get("class", ""),
                "url": self.sort_urls.get(column.name, ""),
                "direction": next(iter(directions.values()), ""),
            }


def export_rows(
    table_class: type[HouseTable], rows: Iterable[Any], **table_options: Any
) -> Iterator[list[Any]]:
    """The heading, then each row's plain values, as the table would show its columns; a chunk is held at a time."""
    source = iter(rows)
    heading_sent = False
    while True:
        chunk = list(islice(source, EXPORT_CHUNK))
        if heading_sent and not chunk:
            return
        lines = iter(table_class(chunk, **table_options).as_values())
        heading = next(lines)
        if not heading_sent:
            yield heading
            heading_sent = True
        yield from lines
        if not chunk:
            return
