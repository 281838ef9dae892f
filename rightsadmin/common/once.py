"""An answer that many ask for at once is worked out once, and serves for a few seconds."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Calls `work` at most once in `seconds`; who asks meanwhile gets the last answer, or waits for the first."""

    def __init__(self, work: Callable[[], T], *, seconds: float) -> None:
        self._work, self._seconds = work, seconds
        self._lock, self._until = threading.Lock(), 0.0
        self._last: T | None = None

    def __call__(self) -> T:
        last = self._last
        if last is None:
            with self._lock:
                return self._again() if self._last is None else self._last
        if time.monotonic() >= self._until and self._lock.acquire(blocking=False):
            try:
                return self._again()
            finally:
                self._lock.release()
        return last

    def forget(self) -> None:
        """The next one who asks is answered anew."""
        self._last = None

    def _again(self) -> T:
        found = self._work()
        self._last, self._until = found, time.monotonic() + self._seconds
        return found
