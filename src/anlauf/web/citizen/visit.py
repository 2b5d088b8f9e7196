"""One visit for one or several matters: who may serve all of them, and how much fits into it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from anlauf.booking.values import Line
from anlauf.directory import queries as directory
from anlauf.directory.queries import District, Offering, Office, Quarter, Service
from anlauf.directory.states import Channel
from anlauf.web.citizen import wanted
from anlauf.web.citizen.journey import Journey, Scope
from anlauf.web.citizen.matter import Matter
from anlauf.web.citizen.wanted import Wanted


@dataclass(frozen=True)
class Item:
    """A matter, how many times it is wanted, and how many times one visit can hold it."""

    matter: Matter
    count: int
    most: int

    @property
    def left(self) -> int:
        """What does not fit into one visit."""
        return max(self.count - self.most, 0)


@dataclass(frozen=True)
class Visit:
    """Everything somebody wants to have done at once."""

    matters: tuple[Matter, ...]
    wanted: tuple[Wanted, ...]

    @classmethod
    def of(cls, service: str, journey: Journey) -> "Visit":
        """The visit an address tells of; raises NoSuchService."""
        found = wanted.read(service, journey)
        return cls(tuple(Matter.of(each.service) for each in found), found)

    @property
    def matter(self) -> Matter:
        """What the journey began with."""
        return self.matters[0]

    @property
    def several(self) -> bool:
        """Tell whether it is for more than one matter."""
        return len(self.matters) > 1

    @property
    def also(self) -> str:
        """What it is for besides, as a word of the address."""
        return wanted.written(self.wanted[1:])

    @property
    def online(self) -> tuple[Service, ...]:
        """The matters that need no visit at all."""
        services = (matter.service for matter in self.matters)
        return tuple(service for service in services if service.online_url)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every matter with its numbers."""
        return tuple(
            Item(matter, each.count, self._most(matter))
            for matter, each in zip(self.matters, self.wanted, strict=True)
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the appointment is booked for, as much as one can hold."""
        return tuple(
            Line(item.matter.service.pk, min(item.count, item.most)) for item in self.items
        )

    @property
    def then(self) -> tuple[Line, ...]:
        """What is left for a second appointment right after it."""
        return tuple(Line(item.matter.service.pk, item.left) for item in self.items if item.left)

    @property
    def too_much(self) -> bool:
        """Tell whether even two appointments do not hold it."""
        return any(item.left > item.most for item in self.items)

    @property
    def by_district(self) -> bool:
        """Tell whether the place of residence decides who is competent."""
        return any(matter.by_district for matter in self.matters)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices that do all of it, for whomever."""
        return self._doing_all(matter.offerings for matter in self.matters)

    def open_to(self, journey: Journey) -> tuple[Office, ...]:
        """The offices that may do all of it for this citizen."""
        return self._doing_all(matter.open_to(journey) for matter in self.matters)

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """How it can be had: by coming, by phone, by video."""
        offered = [
            {channel for offering in matter.offerings for channel in offering.channels}
            for matter in self.matters
        ]
        return tuple(each for each in Channel.values if all(each in ways for ways in offered))

    def channel(self, journey: Journey) -> str:
        """The way that was chosen, else the usual one."""
        if journey.channel in self.channels:
            return journey.channel
        return self.channels[0] if self.channels else Channel.VISIT

    @cached_property
    def bookable(self) -> bool:
        """Tell whether any office gives appointments for it here."""
        return directory.any_keeps_hours(office.pk for office in self.offices)

    @property
    def districts(self) -> list[District]:
        """Where people may live, by name."""
        return self.matter.districts

    @property
    def quarters(self) -> list[Quarter]:
        """Parts of the city people know by name."""
        return self.matter.quarters

    def district(self, key: str) -> District | None:
        """The district with this key, where the district matters."""
        return self.matter.district(key) if self.by_district else None

    def scope(self, journey: Journey) -> Scope:
        """Which questions are worth asking; how many is asked for one matter only."""
        return Scope(
            most=1 if self.several else self.items[0].most,
            by_district=self.by_district,
            offices=len(self.open_to(journey)),
        )

    def _most(self, matter: Matter) -> int:
        together = {office.pk for office in self.offices}
        return max(
            (row.most for row in matter.offerings if row.office_id in together),
            default=max((row.most for row in matter.offerings), default=1),
        )

    def _doing_all(self, offered: Iterable[Sequence[Offering]]) -> tuple[Office, ...]:
        rows = list(offered)
        everywhere = set.intersection(*({row.office_id for row in each} for each in rows))
        return tuple(row.office for row in rows[0] if row.office_id in everywhere)
