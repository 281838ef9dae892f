"""The addresses of the pages of feeds."""

from django.urls import path

from ledger.pages.feeds import views

urlpatterns = [
    path("feed/", views.FeedPage.as_view(), name="feed"),
    path("feed/<str:secret>.ics", views.feed_calendar, name="feed-calendar"),
]
