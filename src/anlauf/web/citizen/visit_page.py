"""What the page says on which a visit is put together: its length, its limits, what else fits."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlauf.booking import queries as booking
from anlauf.booking.values import Line
from anlauf.directory import queries as directory
from anlauf.directory.queries import Service
from anlauf.engine.grid import TICK_MINUTES
from anlauf.web.citizen.times import Minutes
from anlauf.web.citizen.visit import Visit

SUGGESTED = 6
FOUND = 12


@dataclass(frozen=True)
class Part:
    """So many times a service, in words for people."""

    service: Service
    count: int


@dataclass(frozen=True)
class Appointment:
    """What goes into one appointment, and how long it takes."""

    parts: tuple[Part, ...]
    minutes: Minutes | None


@dataclass(frozen=True)
class VisitPage:
    """The appointments the visit needs, and what can be added to it."""

    appointments: tuple[Appointment, ...]
    more: tuple[Service, ...]
    elsewhere: tuple[Service, ...]
    words: str

    @classmethod
    def of(cls, visit: Visit, words: str, *, language: str) -> "VisitPage":
        """The page for a visit and, if somebody looks for something to add, their words."""
        numbers = [matter.service.pk for matter in visit.matters]
        possible = directory.combinable(numbers) if visit.offices else []
        found = directory.services_matching(words, language)[:FOUND] if words else []
        together = {row.pk for row in possible}
        return cls(
            appointments=tuple(_appointments(visit)),
            more=tuple(row for row in found if row.pk in together)
            if words
            else tuple(possible[:SUGGESTED]),
            elsewhere=tuple(
                row for row in found if row.pk not in together and row.pk not in numbers
            ),
            words=words,
        )

    @property
    def in_a_row(self) -> bool:
        """Tell whether it takes two appointments."""
        return len(self.appointments) > 1


def _appointments(visit: Visit) -> Iterable[Appointment]:
    for lines in (visit.lines, visit.then):
        if lines:
            yield Appointment(tuple(_parts(visit, lines)), _minutes(visit, lines))


def _parts(visit: Visit, lines: Iterable[Line]) -> Iterable[Part]:
    services = {matter.service.pk: matter.service for matter in visit.matters}
    for line in lines:
        yield Part(services[line.service], line.count)


def _minutes(visit: Visit, lines: Iterable[Line]) -> Minutes | None:
    """How long it takes, or None where no office does all of it."""
    offices = [office.pk for office in visit.offices]
    channel = visit.channels[0] if visit.channels else ""
    try:
        needs = booking.terms(booking.counted(lines), offices, channel=channel).needs
    except (booking.NotOffered, booking.TooMany):
        return None
    lengths = [need.ticks * TICK_MINUTES for need in needs.values()]
    return Minutes(min(lengths), max(lengths))
