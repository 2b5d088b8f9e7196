"""Answers kept for a moment, so that all boards of a waiting room cost one look and not fifty.

What is kept under a version that the live process has told was made after the change it tells of:
nobody can guess a version before. It is kept for seconds only, so guessing helps nobody either.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

_MOST = 256
_LASTS = timedelta(seconds=5)


class Kept(Generic[T]):
    """A few answers by what was asked, the oldest forgotten first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[datetime, T]] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Hashable, make: Callable[[], T], *, at: datetime) -> T:
        """The answer of a moment ago, or a new one."""
        with self._lock:
            kept = self._answers.get(asked)
        if kept is not None and abs(at - kept[0]) < _LASTS:
            return kept[1]

        answer = make()
        with self._lock:
            self._answers[asked] = (at, answer)
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return answer
