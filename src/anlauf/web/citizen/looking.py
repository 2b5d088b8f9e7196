"""A search for a time: for what, at which offices, through which filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anlauf.booking.values import Line, Question, Wish
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office, Quarter
from anlauf.directory.states import Access
from anlauf.engine.grid import TICKS, Span
from anlauf.web.citizen import addresses
from anlauf.web.citizen.chosen import Chosen, NoSuchTime
from anlauf.web.citizen.journey import Journey, Part, Where

NEAREST = 6
QUARTER_OF_AN_HOUR = 3
NOON = TICKS // 2
EVERY_DAY = frozenset(range(7))
ANY_TIME = Span(0, TICKS)
PARTS: dict[str, tuple[frozenset[int], Span]] = {
    Part.MORNING: (EVERY_DAY, Span(0, NOON)),
    Part.AFTERNOON: (EVERY_DAY, Span(NOON, TICKS)),
    Part.SATURDAY: (frozenset({5}), ANY_TIME),
}


@dataclass(frozen=True)
class Nearby:
    """An office that could serve the wish, and how far it is from where somebody wants to be."""

    office: Office
    kilometres: float | None = None


@dataclass(frozen=True)
class Looking:
    """What is wanted, and the offices that are left after the answers and filters."""

    lines: tuple[Line, ...]
    possible: tuple[Nearby, ...]
    offices: tuple[Nearby, ...]
    journey: Journey
    page: str
    choose: str
    moving: bool = False

    @property
    def single(self) -> bool:
        """Tell whether only one office is looked at."""
        return len(self.offices) == 1

    @property
    def by_number(self) -> dict[int, Office]:
        """The offices looked at, by their numbers."""
        return {each.office.pk: each.office for each in self.offices}

    def office(self, chosen: Chosen) -> Office:
        """The office somebody chose, if it may serve this wish; raises NoSuchTime."""
        for each in self.possible:
            if each.office.key == chosen.office:
                return each.office
        raise NoSuchTime

    def wish(self, chosen: Chosen, language: str) -> Wish:
        """What booking is asked to promise."""
        office = self.office(chosen)
        return Wish(self.lines, office.pk, chosen.date, chosen.tick, language=language)

    def question(self, *, day: date | None = None) -> Question:
        """What booking is asked."""
        weekdays, between = PARTS.get(self.journey.part, (EVERY_DAY, ANY_TIME))
        return Question(
            self.lines,
            tuple(self.by_number),
            since=day,
            until=day,
            weekdays=weekdays,
            between=between,
            every=QUARTER_OF_AN_HOUR,
        )

    def confirmation(self, chosen: Chosen) -> str:
        """Where a tap on a time leads when it changes an appointment; empty when it holds one."""
        if not self.moving:
            return ""
        return addresses.said(self.choose, {"time": str(chosen), **self.journey.params()})

    @property
    def without_filter(self) -> str:
        """This page without the filters."""
        return self.address(self.journey.unfiltered())

    @property
    def everywhere(self) -> str:
        """This page for all offices."""
        return self.address(self.journey.anywhere())

    def address(self, journey: Journey, anchor: str = "") -> str:
        """This page for a changed journey."""
        return addresses.said(self.page, journey.params()) + anchor


def nearby(offices: Sequence[Office], quarter: Quarter | None) -> tuple[Nearby, ...]:
    """The offices in the order in which they are shown: by name, or nearest first."""
    if quarter is None:
        return tuple(Nearby(office) for office in offices)
    pairs = directory.by_distance(offices, quarter)
    return tuple(Nearby(office, kilometres) for office, kilometres in pairs)


def left_over(possible: Sequence[Nearby], journey: Journey) -> tuple[Nearby, ...]:
    """The offices that answers and filters leave."""
    found = [
        each
        for each in possible
        if not journey.step_free or Access.STEP_FREE in each.office.place.access
    ]
    if journey.where == Where.OFFICE:
        return tuple(each for each in found if each.office.key == journey.office)
    if journey.where == Where.NEAR:
        return tuple(found[:NEAREST])
    return tuple(found)
