"""Who plays the pieces: this process, several of this machine, or a Dask cluster."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from joblib import Parallel, delayed, parallel_config

from anlauf.engine.study import code
from anlauf.engine.study.figures import Draws, Figures
from anlauf.engine.study.scenario import Verb

PATIENCE = "10s"


class NoCluster(OSError):
    """A cluster that was named and is not there."""


@dataclass(frozen=True)
class Crew:
    """So many processes of this machine, or all workers of the cluster at this address."""

    workers: int = 1
    cluster: str | None = None

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ValueError(f"{self.workers} workers play nothing. Maybe leave it out for one.")
        if self.cluster is not None and "://" not in self.cluster:
            raise ValueError(f"{self.cluster!r} is no address. Maybe tcp://{self.cluster}:8786?")


class Piece(NamedTuple):
    """Some replications of one scenario, and which code must play them."""

    place: tuple[int, int]  # number of the piece, then of the scenario
    verb: Verb
    code: str
    inputs: Any
    draws: Draws


Answer = tuple[tuple[int, int], Figures]


def answers(crew: Crew, pieces: Iterable[Piece]) -> Iterator[Answer]:
    """The pieces as they are finished, in any order; more are begun as long as more are asked."""
    if crew.cluster is None and crew.workers == 1:
        yield from map(played, pieces)
        return
    there: AbstractContextManager[object] = nullcontext()
    if crew.cluster is not None:
        there = _cluster(crew.cluster)
    with there:
        parallel = Parallel(
            n_jobs=crew.workers if crew.cluster is None else -1,
            batch_size=1,
            pre_dispatch="2*n_jobs",
            return_as="generator_unordered",
        )
        yield from parallel(delayed(played)(piece) for piece in pieces)


def played(piece: Piece) -> Answer:
    """One piece, by whoever is told to."""
    code.check(piece.verb, piece.code)
    figures = piece.verb(piece.inputs, piece.draws)
    rows = (piece.draws.many, len(figures.names))
    if figures.above.shape != rows or figures.below.shape != rows:
        raise ValueError(
            f"{piece.verb.__qualname__} answers {figures.above.shape} numbers for {rows[0]} "
            f"replications of {rows[1]} figures. Maybe it forgets some."
        )
    return piece.place, figures


@contextmanager
def _cluster(address: str) -> Iterator[None]:
    if find_spec("distributed") is None:
        raise NoCluster("A cluster needs Dask. Maybe install anlauf[cluster].")
    distributed = import_module("distributed")
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise NoCluster(f"No cluster answers at {address}. Maybe it is not running.") from fault
    with client:
        if not client.ncores():
            raise NoCluster(f"The cluster at {address} has no workers. Maybe start one.")
        with parallel_config(backend="dask", client=client):
            yield
