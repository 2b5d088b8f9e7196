"""Playing a study: what is kept is taken, the rest is played, whoever plays it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from anlauf.engine.roster.stop import Stop
from anlauf.engine.study import code
from anlauf.engine.study.crew import Crew, Piece, answers
from anlauf.engine.study.figures import Draws, Figures, joined
from anlauf.engine.study.fingerprint import fingerprint
from anlauf.engine.study.outcome import Outcome, known_well
from anlauf.engine.study.scenario import Study
from anlauf.engine.study.store import Key, Memory, Store

FIRST_LOOK = 4  # pieces before it is asked for the first time whether that is enough
ALONE = Crew()

Found = dict[tuple[int, int], Figures]
Progress = Callable[[int, int], None]


class TooSoon(ValueError):
    """Stopped before every scenario had one piece."""


def run(
    study: Study,
    *,
    stop: Stop,
    store: Store | None = None,
    crew: Crew = ALONE,
    progress: Progress | None = None,
) -> Outcome:
    """Play what is not kept yet, until all is played, enough is known, or it is stopped.

    The figures are the same, bit by bit, whoever plays and however often it was interrupted.
    `progress` hears of pieces done and of all; `store` forgets everything unless one is given.
    """
    plan = _Plan(study, Memory() if store is None else store)
    for until in _looks(study):
        for place, figures in answers(crew, _before(stop, plan.open(until))):
            plan.keep(place, figures)
            _tell(progress, plan)
        if not plan.done(until):
            return plan.outcome(complete=False)
        _tell(progress, plan)
        if known_well(plan.outcome(complete=True)):
            break
    return plan.outcome(complete=True)


class _Plan:
    """Which pieces there are, and which of them are found."""

    def __init__(self, study: Study, store: Store) -> None:
        self.study, self.store = study, store
        self.code = code.version(study.verb)
        self.inputs = [fingerprint(one.inputs) for one in study.scenarios]
        self.found: Found = {}

    @property
    def size(self) -> int:
        """All pieces of all scenarios."""
        return self.study.pieces * len(self.study.scenarios)

    def open(self, until: int) -> list[Piece]:
        """What is still to be played of the first pieces, all scenarios side by side."""
        places = [(n, which) for n in range(until) for which in range(len(self.inputs))]
        for place in places:
            kept = None if place in self.found else self.store.find(self._key(place))
            if kept is not None:
                self.found[place] = kept
        return [self._piece(place) for place in places if place not in self.found]

    def keep(self, place: tuple[int, int], figures: Figures) -> None:
        """Note a piece that is finished."""
        self.store.keep(self._key(place), figures)
        self.found[place] = figures

    def done(self, until: int) -> bool:
        """Tell whether the first pieces are all found."""
        return self._whole() >= until

    def outcome(self, *, complete: bool) -> Outcome:
        """What the pieces say that every scenario has."""
        whole = self._whole()
        if not whole:
            raise TooSoon("Not one piece of every scenario is finished. Maybe give it more time.")
        found = tuple(
            joined([self.found[number, which] for number in range(whole)])
            for which in range(len(self.inputs))
        )
        return Outcome(self.study, self.code, found, complete)

    def _whole(self) -> int:
        """How many pieces from the first on are found in every scenario."""
        everywhere = (
            all((number, which) in self.found for which in range(len(self.inputs)))
            for number in range(self.study.pieces)
        )
        return sum(takewhile(bool, everywhere))

    def _draws(self, number: int) -> Draws:
        return Draws(self.study.seed, number * self.study.each, self.study.each)

    def _key(self, place: tuple[int, int]) -> Key:
        verb = f"{self.study.verb.__module__}.{self.study.verb.__qualname__}"
        return Key(verb, self.code, self.inputs[place[1]], self._draws(place[0]))

    def _piece(self, place: tuple[int, int]) -> Piece:
        inputs = self.study.scenarios[place[1]].inputs
        return Piece(place, self.study.verb, self.code, inputs, self._draws(place[0]))


def _looks(study: Study) -> Iterator[int]:
    """After how many pieces to look whether that is enough: each time half as many again.

    The moments hang on nothing that happens in between, so they are the same for every crew.
    """
    if study.enough is not None:
        until = FIRST_LOOK
        while until < study.pieces:
            yield until
            until += until // 2
    yield study.pieces


def _before(stop: Stop, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces as long as it is not stopped: what is begun is finished."""
    return takewhile(lambda _piece: not stop.now, pieces)


def _tell(progress: Progress | None, plan: _Plan) -> None:
    if progress is not None:
        progress(len(plan.found), plan.size)
