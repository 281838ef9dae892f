"""The addresses of the desk of presentations."""

from django.urls import path, re_path

from certificates.views import presentations

urlpatterns = [
    path(
        "plans/<slug:slug>/presentations/",
        presentations.PresentationList.as_view(),
        name="presentations",
    ),
    path(
        "plans/<slug:slug>/presentations/receive/",
        presentations.Receive.as_view(),
        name="presentation-receive",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/",
        presentations.PresentationDetail.as_view(),
        name="presentation",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/examine/",
        presentations.Examine.as_view(),
        name="presentation-examine",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/refer/",
        presentations.Refer.as_view(),
        name="presentation-refer",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/word/",
        presentations.CompanyWord.as_view(),
        name="presentation-word",
    ),
    path(
        "plans/<slug:slug>/presentations/<int:number>/return/",
        presentations.Return.as_view(),
        name="presentation-return",
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/presentations/(?P<number>\d+)/(?P<verb>letter|propose)/$",
        presentations.Act.as_view(),
        name="presentation-act",
    ),
]
