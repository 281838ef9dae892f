"""The addresses of the pages of events."""

from django.urls import path

from ledger.pages.events import views

urlpatterns = [
    path("plans/<slug:slug>/cases/<int:pk>/", views.CaseDetail.as_view(), name="case"),
    path("plans/<slug:slug>/facts/", views.EventList.as_view(), name="events"),
    path("plans/<slug:slug>/facts/record/", views.EventKinds.as_view(), name="event-kinds"),
    path("plans/<slug:slug>/facts/record/<slug:kind>/", views.EventRecord.as_view(), name="event-record"),
    path("plans/<slug:slug>/facts/<int:pk>/", views.EventDetail.as_view(), name="event"),
    path("plans/<slug:slug>/facts/<int:pk>/reverse/", views.EventReverse.as_view(), name="event-reverse"),
]
