"""Answers kept for a moment, so that all boards of a waiting room cost one look and not fifty.

What is kept under a version that the live process has told was made after the change it tells of:
nobody can guess a version before. It is kept for seconds only, so guessing helps nobody either.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

_MOST = 256
_LASTS = timedelta(seconds=5)


@dataclass
class _Answer(Generic[T]):
    """An answer, and the lock behind which others wait while the first one looks."""

    lock: Lock = field(default_factory=Lock)
    made: tuple[datetime, T] | None = None


class Kept(Generic[T]):
    """A few answers by what was asked, the oldest forgotten first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, _Answer[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Hashable, make: Callable[[], T], *, at: datetime) -> T:
        """The answer of a moment ago, or a new one."""
        answer = self._place(asked)
        with answer.lock:
            if answer.made is None or abs(at - answer.made[0]) >= _LASTS:
                answer.made = (at, make())
            return answer.made[1]

    def _place(self, asked: Hashable) -> _Answer[T]:
        with self._lock:
            answer = self._answers.setdefault(asked, _Answer())
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return answer
