"""The addresses of the pages of voiding."""

from django.urls import path

from ledger.pages.voiding import views

urlpatterns = [
    path("plans/<slug:slug>/voiding/", views.VoidingPage.as_view(), name="voiding"),
    path(
        "plans/<slug:slug>/voiding/earlier/",
        views.EarlierTransferName.as_view(),
        name="earlier-transfer",
    ),
    path(
        "plans/<slug:slug>/voiding/transferees/<int:entry>/<str:number>/",
        views.TransfereeDecide.as_view(),
        name="transferee",
    ),
]
