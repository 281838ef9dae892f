"""The addresses of the pages of lost holders."""

from django.urls import path

from certificates.pages.lost_holders import views

urlpatterns = [
    path("plans/<slug:slug>/lost-holders/", views.LostHolderList.as_view(), name="lost-holders"),
    path("plans/<slug:slug>/lost-holders/<int:pk>/", views.LostHolderDetail.as_view(), name="lost-holder"),
    path("plans/<slug:slug>/lost-holders/<int:pk>/search/", views.SearchRecord.as_view(), name="lost-search"),
    path("plans/<slug:slug>/lost-holders/<int:pk>/exempt/", views.ExemptRecord.as_view(), name="lost-exempt"),
    path("plans/<slug:slug>/lost-holders/<int:pk>/found/", views.FoundRecord.as_view(), name="lost-found"),
]
