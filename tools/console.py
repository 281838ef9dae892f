"""How set-up speaks: to standard error, so that a command's standard output is its own."""

import sys


class SetUpError(Exception):
    """Set-up cannot go on; the message is one line that says what is wrong and what to do."""


def say(message: str) -> None:
    print(f"==> {message}", file=sys.stderr, flush=True)
