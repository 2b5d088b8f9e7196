"""The pages while people are laid on them and lifted from them; nothing outside needs it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from anlauf.engine.capacity import FreeTicks, Need, Page
from anlauf.engine.rebooking.people import (
    Bounds,
    Day,
    Displaced,
    NewPlace,
    Rebooking,
    Weights,
    allowed,
    day_displacement,
    nearest,
)


@dataclass(frozen=True)
class _Option:
    """A page somebody could come to: how far its date and office are, at which ticks, for what."""

    far: int
    day: Day
    ticks: int
    need: Need


class Table:
    """Who sits where on the free pages."""

    def __init__(
        self,
        people: Sequence[Displaced],
        pages: Mapping[Day, Page],
        bounds: Bounds,
        weights: Weights,
    ) -> None:
        self.people = sorted(people, key=lambda person: (person.rank, str(person.key)))
        self.places: dict[Hashable, NewPlace] = {}
        self._pages = dict(pages)
        self._lanes: dict[Hashable, int] = {}
        self._weights = weights
        self._options = {
            person.key: _options(person, self._pages, bounds, weights) for person in self.people
        }
        self._on = _by_day(self._options[person.key] for person in self.people)

    def best(self, person: Displaced, most: int = 1) -> list[NewPlace]:
        """The nearest free places, at most one of each page, the nearest first."""
        found: list[NewPlace] = []
        for option in self._options[person.key]:
            if len(found) >= most and option.far >= found[-1].displacement:
                break
            starts = self._pages[option.day].free_starts(person.needs[option.day[0]])
            place = self._nearest(person, option, starts)
            if place:
                found = sorted([*found, place], key=lambda one: one.displacement)[:most]
        return found

    def page_of(self, person: Displaced) -> Page | None:
        """The page the person sits on now."""
        place = self.places.get(person.key)
        return self._pages[place.day] if place else None

    def if_left(self, person: Displaced) -> FreeTicks:
        """What is free on the person's page once they have left it."""
        return self._without(person).free_ticks()

    def ways_to(self, other: Displaced, free: FreeTicks) -> list[int | None]:
        """How far everybody has to the other's place, if it were left; nothing where none fits."""
        place = self.places[other.key]
        here = 1 << place.start
        fits: dict[Need, int] = {}
        ways: list[int | None] = [None] * len(self.people)
        for row, option in self._on[place.day]:
            if not option.ticks & here:
                continue
            if option.need not in fits:
                fits[option.need] = free.starts(option.need) & here
            if fits[option.need]:
                ways[row] = self._way(self.people[row], option, place.start)
        return ways

    def fits(self, person: Displaced, place: NewPlace) -> bool:
        """Tell whether the place is free for this person."""
        return self._pages[place.day].fits(person.needs[place.office], place.start)

    def lay(self, person: Displaced, place: NewPlace) -> None:
        """Give the person the place; the caller has looked that it is free."""
        page, need = self._pages[place.day], person.needs[place.office]
        lane = page.lane(need, place.start)
        if lane is None:
            raise ValueError(f"{person.key!r} does not fit on {place}.")
        self._pages[place.day] = page.taken(lane, place.start, need.ticks)
        self._lanes[person.key] = lane
        self.places[person.key] = place

    def lift(self, person: Displaced) -> NewPlace | None:
        """Take the person's place away again, if there is one."""
        if person.key not in self.places:
            return None
        page = self._without(person)
        place = self.places.pop(person.key)
        self._pages[place.day] = page
        del self._lanes[person.key]
        return place

    def rebooking(self) -> Rebooking:
        """What the table shows now."""
        without = tuple(each.key for each in self.people if each.key not in self.places)
        return Rebooking(dict(self.places), without)

    def _without(self, person: Displaced) -> Page:
        place = self.places[person.key]
        ticks = person.needs[place.office].ticks
        return self._pages[place.day].given_back(self._lanes[person.key], place.start, ticks)

    def _nearest(self, person: Displaced, option: _Option, starts: int) -> NewPlace | None:
        start = nearest(starts & option.ticks, person.start)
        if start is None:
            return None
        return NewPlace(*option.day, start, self._way(person, option, start))

    def _way(self, person: Displaced, option: _Option, start: int) -> int:
        return option.far + abs(start - person.start) * self._weights.tick


def _by_day(options: Iterable[Sequence[_Option]]) -> dict[Day, list[tuple[int, _Option]]]:
    """Who could come on which page, by their row."""
    found: dict[Day, list[tuple[int, _Option]]] = defaultdict(list)
    for row, ones in enumerate(options):
        for option in ones:
            found[option.day].append((row, option))
    return found


def _options(
    person: Displaced, pages: Mapping[Day, Page], bounds: Bounds, weights: Weights
) -> list[_Option]:
    """Every page the person could come to, nearest first; equally near ones in their order."""
    found = []
    for office, on in pages:
        ticks = allowed(person, on, bounds) if office in person.needs else 0
        if ticks:
            far = day_displacement(person, office, on, weights)
            found.append(_Option(far, (office, on), ticks, person.needs[office]))
    return sorted(found, key=lambda option: option.far)
