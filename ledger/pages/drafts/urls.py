"""The addresses of the pages on which a plan is set up."""

from django.urls import path

from ledger.pages.drafts import steps, views

urlpatterns = [
    path("drafts/", views.DraftList.as_view(), name="drafts"),
    path("drafts/begin/", steps.Begin.as_view(), name="draft-begin"),
    path("drafts/upload/", views.Upload.as_view(), name="draft-upload"),
    path("drafts/<int:pk>/", views.DraftDetail.as_view(), name="draft"),
    path("drafts/<int:pk>/type/<slug:step>/", steps.step, name="draft-step"),
    path("drafts/<int:pk>/paper/", views.PaperLaw.as_view(), name="draft-paper"),
    path("drafts/<int:pk>/file/", views.Download.as_view(), name="draft-file"),
    path("drafts/<int:pk>/save/", views.Save.as_view(), name="draft-save"),
    path("drafts/<int:pk>/propose/", views.Propose.as_view(), name="draft-propose"),
    path("drafts/<int:pk>/drop/", views.Drop.as_view(), name="draft-drop"),
]
