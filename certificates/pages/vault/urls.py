"""The addresses of the pages of vault."""

from django.urls import path

from certificates.pages.vault import views

urlpatterns = [
    path("plans/<slug:slug>/vault/", views.UnplacedList.as_view(), name="unplaced"),
    path("plans/<slug:slug>/vault/boxes/", views.BoxList.as_view(), name="boxes"),
    path("plans/<slug:slug>/vault/boxes/open/", views.BoxOpen.as_view(), name="box-open"),
    path("plans/<slug:slug>/vault/boxes/<int:pk>/", views.BoxContents.as_view(), name="box"),
    path("plans/<slug:slug>/vault/destructions/", views.DestructionList.as_view(), name="destructions"),
    path(
        "plans/<slug:slug>/vault/destructions/propose/",
        views.DestructionPropose.as_view(),
        name="destruction-propose",
    ),
    path(
        "plans/<slug:slug>/vault/destructions/<int:pk>/",
        views.DestructionDetail.as_view(),
        name="destruction",
    ),
    path(
        "plans/<slug:slug>/vault/destructions/<int:pk>/witness/",
        views.DestructionWitnessed.as_view(),
        name="destruction-witness",
    ),
    path(
        "plans/<slug:slug>/vault/destructions/<int:pk>/certificate/",
        views.DestructionPaper.as_view(),
        name="destruction-paper",
    ),
]
