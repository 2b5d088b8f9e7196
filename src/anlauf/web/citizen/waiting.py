"""What can be waited for instead of a free time: the visit, or each half of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from anlauf.booking.values import Line
from anlauf.directory.queries import Service
from anlauf.web.citizen import addresses, wanted
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.visit import Visit
from anlauf.web.citizen.wanted import Wanted


@dataclass(frozen=True)
class Half:
    """One of the two appointments a visit takes, and the waiting list for it alone."""

    parts: tuple[tuple[int, Service], ...]
    href: str


def for_all(visit: Visit, journey: Journey) -> str:
    """The waiting list for the visit; empty when it takes two appointments."""
    if visit.then:
        return ""
    return addresses.of("wait", visit.matter.service.key, journey.on_day(""))


def halves(visit: Visit, journey: Journey) -> Iterator[Half]:
    """The waiting lists for the two appointments a visit takes, as the list knows single ones."""
    if visit.then:
        yield _half(visit, visit.lines, journey)
        yield _half(visit, visit.then, journey)


def _half(visit: Visit, lines: Sequence[Line], journey: Journey) -> Half:
    services = {matter.service.pk: matter.service for matter in visit.matters}
    parts = tuple((line.count, services[line.service]) for line in lines)
    (count, first), *further = parts
    also = wanted.written(Wanted(service.key, number) for number, service in further)
    said = replace(journey.on_day(""), count=str(count), also=also)
    return Half(parts, addresses.of("wait", first.key, said))
