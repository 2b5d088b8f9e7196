"""Requests that the live server still works on: a window is closed when they are answered."""

from collections.abc import Mapping
from threading import Condition, current_thread

from django.core.signals import request_finished, request_started

LONGEST = 20.0
"""Seconds after which a request is taken for one that never ends."""


class Traffic:
    """Counts the requests that the live server's threads have under way.

    Those of a test's own client are not counted: it runs in the test, and need not close its
    answers.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._running = 0
        request_started.connect(self._begin)
        request_finished.connect(self._end)

    def settle(self) -> None:
        """Wait until nothing is under way, or a table would be emptied below a request."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._running <= 0, LONGEST):
                self._running = 0

    def _begin(self, **_signal: Mapping[str, object]) -> None:
        self._count(1)

    def _end(self, **_signal: Mapping[str, object]) -> None:
        self._count(-1)

    def _count(self, by: int) -> None:
        if "process_request_thread" in current_thread().name:
            with self._changed:
                self._running += by
                self._changed.notify_all()


TRAFFIC = Traffic()
