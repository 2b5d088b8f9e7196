"""A shift: from when until when somebody works, and how much of that at a counter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anlauf.engine.grid import TICK_MINUTES, Span
from anlauf.engine.opening import without

HALF_HOUR = 30 // TICK_MINUTES  # ticks
EARLY, LATE = 8 * 12, 18 * 12  # begins before eight, ends after six
SATURDAY = 5


@dataclass(frozen=True)
class Shift:
    """Ticks from `begin` to `end`; breaks are no work, file hours are work behind the counter."""

    key: str
    begin: int
    end: int
    breaks: tuple[Span, ...] = ()
    files: tuple[Span, ...] = ()
    weekdays: frozenset[int] = frozenset(range(5))

    def __post_init__(self) -> None:
        if not self.begin < self.end:
            raise ValueError(
                f"Shift {self.key!r} ends before it begins. Maybe the two are swapped?"
            )
        for span in (*self.breaks, *self.files):
            if span.start < self.begin or span.end > self.end:
                raise ValueError(f"Shift {self.key!r} holds {span}, which lies outside of it.")

    @property
    def minutes(self) -> int:
        """The minutes of work."""
        return (self.end - self.begin - sum(span.length for span in self.breaks)) * TICK_MINUTES

    @property
    def counter(self) -> tuple[Span, ...]:
        """When somebody is at the counter, if it is open."""
        return without((Span(self.begin, self.end),), [*self.breaks, *self.files])

    @property
    def is_early(self) -> bool:
        """Tell whether it counts as an early duty."""
        return self.begin < EARLY

    @property
    def is_late(self) -> bool:
        """Tell whether it counts as a late duty."""
        return self.end > LATE

    def present(self, opening: Sequence[Span]) -> tuple[Span, ...]:
        """When somebody serves while the office is open like this."""
        return tuple(
            Span(max(mine.start, span.start), min(mine.end, span.end))
            for mine in self.counter
            for span in opening
            if mine.overlaps(span)
        )

    def file_minutes(self, opening: Sequence[Span]) -> int:
        """Minutes of work that is not at a counter while the office is open like this."""
        return self.minutes - sum(span.length for span in self.present(opening)) * TICK_MINUTES

    def half_hours(self, opening: Sequence[Span]) -> frozenset[int]:
        """The half-hours of the day during all of which somebody serves."""
        return whole_half_hours(self.present(opening))


def whole_half_hours(spans: Iterable[Span]) -> frozenset[int]:
    """The half-hours that lie wholly in one of these spans."""
    return frozenset(
        half for span in spans for half in range(-(-span.start // HALF_HOUR), span.end // HALF_HOUR)
    )
