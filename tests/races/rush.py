"""Lets many threads do one thing at the same moment, each on a connection of its own."""

import threading
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
