"""The addresses of the pages of calendars."""

from django.urls import path

from ledger.pages.calendars import views

urlpatterns = [
    path("calendars/", views.CalendarList.as_view(), name="calendars"),
    path("calendars/<slug:code>/", views.CalendarDetail.as_view(), name="calendar"),
    path("calendars/<slug:code>/add/", views.CalendarAdd.as_view(), name="calendar-add"),
    path("calendars/<slug:code>/<int:year>/confirm/", views.YearConfirm.as_view(), name="calendar-confirm"),
    path(
        "calendars/<slug:code>/rows/<int:pk>/remove/", views.CalendarRemove.as_view(), name="calendar-remove"
    ),
]
