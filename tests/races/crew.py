"""Lets many processes work at once, each on a connection of its own, as on many hosts."""

import multiprocessing
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connections

T = TypeVar("T")


def crew(size: int, work: Callable[[int], T]) -> list[T]:
    """What each of so many processes brought home; they begin together."""
    fork = multiprocessing.get_context("fork")
    gate, results = fork.Barrier(size), fork.SimpleQueue()
    connections.close_all()  # a connection must not be shared across a fork

    processes = [
        fork.Process(target=_work, args=(number, work, gate, results)) for number in range(size)
    ]
    for process in processes:
        process.start()
    brought = [results.get() for _ in processes]
    for process in processes:
        process.join()
    return [_unwrapped(one) for one in brought]


def _work(number: int, work: Callable[[int], Any], gate: Any, results: Any) -> None:
    try:
        connections["default"].ensure_connection()
        gate.wait(timeout=60)
        results.put(("brought", work(number)))
    except BaseException as trouble:
        results.put(("trouble", repr(trouble)))
        raise
    finally:
        connections.close_all()


def _unwrapped(one: tuple[str, Any]) -> Any:
    kind, value = one
    assert kind == "brought", value
    return value
