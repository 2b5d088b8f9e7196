"""Requests that the live server still works on: a window is closed when they are answered."""

from collections.abc import Mapping
from threading import Condition

from django.core.signals import request_finished, request_started

LONGEST = 20.0
"""Seconds after which a request is taken for one that never ends."""


class Traffic:
    """Counts the requests under way in this process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._running = 0
        request_started.connect(self._begin)
        request_finished.connect(self._end)

    def settle(self) -> None:
        """Wait until nothing is under way, or a table would be emptied below a request."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._running == 0, LONGEST), (
                f"{self._running} requests are not answered after {LONGEST:.0f} s"
            )

    def _begin(self, **_signal: Mapping[str, object]) -> None:
        with self._changed:
            self._running += 1

    def _end(self, **_signal: Mapping[str, object]) -> None:
        with self._changed:
            self._running -= 1
            self._changed.notify_all()


TRAFFIC = Traffic()
