"""What the page of a service says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from anlauf.booking import queries as booking
from anlauf.booking.values import Line, Question, Start
from anlauf.directory import queries as directory
from anlauf.directory.queries import Area, Office, Service
from anlauf.web.citizen.matter import Matter

CENTS = 100


@dataclass(frozen=True)
class AreaServices:
    """The services of an area, most wanted first."""

    area: Area
    services: Sequence[Service]


@dataclass(frozen=True)
class Price:
    """A fee with the words that say when it is due."""

    label: dict[str, str]
    euros: Decimal


@dataclass(frozen=True)
class Earliest:
    """The first free time anywhere."""

    office: Office
    start: Start


@dataclass(frozen=True)
class ServicePage:
    """Facts about a service today."""

    prices: tuple[Price, ...]
    shortest: int
    longest: int
    offices: tuple[Office, ...]
    earliest: Earliest | None

    @classmethod
    def of(cls, matter: Matter, *, today: date, at: datetime) -> "ServicePage":
        """The facts as they stand at this moment."""
        minutes = [offering.minutes for offering in matter.offerings]
        return cls(
            prices=tuple(
                Price(fee.label, Decimal(fee.cents) / CENTS)
                for fee in directory.fees_on(matter.service, today)
            ),
            shortest=min(minutes, default=0),
            longest=max(minutes, default=0),
            offices=tuple(offering.office for offering in matter.offerings),
            earliest=_earliest(matter, at=at),
        )


def _earliest(matter: Matter, *, at: datetime) -> Earliest | None:
    """The first free time, unless the place of residence decides which office it may be."""
    if matter.by_district or not matter.bookable:
        return None
    offices = {offering.office_id: offering.office for offering in matter.offerings}
    question = Question((Line(matter.service.pk),), tuple(offices))
    first = booking.times_on_offer(question, at=at, most=1)
    return Earliest(offices[first[0].office], first[0]) if first else None
