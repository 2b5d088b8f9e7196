"""What people and commands ask the directory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays as public_holidays
from django.db.models import Prefetch, Q, QuerySet

from anlauf.core.text import say
from anlauf.directory import city_map, search, snapshots
from anlauf.directory.distance import kilometres
from anlauf.directory.models import (
    Area,
    City,
    District,
    Fee,
    Offering,
    Office,
    OpeningException,
    OpeningRule,
    Quarter,
    Service,
)
from anlauf.directory.states import Competence, OfficeKind
from anlauf.engine.grid import Span
from anlauf.engine.opening import Explanation

__all__ = [
    "Area",
    "City",
    "District",
    "Fee",
    "Offering",
    "Office",
    "OpenDay",
    "Quarter",
    "Service",
    "by_distance",
    "city",
    "competent_offices",
    "districts",
    "fees_on",
    "holidays_between",
    "hours_of",
    "map_of_city",
    "most_wanted",
    "offering",
    "offerings_of",
    "office",
    "offices",
    "opening_explained",
    "opening_on",
    "opening_week",
    "quarters",
    "service",
    "services",
    "services_at",
    "services_matching",
    "visit_minutes",
]

_HOLIDAY_LANGUAGES = {"de": "de", "en": "en_US"}


@dataclass(frozen=True)
class OpenDay:
    """One date at one office as it stands on the door: its spans, and why it differs."""

    date: date
    spans: tuple[Span, ...]
    reason: str


def city() -> City:
    """The one city."""
    return City.objects.get()


def districts() -> QuerySet[District]:
    """The districts by name."""
    return District.objects.order_by("name")


def quarters() -> QuerySet[Quarter]:
    """The quarters by name, each with its district."""
    return Quarter.objects.select_related("district").order_by("name")


def offices(*, area: str | None = None) -> QuerySet[Office]:
    """Offices that people may see and come to, by name."""
    found = (
        Office.objects.filter(visible=True)
        .exclude(kind=OfficeKind.BACK_OFFICE)
        .select_related("place__district", "area")
        .order_by("area__position", "sort_key")
    )
    return found if area is None else found.filter(area__key=area)


def office(key: str) -> Office:
    """The visible office with this key; raises `Office.DoesNotExist`."""
    return offices().get(key=key)


def service(key: str) -> Service:
    """The public service with this key; raises `Service.DoesNotExist`."""
    return Service.objects.select_related("area", "skill").get(key=key, public=True)


def services(*, area: str | None = None) -> QuerySet[Service]:
    """Public services, most wanted first."""
    found = Service.objects.filter(public=True).select_related("area", "skill")
    found = found.order_by("position", "key")
    return found if area is None else found.filter(area__key=area)


def most_wanted(area: str, *, most: int = 8) -> list[Service]:
    """The services people of an area come for most often."""
    return list(services(area=area)[:most])


def services_matching(words: str, language: str) -> list[Service]:
    """Services that answer these words, best first; words of the other languages count too."""
    rows = {row.key: row for row in services()}
    keys = search.best(words, [_entry(row, language) for row in rows.values()])
    return [rows[key] for key in keys]


def competent_offices(wanted: Service, district: District | None = None) -> QuerySet[Office]:
    """Offices that may serve this for someone who lives in the district.

    Without a district a service that depends on it has no competent office yet.
    """
    offering = offices().filter(offerings__service=wanted, offerings__visible=True)
    if wanted.competence == Competence.CITY:
        return offering
    if district is None:
        return offering.none()
    return offering.filter(districts=district)


def offering(at_office: Office, wanted: Service) -> Offering:
    """How the office offers the service; raises `Offering.DoesNotExist`."""
    return Offering.objects.get(office=at_office, service=wanted, visible=True)


def offerings_of(wanted: Service) -> QuerySet[Offering]:
    """Every way the service is offered to people, by the offices' names."""
    return (
        Offering.objects.filter(service=wanted, visible=True, office__in=offices())
        .select_related("office__place__district", "office__area")
        .prefetch_related("office__districts")
        .order_by("office__sort_key")
    )


def services_at(at_office: Office) -> QuerySet[Service]:
    """What an office does for people, most wanted first."""
    return services().filter(offerings__office=at_office, offerings__visible=True)


