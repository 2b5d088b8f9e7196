"""What a study found: figures of each scenario, and what changes between two."""

from dataclasses import dataclass

from anlauf.engine.intervals import Interval, Parts, difference, interval, relative
from anlauf.engine.study.figures import Figures
from anlauf.engine.study.scenario import Study


@dataclass(frozen=True, eq=False)
class Outcome:
    """Figures by scenario, in the order of the study, each of the same replications.

    `complete` when all pieces were played, or enough of them.
    """

    study: Study
    code: str
    found: tuple[Figures, ...]
    complete: bool

    @property
    def replications(self) -> int:
        """How many of each scenario."""
        return len(self.found[0].above)

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of what is known."""
        return self.found[0].names

    def ci(self, scenario: str, figure: str, level: float = 0.95) -> Interval:
        """A figure of a scenario."""
        return interval(*self._parts(scenario, figure), level)

    def change(self, before: str, after: str, figure: str, level: float = 0.95) -> Interval:
        """What changes from one scenario to another, in pairs."""
        return difference(self._parts(before, figure), self._parts(after, figure), level)

    def part(self, before: str, after: str, figure: str, level: float = 0.95) -> Interval:
        """By what part of itself a figure changes, in pairs."""
        return relative(self._parts(before, figure), self._parts(after, figure), level)

    def _parts(self, scenario: str, figure: str) -> Parts:
        names = [one.name for one in self.study.scenarios]
        if scenario not in names:
            raise ValueError(f"There is no scenario {scenario!r}. Known are: {', '.join(names)}.")
        return self.found[names.index(scenario)].part(figure)


def known_well(outcome: Outcome) -> bool:
    """Tell whether the study has found what it asked for."""
    wanted = outcome.study.enough
    if wanted is None:
        return False
    first, *others = (one.name for one in outcome.study.scenarios)
    intervals = [outcome.change(first, one, wanted.figure, wanted.level) for one in others]
    if not others:
        intervals = [outcome.ci(first, wanted.figure, wanted.level)]
    return all(one.half_width <= wanted.half_width for one in intervals)
