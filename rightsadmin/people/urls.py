"""The addresses of the door and of one's own account."""

from allauth.account.views import reauthenticate
from django.urls import include, path
from django.views.generic import RedirectView

from rightsadmin.people import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),  # as django-allauth calls it
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("forgotten-password/", views.Forgotten.as_view(), name="forgotten"),
    path("set-password/<uidb64>/<token>/", views.SetPassword.as_view(), name="set-password"),
    path("account/", views.Account.as_view(), name="account"),
    path("account/password/", views.ChangePassword.as_view(), name="password"),
    path("account/typed/", views.Typed.as_view(), name="typed"),
    path("account/sessions/end/", views.EndOthers.as_view(), name="sessions-end"),
    path("account/sessions/<int:pk>/end/", views.EndSession.as_view(), name="session-end"),
    # as django-allauth calls them
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/confirm/", reauthenticate, name="account_reauthenticate"),
    # the admin has no door of its own
    path("admin/login/", views.ToSignIn.as_view(), name="admin-sign-in"),
    path("admin/logout/", views.SignOut.as_view(), name="admin-sign-out"),
    path("admin/password_change/", RedirectView.as_view(pattern_name="password"), name="admin-password"),
]