def visit_minutes(at_office: Office, counts: Mapping[int, int]) -> int:
    """How long a visit for these services lasts; `counts` holds persons by service number.

    Raises `Offering.DoesNotExist` when the office does not offer one of them.
    """
    found = Offering.objects.filter(office=at_office, service__in=counts, visible=True)
    by_service = {each.service_id: each for each in found}
    if by_service.keys() != set(counts):
        raise Offering.DoesNotExist
    return sum(
        by_service[number].minutes + by_service[number].minutes_further * (count - 1)
        for number, count in counts.items()
        if count > 0
    )


def fees_on(wanted: Service, day: date) -> list[Fee]:
    """The fees that hold on this date, as the city lists them."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return list(wanted.fees.filter(begun & lasting).order_by("position"))


def holidays_between(first: date, last: date, *, language: str = "de") -> Mapping[date, str]:
    """Public holidays of the city with their names."""
    region = city().holiday_region
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _holidays(region, year, language).items()
        if first <= day <= last
    }


def hours_of(wanted: Iterable[Office], *, language: str = "de") -> dict[int, snapshots.Hours]:
    """The hours of many offices in three statements, by office number."""
    rows = Office.objects.filter(pk__in=[each.pk for each in wanted]).prefetch_related(
        Prefetch("opening_rules", OpeningRule.objects.order_by("pk")),
        Prefetch("opening_exceptions", OpeningException.objects.order_by("date", "pk")),
    )
    return {
        row.pk: snapshots.hours(
            row.opening_rules.all(), row.opening_exceptions.all(), language=language
        )
        for row in rows
    }


def opening_on(at_office: Office, day: date) -> tuple[Span, ...]:
    """The spans during which the office is open on this date."""
    return opening_explained(at_office, day).spans


def opening_explained(at_office: Office, day: date, *, language: str = "de") -> Explanation:
    """The open spans of this date and what decided about them."""
    hours = hours_of([at_office], language=language)[at_office.pk]
    return hours.on(day, frozenset(holidays_between(day, day)))


def opening_week(at_office: Office, first: date, *, language: str = "de") -> list[OpenDay]:
    """Seven days from `first`, as they stand on the door; a holiday is called by its name."""
    last = first + timedelta(days=6)
    hours = hours_of([at_office], language=language)[at_office.pk]
    holidays = holidays_between(first, last, language=language)
    days = []
    for number in range(7):
        day = first + timedelta(days=number)
        explained = hours.on(day, frozenset(holidays))
        reason = explained.reason or ("" if explained.spans else holidays.get(day, ""))
        days.append(OpenDay(day, explained.spans, reason))
    return days


def by_distance(wanted: Iterable[Office], quarter: Quarter) -> list[tuple[Office, float | None]]:
    """Offices with their kilometres from the quarter, nearest first, unknown ones last."""
    here = snapshots.point(quarter)
    pairs = []
    for each in wanted:
        there = snapshots.point(each.place)
        pairs.append((each, kilometres(here, there) if here and there else None))
    return sorted(pairs, key=lambda pair: (pair[1] is None, pair[1] or 0.0))


def map_of_city() -> city_map.CityMap:
    """The districts' outlines, drawn."""
    shapes = [city_map.Shape(row.key, row.name, row.outline) for row in districts()]
    return city_map.drawn(shapes, attribution=city().map_attribution)


@lru_cache(maxsize=64)
def _holidays(region: str, year: int, language: str) -> Mapping[date, str]:
    country, _dash, part = region.partition("-")
    spoken = _HOLIDAY_LANGUAGES.get(language, "en_US")
    return dict(
        public_holidays.country_holidays(country, subdiv=part or None, years=year, language=spoken)
    )


def _entry(row: Service, language: str) -> search.Entry:
    """The service's words, those of the asked language first."""
    names = [say(row.name, language), *row.name.values()]
    return search.Entry(
        key=row.key,
        names=tuple(dict.fromkeys(names)),
        synonyms=tuple(word for words in row.synonyms.values() for word in words),
        text=say(row.summary, language),
        position=row.position,
    )
