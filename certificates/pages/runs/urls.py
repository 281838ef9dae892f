"""The addresses of the pages of runs."""

from django.urls import path, re_path

from certificates.pages.runs import dispatch, steering, taking, views

urlpatterns = [
    path("plans/<slug:slug>/runs/", views.RunList.as_view(), name="runs"),
    path("plans/<slug:slug>/runs/begin/", views.RunBegin.as_view(), name="run-begin"),
    path("plans/<slug:slug>/runs/<int:pk>/", views.RunDetail.as_view(), name="run"),
    path("plans/<slug:slug>/runs/<int:pk>/cancel/", steering.RunCancel.as_view(), name="run-cancel"),
    path(
        "plans/<slug:slug>/runs/<int:pk>/countersign/",
        dispatch.RunCountersign.as_view(),
        name="run-countersign",
    ),
    path("plans/<slug:slug>/runs/<int:pk>/mail/", dispatch.RunMail.as_view(), name="run-mail"),
    path("plans/<slug:slug>/runs/<int:pk>/chunks/", views.ChunkList.as_view(), name="run-chunks"),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/runs/(?P<pk>\d+)/(?P<verb>pause|resume|retry|release)/$",
        steering.RunSteer.as_view(),
        name="run-steer",
    ),
    path(
        "plans/<slug:slug>/runs/<int:pk>/files/<int:file>/", taking.PrintFileTake.as_view(), name="print-file"
    ),
    re_path(
        r"^plans/(?P<slug>[-\w]+)/runs/(?P<pk>\d+)/take/(?P<what>package|manifest|totals)/$",
        taking.RunTake.as_view(),
        name="run-take",
    ),
]
