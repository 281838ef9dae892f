"""The list shell: filter, sort and page in place, the state in the URL, files as shown."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from rightsadmin.common import clock, formatting
from rightsadmin.common.exports import TooManyRows, csv_response, xlsx_response
from rightsadmin.common.htmx import clean_query, finish, wants_partial
from rightsadmin.common.pagination import COUNT_LIMIT, PAGE_SIZES, BadCursor, Page, bounded_count, keyset_page
from rightsadmin.common.shells.base import Shell
from rightsadmin.common.tables import HouseTable, export_rows

EXPORT_CHUNK = 2000


class ListShell(Shell):
    """A list of one kind of thing. Subclasses name `table_class`, `default_sort` and `get_queryset`.

    Query parameters: the filters' own, `sort` (a column, "-" for descending), `size`, `page` (a cursor), and
    `export` (csv or xlsx). What is not understood is ignored, never an error page.
    """

    template_name = "shells/list.html"
    partial_name = "shells/list_results.html"
    table_class: type[HouseTable]
    filterset_class: type[django_filters.FilterSet] | None = None
    default_sort = ""
    noun = "row"  # "holder": announced as "1 holder", "2,500 holders"
    nouns = ""  # where an s is not enough
    table_options: ClassVar[dict[str, Any]] = {}
    empty = "Nothing matches."

    def get_queryset(self) -> QuerySet:
        """All rows this user may see, with what the table's cells touch selected or prefetched."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        filterset = self._filterset()
        rows = filterset.qs if filterset else self.get_queryset()
        export = request.GET.get("export")
        if export in {"csv", "xlsx"}:
            if not self.may_take():
                raise PermissionDenied(self.no_taking())
            return self._export(export, rows)
        context = self._results(rows) | {"filterset": filterset, "partial_name": self.partial_name}
        template = self.template_name
        if wants_partial(request):
            template = self.partial_name
        else:
            context |= self.page_context()
        return finish(request, render(request, template, context))

    def _filterset(self) -> django_filters.FilterSet | None:
        if self.filterset_class is None:
            return None
        return self.filterset_class(
            self.request.GET or None, queryset=self.get_queryset(), request=self.request
        )

    def _sort(self) -> str:
        asked = self.request.GET.get("sort", "")
        return (
            asked
            if asked.lstrip("-") in self.table_class.sorts() and asked.count("-") <= 1
            else self.default_sort
        )

    def _order(self) -> tuple[str, ...]:
        sort = self._sort()
        fields = self.table_class.sorts()[sort.lstrip("-")]
        if not sort.startswith("-"):
            return fields
        return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in fields)

    def _size(self) -> int:
        asked = self.request.GET.get("size", "")
        return int(asked) if asked in map(str, PAGE_SIZES) else PAGE_SIZES[1]

    def _page(self, rows: QuerySet) -> Page:
        order, size = self._order(), self._size()
        try:
            return keyset_page(rows, order=order, size=size, cursor=self.request.GET.get("page", ""))
        except BadCursor:
            return keyset_page(rows, order=order, size=size)

    def _url(self, **changes: str) -> str:
        """The address of the list with some parameters replaced ("" drops one); the page mark is always dropped."""
        query = clean_query(self.request, without=("page", "export", *changes))
        extra = urlencode({key: value for key, value in changes.items() if value})
        return "?" + "&".join(part for part in (query, extra) if part)

    def _results(self, rows: QuerySet) -> dict[str, Any]:
        page = self._page(rows)
        table = self.table_class(page.rows, **self.table_options)
        sort = self._sort()
        table.sort = sort
        table.sort_urls = {
            name: self._url(sort=f"-{name}" if sort == name else name) for name in self.table_class.sorts()
        }
        count = bounded_count(rows)
        return {
            "table": table,
            "announcement": self._announcement(count),
            "next_url": self._url(page=page.next_cursor) if page.next_cursor else "",
            "previous_url": self._url(page=page.previous_cursor) if page.previous_cursor else "",
            "first_url": self._url() if page.previous_cursor else "",
            "csv_url": self._url(export="csv") if self.may_take() else "",
            "xlsx_url": self._url(export="xlsx") if self.may_take() else "",
            "sort": sort if sort != self.default_sort else "",
            "size": self._size(),
            "page_sizes": PAGE_SIZES,
            "empty": self.empty,
        }

    def _announcement(self, count: int) -> str:
        if count > COUNT_LIMIT:
            return f"More than {formatting.plural(COUNT_LIMIT, self.noun, self.nouns)}"
        return formatting.plural(count, self.noun, self.nouns)

    def _export_rows(self, rows: QuerySet) -> Iterable[list[Any]]:
        ordered = rows.order_by(*self._order(), "pk")
        return export_rows(self.table_class, ordered.iterator(chunk_size=EXPORT_CHUNK), **self.table_options)

    def may_take(self) -> bool:
        """Whether this user may take the list out of the house as a file."""
        raise NotImplementedError

    def no_taking(self) -> str:
        """Why this user may not take it, and who may."""
        raise NotImplementedError

    def taken(self, form: str, asked: str) -> dict[str, str]:
        """Called before the list leaves the house, with its form and its filter and order in words; what else its cover
        sheet says, by its label.
        """
        raise NotImplementedError

    def _export(self, kind: str, rows: QuerySet) -> HttpResponseBase:
        taken = clock.now()
        asked = clean_query(self.request, without=("page", "export")) or "none"
        further = self.taken(kind, asked)
        filename = f"{self.title().lower().replace(' ', '-')}-{clock.new_york_date(taken).isoformat()}"
        if kind == "csv":
            return csv_response(self._export_rows(rows), filename=filename)
        about = {
            "List": self.title(),
            "Taken by": self.actor.name,
            "Taken at": formatting.instant(taken),
            "Filter and order": asked,
            **further,
        }
        try:
            return xlsx_response(self._export_rows(rows), filename=filename, about=about)
        except TooManyRows as error:
            return self.led_back(error, self.request.path + self._url())
