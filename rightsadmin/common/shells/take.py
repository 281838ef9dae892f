"""The page whose answer is a file."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from rightsadmin.common.shells.base import Shell


class TakeShell(Shell):
    """A file, made when it is asked for (`common.downloads`); a refusal leads back with its sentence."""

    def take(self) -> HttpResponseBase:
        """The file; any of `refusals` leads back."""
        raise NotImplementedError

    def back(self) -> str:
        """The address of the page that offers the file."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return self.take()
        except self.refusals as refusal:
            return self.led_back(refusal, self.back())
