"""The addresses of the pages of letters."""

from django.urls import re_path

from certificates.pages.letters import views

urlpatterns = [
    re_path(
        r"^plans/(?P<slug>[-\w]+)/letters/(?P<kind>address|company|deficiency|stop|loss|returned-mail|adjustment)/(?P<pk>\d+)/$",
        views.LetterTake.as_view(),
        name="letter",
    ),
]
