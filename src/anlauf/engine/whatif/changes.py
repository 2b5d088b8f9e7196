"""What can be different about a city; each change makes another city of one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from anlauf.engine.whatif.model import WEEK, City, Kind, Place, Spans, Team, Wish


class NoSuch(ValueError):
    """A change about something the city does not have."""


class Change(Protocol):
    """Makes another city of one."""

    def made(self, city: City) -> City:
        """The city with the change."""


@dataclass(frozen=True)
class Demand:
    """So many per cent more people, for one kind or all, at one office or all."""

    percent: float
    kind: str = ""
    place: str = ""

    def made(self, city: City) -> City:
        """The city with the change."""
        _known_kind(city, self.kind)
        factor = max(0.0, 1 + self.percent / 100)

        def busier(wish: Wish) -> Wish:
            if self.kind not in ("", wish.kind):
                return wish
            return replace(wish, booked=wish.booked * factor, walk_ins=wish.walk_ins * factor)

        return _at(city, self.place, lambda one: _wishes(one, map(busier, one.wishes)))


@dataclass(frozen=True)
class Spread:
    """Reminder letters that take so many per cent of the peaks of a year into its quiet times."""

    percent: float

    def made(self, city: City) -> City:
        """The city with the change."""
        mean = sum(city.season) / len(city.season)
        keep = 1 - min(100.0, max(0.0, self.percent)) / 100
        return replace(city, season=tuple(mean + (one - mean) * keep for one in city.season))


@dataclass(frozen=True)
class Hours:
    """Other opening hours on some days; whoever works then comes and goes with them."""

    weekdays: tuple[int, ...]
    opens: float
    closes: float
    place: str = ""

    def made(self, city: City) -> City:
        """The city with the change."""
        return _at(city, self.place, self._with_hours)

    def _with_hours(self, place: Place) -> Place:
        wanted: Spans = ((self.opens, self.closes),) if self.opens < self.closes else ()
        opening = tuple(
            wanted if day in self.weekdays else place.opening[day] for day in range(WEEK)
        )
        moved = (self._moved(team, place) for team in place.teams)
        teams = tuple(team for team in moved if team.starts < team.ends)
        return replace(place, opening=opening, teams=teams)

    def _moved(self, team: Team, place: Place) -> Team:
        """Come earlier or later by as much as the office opens, and go likewise."""
        before = place.opening[team.weekday]
        if team.weekday not in self.weekdays or not before or self.opens >= self.closes:
            return team
        earlier, later = self.opens - before[0][0], self.closes - before[-1][1]
        return replace(team, starts=team.starts + earlier, ends=team.ends + later)


@dataclass(frozen=True)
class Desks:
    """So many desks more or fewer."""

    more: int
    place: str = ""

    def made(self, city: City) -> City:
        """The city with the change."""
        return _at(city, self.place, lambda one: replace(one, desks=max(0, one.desks + self.more)))


@dataclass(frozen=True)
class Staff:
    """So many clerks more or fewer in the biggest team of each day, all day."""

    more: int
    place: str = ""

    def made(self, city: City) -> City:
        """The city with the change."""
        return _at(city, self.place, self._with_staff)

    def _with_staff(self, place: Place) -> Place:
        biggest = {
            day: max(
                (team for team in place.teams if team.weekday == day),
                key=lambda team: (team.clerks, team.ends - team.starts, sorted(team.skills)),
                default=None,
            )
            for day in range(WEEK)
        }
        teams = tuple(
            replace(team, clerks=max(0, team.clerks + self.more))
            if biggest[team.weekday] is team
            else team
            for team in place.teams
        )
        return replace(place, teams=tuple(team for team in teams if team.clerks))


@dataclass(frozen=True)
class Everything:
    """Everybody learns everything that is asked for at their office."""

    place: str = ""

    def made(self, city: City) -> City:
        """The city with the change."""
        skill = {kind.name: kind.skill for kind in city.kinds}

        def learnt(place: Place) -> Place:
            all_of_it = frozenset(skill[wish.kind] for wish in place.wishes)
            teams = tuple(replace(team, skills=team.skills | all_of_it) for team in place.teams)
            return replace(place, teams=teams)

        return _at(city, self.place, learnt)


@dataclass(frozen=True)
class PopUp:
    """A new office with so many desks and clerks, which takes per cents of everybody's demand."""

    name: str
    desks: int
    clerks: int
    percent: float
    opens: float = 480.0
    closes: float = 1020.0
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)

    def made(self, city: City) -> City:
        """The city with the change."""
        if self.name in {place.key for place in city.places}:
            raise NoSuch(f"There is an office {self.name!r} already.")
        taken = min(100.0, max(0.0, self.percent)) / 100
        drawn: dict[str, list[float]] = {}
        for place in city.places:
            for wish in place.wishes:
                sums = drawn.setdefault(wish.kind, [0.0, 0.0])
                sums[0] += wish.booked * taken
                sums[1] += wish.walk_ins * taken
        left = [
            _wishes(one, (_part(wish, 1 - taken) for wish in one.wishes)) for one in city.places
        ]
        return replace(city, places=(*left, self._place(city, drawn)))

    def _place(self, city: City, drawn: dict[str, list[float]]) -> Place:
        hours: Spans = ((self.opens, self.closes),)
        everything = frozenset(kind.skill for kind in city.kinds)
        return Place(
            key=self.name,
            desks=self.desks,
            opening=tuple(hours if day in self.weekdays else () for day in range(WEEK)),
            teams=tuple(
                Team(day, self.opens, self.closes, everything, self.clerks) for day in self.weekdays
            ),
            wishes=tuple(Wish(kind, *sums) for kind, sums in drawn.items()),
            profile=city.places[0].profile,
        )


