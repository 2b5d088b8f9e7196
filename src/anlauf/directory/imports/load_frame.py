"""Writes what everything else stands on: the city, districts, quarters, areas, skills, places."""

from collections.abc import Iterable

from django.db.models import Model

from anlauf.directory.imports import upsert
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.imports.upsert import Changes
from anlauf.directory.models import Area, City, District, Place, Quarter, Skill

_KEY = ("key",)


def load(described: DescribedCity, changes: Changes) -> None:
    """Write the frame; rows no longer mentioned are named and left, for others need them."""
    _city(described, changes)
    _districts(described, changes)
    _areas_and_skills(described, changes)
    _places(described, changes)


def _city(described: DescribedCity, changes: Changes) -> None:
    city = described.city
    values = {
        "key": city.key,
        "name": dict(city.name),
        "zone": city.zone,
        "holiday_region": city.holiday_region,
        "languages": list(city.languages),
        "postal_codes": list(city.postal_codes),
        "phone": city.phone,
        "map_attribution": dict(described.map_attribution),
    }
    upsert.rows(City.objects.all(), _KEY, [values], changes)


def _districts(described: DescribedCity, changes: Changes) -> None:
    wanted = [
        {
            "key": district.key,
            "name": district.name,
            "outline": [
                [list(point) for point in ring] for ring in described.outlines.get(district.key, ())
            ],
        }
        for district in described.districts
    ]
    upsert.rows(District.objects.all(), _KEY, wanted, changes)
    _left(District, (district.key for district in described.districts), changes)

    numbers = dict(District.objects.values_list("key", "pk"))
    quarters = [
        {
            "key": quarter.key,
            "name": quarter.name,
            "district_id": numbers[district.key],
            "latitude": quarter.latitude,
            "longitude": quarter.longitude,
            "postal_codes": list(quarter.postal_codes),
        }
        for district in described.districts
        for quarter in district.quarters
    ]
    upsert.rows(Quarter.objects.all(), _KEY, quarters, changes)
    _left(Quarter, (str(quarter["key"]) for quarter in quarters), changes)


def _areas_and_skills(described: DescribedCity, changes: Changes) -> None:
    areas = [
        {
            "key": area.key,
            "name": dict(area.name),
            "position": area.position,
            "booked_by_phone": area.booked_by_phone,
        }
        for area in described.areas
    ]
    upsert.rows(Area.objects.all(), _KEY, areas, changes)
    _left(Area, (area.key for area in described.areas), changes)

    numbers = dict(Area.objects.values_list("key", "pk"))
    skills = [
        {"key": skill.key, "name": dict(skill.name), "area_id": numbers[skill.area]}
        for skill in described.skills
    ]
    upsert.rows(Skill.objects.all(), _KEY, skills, changes)
    _left(Skill, (skill.key for skill in described.skills), changes)


def _places(described: DescribedCity, changes: Changes) -> None:
    districts = dict(District.objects.values_list("key", "pk"))
    wanted = [
        {
            "key": place.key,
            "street": place.street,
            "postal_code": place.postal_code,
            "town": place.town,
            "district_id": districts[place.district],
            "latitude": place.latitude,
            "longitude": place.longitude,
            "access": list(place.access),
            "sourced": place.sourced,
        }
        for place in described.places
    ]
    upsert.rows(Place.objects.all(), _KEY, wanted, changes)
    _left(Place, (place.key for place in described.places), changes)


def _left(model: type[Model], described: Iterable[str], changes: Changes) -> None:
    stray = model._default_manager.exclude(key__in=list(described)).values_list("key", flat=True)
    changes.left += [f"{model._meta.verbose_name} {key}" for key in stray]
