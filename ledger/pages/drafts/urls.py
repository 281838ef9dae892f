"""The addresses of the pages on which a plan is set up."""

from django.urls import path

from ledger.pages.drafts import views

urlpatterns = [
    path("drafts/", views.DraftList.as_view(), name="drafts"),
    path("drafts/begin/", views.Begin.as_view(), name="draft-begin"),
    path("drafts/<int:pk>/", views.DraftDetail.as_view(), name="draft"),
    path("drafts/<int:pk>/file/", views.Download.as_view(), name="draft-file"),
    path("drafts/<int:pk>/save/", views.Save.as_view(), name="draft-save"),
    path("drafts/<int:pk>/propose/", views.Propose.as_view(), name="draft-propose"),
    path("drafts/<int:pk>/drop/", views.Drop.as_view(), name="draft-drop"),
]
