"""The addresses of the pages of returned mail."""

from django.urls import path

from certificates.pages.returned_mail import views

urlpatterns = [
    path("plans/<slug:slug>/returned-mail/", views.ReturnedMailList.as_view(), name="returned-mail"),
    path("plans/<slug:slug>/returned-mail/<int:pk>/mail-again/", views.ReMail.as_view(), name="re-mail"),
    path("plans/<slug:slug>/returned-mail/<int:pk>/delivered/", views.Delivered.as_view(), name="delivered"),
]
