"""The city's districts, quarters and offices, and how they lie to each other."""

from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from anlauf.directory import city_map, snapshots
from anlauf.directory.distance import Point, kilometres
from anlauf.directory.models import City, Desk, District, Office, Quarter
from anlauf.directory.states import OfficeKind

_OUTLINE = "district__outline"  # kilobytes that only a map needs


def city() -> City:
    """The one city."""
    return City.objects.get()


@lru_cache(maxsize=1)
def zone() -> ZoneInfo:
    """The city's zone, read once in the life of a process; a city that moves needs a restart."""
    return ZoneInfo(City.objects.values_list("zone", flat=True).get())


@lru_cache(maxsize=1)
def holiday_region() -> str:
    """Whose public holidays the city keeps; read as seldom as its zone."""
    return City.objects.values_list("holiday_region", flat=True).get()


def districts() -> QuerySet[District]:
    """The districts by name."""
    return District.objects.order_by("name")


def quarters() -> QuerySet[Quarter]:
    """The quarters by name, each with its district."""
    return Quarter.objects.select_related("district").defer(_OUTLINE).order_by("name")


def offices(*, area: str | None = None) -> QuerySet[Office]:
    """Offices that people may see and come to, by name."""
    found = (
        Office.objects.filter(visible=True)
        .exclude(kind=OfficeKind.BACK_OFFICE)
        .select_related("place__district", "area")
        .defer(f"place__{_OUTLINE}")
        .order_by("area__position", "sort_key")
    )
    return found if area is None else found.filter(area__key=area)


def office(key: str) -> Office:
    """The visible office with this key; raises `Office.DoesNotExist`."""
    return offices().get(key=key)


def desks_of(number: int) -> list[Desk]:
    """The desks in use at the office with this number, in order."""
    return list(Desk.objects.filter(office=number, active=True).order_by("number"))


def by_distance(wanted: Iterable[Office], here: Point) -> list[tuple[Office, float | None]]:
    """Offices with their kilometres from the point, nearest first, unknown ones last."""
    pairs = []
    for each in wanted:
        there = snapshots.point(each.place)
        pairs.append((each, kilometres(here, there) if there else None))
    return sorted(pairs, key=lambda pair: (pair[1] is None, pair[1] or 0.0))


@lru_cache(maxsize=1)
def map_of_city() -> city_map.CityMap:
    """The districts' outlines, drawn once in the life of a process."""
    shapes = [city_map.Shape(row.key, row.name, row.outline) for row in districts()]
    return city_map.drawn(shapes, attribution=city().map_attribution)
