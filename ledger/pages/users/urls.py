"""The addresses of the pages of the staff."""

from django.urls import path

from ledger.pages.users import lending, views

urlpatterns = [
    path("users/", views.UserList.as_view(), name="users"),
    path("users/admit/", views.Admit.as_view(), name="user-admit"),
    path("users/<int:pk>/", views.UserDetail.as_view(), name="user"),
    path("users/<int:pk>/change/", views.Change.as_view(), name="user-change"),
    path("users/<int:pk>/dismiss/", views.Dismiss.as_view(), name="user-dismiss"),
    path("users/<int:pk>/end-sessions/", views.EndSessions.as_view(), name="user-sessions-end"),
    path("users/<int:pk>/second-factor/", views.TakeFactor.as_view(), name="user-factor"),
    path("users/lent/", lending.LentList.as_view(), name="users-lent"),
    path("users/<int:pk>/lend/", lending.Lend.as_view(), name="user-lend"),
    path("users/<int:pk>/take-back/", lending.TakeBack.as_view(), name="user-lent-back"),
    path("users/<int:pk>/invite/", views.Invite.as_view(), name="user-invite"),
]