@dataclass(frozen=True)
class Merge:
    """One office moves into another with everything: desks, people and demand."""

    place: str
    into: str

    def made(self, city: City) -> City:
        """The city with the change."""
        known = {place.key: place for place in city.places}
        if self.place not in known or self.into not in known or self.place == self.into:
            raise NoSuch(f"{self.place!r} cannot move into {self.into!r}.")
        leaves, stays = known[self.place], known[self.into]
        sums: dict[str, list[float]] = {}
        for wish in (*stays.wishes, *leaves.wishes):
            both = sums.setdefault(wish.kind, [0.0, 0.0])
            both[0] += wish.booked
            both[1] += wish.walk_ins
        together = replace(
            stays,
            desks=stays.desks + leaves.desks,
            teams=(*stays.teams, *leaves.teams),
            wishes=tuple(Wish(kind, *both) for kind, both in sums.items()),
        )
        others = (one for one in city.places if one.key != self.place)
        return replace(city, places=tuple(together if one is stays else one for one in others))


@dataclass(frozen=True)
class Law:
    """A new law: a kind takes so many minutes more, or something new is asked for.

    Without a kind it is a new one: `percent` of all who come today come for it as well, each for
    so many minutes, and everybody can do it.
    """

    minutes: float
    kind: str = ""
    percent: float = 0.0

    def made(self, city: City) -> City:
        """The city with the change."""
        if self.kind:
            _known_kind(city, self.kind)
            kinds = tuple(
                replace(one, minutes=max(1.0, one.minutes + self.minutes))
                if one.name == self.kind
                else one
                for one in city.kinds
            )
            return replace(city, kinds=kinds)
        usual = max(city.kinds, key=lambda one: _weight(city, one.name))
        new = Kind("new", usual.skill, max(1.0, self.minutes))
        places = tuple(_wishes(one, (*one.wishes, self._wish(one))) for one in city.places)
        others = tuple(one for one in city.kinds if one.name != new.name)
        return replace(city, kinds=(*others, new), places=places)

    def _wish(self, place: Place) -> Wish:
        part = max(0.0, self.percent) / 100
        booked = sum(wish.booked for wish in place.wishes)
        return Wish("new", booked * part, sum(wish.walk_ins for wish in place.wishes) * part)


@dataclass(frozen=True)
class Release:
    """Another rule of giving out appointments: how far ahead, how much only on the day itself."""

    horizon_days: int
    same_day: int = 0
    overbooking: float = 0.0

    def made(self, city: City) -> City:
        """The city with the change."""
        return replace(
            city,
            horizon_days=min(365, max(0, self.horizon_days)),
            same_day=min(99, max(0, self.same_day)),
            overbooking=min(1.0, max(0.0, self.overbooking)),
        )


def changed(city: City, changes: Iterable[Change]) -> City:
    """The city with all changes, one after the other."""
    for change in changes:
        city = change.made(city)
    return city


def _at(city: City, key: str, change: Callable[[Place], Place]) -> City:
    """The city with one office changed, or all of them."""
    if key and key not in {place.key for place in city.places}:
        raise NoSuch(f"There is no office {key!r}.")
    places = (change(one) if key in ("", one.key) else one for one in city.places)
    return replace(city, places=tuple(places))


def _wishes(place: Place, wishes: Iterable[Wish]) -> Place:
    return replace(place, wishes=tuple(wishes))


def _part(wish: Wish, part: float) -> Wish:
    return Wish(wish.kind, wish.booked * part, wish.walk_ins * part)


def _weight(city: City, kind: str) -> float:
    wishes = (wish for place in city.places for wish in place.wishes if wish.kind == kind)
    return sum(wish.booked + wish.walk_ins for wish in wishes)


def _known_kind(city: City, kind: str) -> None:
    if kind and kind not in {one.name for one in city.kinds}:
        raise NoSuch(f"Nobody comes for {kind!r}.")
