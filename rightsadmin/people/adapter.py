"""What django-allauth asks the house: nobody signs up, attempts are counted, whoever comes in is on the audit trail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from ledger.services import sign_ins
from rightsadmin.people import attempts, factors


class Door(DefaultAccountAdapter):
    """The one sign-in door. Staff are admitted on the page Users alone."""

    attempt: attempts.Attempt
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Name and password do not belong together. After several wrong ones each further "
        "attempt has to wait.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt; ValidationError while the name or the address has to wait."""
        try:
            self.attempt = attempts.begin(
                name=credentials.get("username", ""), address=self.get_client_ip(request)
            )
        except attempts.TooMany as refusal:
            raise ValidationError(str(refusal)) from refusal

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, whose name and address are counted anew; None for a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            attempts.succeeded(self.attempt)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Puts the failure on the trail, and that the next attempt has to wait."""
        told = self.attempt
        sign_ins.refused(name=told.name, address=told.address, wait=told.wait)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signs in who has shown everything that is asked of him."""
        super().login(request, user)
        factors.note(request, user)
        sign_ins.signed_in(user=user, address=self.get_client_ip(request))
