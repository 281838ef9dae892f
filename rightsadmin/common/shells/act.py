"""The act at the press of a button, with no form to fill."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect

from rightsadmin.common.shells.base import Shell


class ActShell(Shell):
    """One act by POST: done or refused, it leads back with its sentence. A page may show itself by GET besides."""

    def act_now(self) -> str:
        """Calls the service and answers the sentence that says what was done; any of `refusals` is told instead."""
        raise NotImplementedError

    def back(self) -> str:
        """Where it leads: by default to the page itself."""
        return self.request.path

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        try:
            sentence = self.act_now()
        except self.refusals as refusal:
            return self.led_back(refusal, self.back())
        messages.success(request, sentence)
        return HttpResponseRedirect(self.back())
