"""The addresses of the pages of presentations."""

from django.urls import path, re_path

from certificates.pages.presentations import acts, examine, queue, receive, ticket

urlpatterns = [
    path("plans/<slug:slug>/presentations/", queue.PresentationList.as_view(), name="presentations"),
    path("plans/<slug:slug>/presentations/receive/", receive.Receive.as_view(), name="presentation-receive"),
    path(
        "plans/<slug:slug>/presentations/<int:number>/",
        ticket.PresentationDetail.as_view(),
        name="presentation",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/examine/",
        examine.Examine.as_view(),
        name="presentation-examine",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/refer/", acts.Refer.as_view(), name="presentation-refer"
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/word/",
        acts.CompanyWord.as_view(),
        name="presentation-word",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/return/",
        acts.Return.as_view(),
        name="presentation-return",
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/presentations/(?P<number>\d+)/(?P<verb>letter|propose)/$",
        acts.Act.as_view(),
        name="presentation-act",
    ),
]
