"""Many processes that begin at the same moment, each on a connection of its own."""

import multiprocessing
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, connections

T = TypeVar("T")


def all_at_once(people: int, work: Callable[[int], Sequence[T]]) -> list[T]:
    """What all of them did, in no order; one who could not finish spoils the measurement."""
    fork = multiprocessing.get_context("fork")
    gate, results = fork.Barrier(people), fork.SimpleQueue()
    connections.close_all()

    def one(number: int) -> None:
        done = None
        try:
            connection.ensure_connection()
            gate.wait()
            done = work(number)
        finally:
            results.put(done)

    processes = [fork.Process(target=one, args=(number,)) for number in range(people)]
    for process in processes:
        process.start()
    done = [results.get() for _ in processes]
    for process in processes:
        process.join()
    if None in done:
        raise RuntimeError(f"{done.count(None)} of {people} could not finish, see above.")
    return [one for each in done for one in each]
