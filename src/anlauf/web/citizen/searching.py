"""From the answers in an address to a search for times."""

from collections.abc import Sequence

from anlauf.directory import queries as directory
from anlauf.directory.queries import Here, Office
from anlauf.people.queries import languages_at
from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.looking import Looking, Nearby
from anlauf.web.citizen.visit import Visit


def looking_for(visit: Visit, journey: Journey) -> Looking:
    """The search for a time to hold, all questions being answered."""
    service = visit.matter.service.key
    offices = visit.open_to(journey)
    return Looking(
        lines=visit.lines,
        then=visit.then,
        possible=nearby(offices, directory.here(journey.near)),
        journey=journey,
        page=addresses.of("times", service, Journey()),
        choose=addresses.of("take", service, journey),
        channel=visit.channel(journey),
        spoken=languages_at(office.pk for office in offices),
    )


def nearby(offices: Sequence[Office], here: Here | None) -> tuple[Nearby, ...]:
    """The offices in the order in which they are shown: by name, or nearest first."""
    if here is None:
        return tuple(Nearby(office) for office in offices)
    pairs = directory.by_distance(offices, here.point)
    return tuple(Nearby(office, kilometres) for office, kilometres in pairs)
