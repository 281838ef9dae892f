"""The addresses of the pages of holders."""

from django.urls import path

from ledger.pages.holders import accounts, views

urlpatterns = [
    path("plans/<slug:slug>/holders/", views.HolderList.as_view(), name="holders"),
    path("plans/<slug:slug>/accounts/open/", accounts.AccountOpen.as_view(), name="account-open"),
    path("plans/<slug:slug>/holders/<str:number>/", views.HolderDetail.as_view(), name="holder"),
    path("plans/<slug:slug>/holders/<str:number>/hold/", accounts.HoldPlace.as_view(), name="hold"),
    path(
        "plans/<slug:slug>/holders/<str:number>/holds/<int:pk>/lift/",
        accounts.HoldLift.as_view(),
        name="hold-lift",
    ),
    path("plans/<slug:slug>/holders/<str:number>/address/", accounts.AddressChange.as_view(), name="address"),
    path(
        "plans/<slug:slug>/holders/<str:number>/registration/",
        accounts.RegistrationCorrect.as_view(),
        name="registration",
    ),
    path(
        "plans/<slug:slug>/holders/<str:number>/finding/", accounts.FindingPropose.as_view(), name="finding"
    ),
]
