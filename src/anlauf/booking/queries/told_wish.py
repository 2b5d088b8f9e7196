"""What is said about an entry on the waiting list: its services, its offices, its city."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from anlauf.booking.models import KeptWish
from anlauf.directory import queries as directory
from anlauf.directory.models import Office, Service

Wording = Mapping[str, str]


@dataclass(frozen=True)
class ToldWish:
    """Names in every language; `area` is the one of all services, else empty."""

    city: Wording
    city_phone: str
    zone: ZoneInfo
    area: str
    services: tuple[tuple[Wording, int], ...]
    offices: tuple[Wording, ...]


def told_wish(wish: KeptWish) -> ToldWish:
    """Everything about an entry that does not stand in its own row."""
    city = directory.city()
    numbers = [service for service, _count in wish.lines]
    services = Service.objects.select_related("area").in_bulk(numbers)
    offices = Office.objects.filter(pk__in=wish.offices).order_by("sort_key")
    areas = {services[number].area.key for number in numbers}
    return ToldWish(
        city=city.name,
        city_phone=city.phone,
        zone=ZoneInfo(city.zone),
        area=areas.pop() if len(areas) == 1 else "",
        services=tuple((services[number].name, count) for number, count in wish.lines),
        offices=tuple(office.name for office in offices),
    )
