"""Whether the clock that a job reads can be believed, from what it said to the job before."""

from datetime import datetime, timedelta

from ledger.rules.dates import moment_text


def leap(seen_at: datetime, now: datetime, *, back: timedelta, forward: timedelta) -> str:
    """Why the clock is not believed: it went back by more than `back`, or on by more than `forward`; "" where it is.

    A clock that is wrong ends Rights, or freezes a Distribution Date, on a day that has not come: nothing undoes it.
    """
    if now < seen_at - back:
        return f"The clock went back: it said {moment_text(seen_at)}, and says {moment_text(now)} now."
    if now > seen_at + forward:
        return (
            f"The clock was last seen at {moment_text(seen_at)}, and says {moment_text(now)} now: it leapt, or the "
            "jobs stood still."
        )
    return ""
