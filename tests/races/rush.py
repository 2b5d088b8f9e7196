"""Lets many threads do one thing at the same moment, each on a connection of its own."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from anlauf.core.refusal import Refused

T = TypeVar("T")


def rush(times: int, attempt: Callable[[int], T]) -> list[T | Refused]:
    """What each of so many simultaneous attempts got: its result, or a refusal in words."""
    gate = threading.Barrier(times)

    def one(number: int) -> T | Refused:
        try:
            gate.wait(timeout=30)
            return attempt(number)
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as crowd:
        return list(crowd.map(one, range(times)))


def lucky(answers: list[T | Refused]) -> list[T]:
    """Those who got what they wanted."""
    return [answer for answer in answers if not isinstance(answer, Refused)]


class Pause:
    """The moment between reading and writing, at which others can come in between.

    A test that wants to see them shut out waits a little. A control, which must show what happens
    without the lock, waits until so many have read: on a slow machine a little would not be enough.
    """

    def __init__(self, seconds: float = 0.01) -> None:
        self._seconds = seconds
        self._readers = 0
        self._awaited = 0
        self._all_here = threading.Condition()

    def until(self, readers: int) -> None:
        """From now on nobody writes before so many have read."""
        self._awaited = readers

    def __call__(self) -> None:
        if not self._awaited:
            time.sleep(self._seconds)
            return
        with self._all_here:
            self._readers += 1
            self._all_here.notify_all()
            self._all_here.wait_for(lambda: self._readers >= self._awaited, timeout=20)
