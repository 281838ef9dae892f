"""The addresses of the pages of the law: what if, calendars, two times, previews, the Board, the rules, feeds."""

from django.urls import path

from ledger.views import asof, board, calendars, feeds, matrix, previews, rules_index, whatif

urlpatterns = [
    path("rules/", rules_index.RulesIndex.as_view(), name="rules"),
    path("segregation/", matrix.Matrix.as_view(), name="matrix"),
    path("calendars/", calendars.CalendarList.as_view(), name="calendars"),
    path("calendars/<slug:code>/", calendars.CalendarDetail.as_view(), name="calendar"),
    path("calendars/<slug:code>/add/", calendars.CalendarAdd.as_view(), name="calendar-add"),
    path(
        "calendars/<slug:code>/rows/<int:pk>/remove/",
        calendars.CalendarRemove.as_view(),
        name="calendar-remove",
    ),
    path("feed/", feeds.FeedPage.as_view(), name="feed"),
    path("feed/<str:secret>.ics", feeds.feed_calendar, name="feed-calendar"),
    path("plans/<slug:slug>/acts/", previews.Previews.as_view(), name="previews"),
    path("plans/<slug:slug>/acts/<slug:name>/", previews.Previews.as_view(), name="preview"),
    path("plans/<slug:slug>/what-if/", whatif.WhatIf.as_view(), name="whatif"),
    path("plans/<slug:slug>/as-of/", asof.AsOf.as_view(), name="asof"),
    path("plans/<slug:slug>/as-of/positions/", asof.AsOfPositions.as_view(), name="asof-positions"),
    path("plans/<slug:slug>/as-of/entries/", asof.AsOfEntries.as_view(), name="asof-entries"),
    path("plans/<slug:slug>/board/", board.BoardPage.as_view(), name="board"),
    path("plans/<slug:slug>/board/join/", board.DirectorJoin.as_view(), name="director-join"),
    path("plans/<slug:slug>/board/<int:pk>/leave/", board.DirectorLeave.as_view(), name="director-leave"),
    path("plans/<slug:slug>/board/<int:pk>/taint/", board.DirectorTaint.as_view(), name="director-taint"),
]
