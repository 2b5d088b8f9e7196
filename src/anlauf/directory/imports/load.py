"""Writes a described city into the directory: in one transaction, and nothing the second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory.imports import load_offices, upsert
from anlauf.directory.imports.described import DescribedCity, Place, Service
from anlauf.directory.imports.upsert import Changes
from anlauf.directory.models import Area, City, District, Fee, Quarter, Skill
from anlauf.directory.models import Place as PlaceRow
from anlauf.directory.models import Service as ServiceRow

K = TypeVar("K", bound=Model)


class OtherCity(Refused):
    """The rows belong to another city."""

    code = "other_city"
    sentence = _("This installation already runs “%(present)s”, not “%(described)s”.")


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows by table, ids hidden, and ids met that the files do not mention."""

    created: Mapping[str, int]
    updated: Mapping[str, int]
    hidden: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.created or self.updated or self.hidden)


@transaction.atomic
def load(described: DescribedCity, *, by: Actor, at: datetime) -> Loaded:
    """Make the directory say what the files say; what they no longer mention is hidden or left."""
    present = City.objects.first()
    if present is not None and locked(City.objects.all()).key != described.city.key:
        raise OtherCity(present=present.key, described=described.city.key)

    changes = Changes()
    city = _city(described, changes)
    _frame(described, changes)
    _services(described, changes)
    load_offices.load(described, changes)
    _left(described, changes)

    loaded = Loaded(
        dict(changes.created), dict(changes.updated), tuple(changes.hidden), tuple(changes.left)
    )
    if loaded.changed:
        facts: dict[str, object] = {
            "created": loaded.created,
            "updated": loaded.updated,
            "hidden": list(loaded.hidden),
        }
        journal.record("directory.loaded", city, by=by, at=at, facts=facts)
    return loaded


def _city(described: DescribedCity, changes: Changes) -> City:
    city = described.city
    return upsert.one(
        City.objects.all(),
        {"key": city.key},
        {
            "name": dict(city.name),
            "zone": city.zone,
            "holiday_region": city.holiday_region,
            "languages": list(city.languages),
            "postal_codes": list(city.postal_codes),
            "phone": city.phone,
            "map_attribution": described.map_attribution,
        },
        changes,
    )


def _frame(described: DescribedCity, changes: Changes) -> None:
    """Districts with their quarters, areas, skills and places."""
    for district in described.districts:
        rings = described.outlines.get(district.key, ())
        row = upsert.one(
            District.objects.all(),
            {"key": district.key},
            {
                "name": district.name,
                "outline": [[list(point) for point in ring] for ring in rings],
            },
            changes,
        )
        for quarter in district.quarters:
            upsert.one(
                Quarter.objects.all(),
                {"key": quarter.key},
                {
                    "name": quarter.name,
                    "district_id": row.pk,
                    "latitude": quarter.latitude,
                    "longitude": quarter.longitude,
                },
                changes,
            )
    for area in described.areas:
        upsert.one(
            Area.objects.all(),
            {"key": area.key},
            {"name": dict(area.name), "position": area.position},
            changes,
        )
    areas = keyed(Area)
    for skill in described.skills:
        upsert.one(
            Skill.objects.all(),
            {"key": skill.key},
            {"name": dict(skill.name), "area_id": areas[skill.area]},
            changes,
        )
    districts = keyed(District)
    for place in described.places:
        upsert.one(
            PlaceRow.objects.all(),
            {"key": place.key},
            _place_values(place, districts),
            changes,
        )


def _place_values(place: Place, districts: Mapping[str, int]) -> dict[str, object]:
    return {
        "street": place.street,
        "postal_code": place.postal_code,
        "town": place.town,
        "district_id": districts[place.district],
        "latitude": place.latitude,
        "longitude": place.longitude,
        "access": list(place.access),
        "sourced": place.sourced,
    }


def _services(described: DescribedCity, changes: Changes) -> None:
    areas, skills = keyed(Area), keyed(Skill)
    for service in described.services:
        row = upsert.one(
            ServiceRow.objects.all(),
            {"key": service.key},
            _service_values(service, areas, skills),
            changes,
        )
        upsert.children(
            Fee.objects.filter(service=row),
            [
                {
                    "service_id": row.pk,
                    "label": dict(fee.label),
                    "cents": fee.cents,
                    "valid_from": fee.valid_from,
                    "valid_to": fee.valid_to,
                    "position": position,
                }
                for position, fee in enumerate(service.fees)
            ],
            changes,
        )
    described_keys = [service.key for service in described.services]
    for row in ServiceRow.objects.filter(public=True).exclude(key__in=described_keys):
        row.public = False
        row.save(update_fields=["public"])
        changes.hidden.append(f"service {row.key}")


def _service_values(
    service: Service, areas: Mapping[str, int], skills: Mapping[str, int]
) -> dict[str, object]:
    return {
        "name": dict(service.name),
        "summary": dict(service.summary),
        "bring": [dict(each) for each in service.bring],
        "steps": [dict(each) for each in service.steps],
        "synonyms": {language: list(words) for language, words in service.synonyms.items()},
        "takes": dict(service.takes),
        "online_url": service.online_url,
        "area_id": areas[service.area],
        "skill_id": skills[service.skill],
        "competence": service.competence,
        "leika": list(service.leika),
        "public": service.public,
        "walk_in": service.walk_in,
        "position": service.position,
        "sourced": service.sourced,
    }


def _left(described: DescribedCity, changes: Changes) -> None:
    """Rows the files no longer mention, to which others may still point: named, never removed."""
    quarters = [quarter.key for each in described.districts for quarter in each.quarters]
    for model, keys in (
        (District, [each.key for each in described.districts]),
        (Quarter, quarters),
        (Area, [each.key for each in described.areas]),
        (Skill, [each.key for each in described.skills]),
        (PlaceRow, [each.key for each in described.places]),
    ):
        label = model._meta.verbose_name
        stray = model.objects.exclude(key__in=keys).values_list("key", flat=True)
        changes.left += [f"{label} {key}" for key in stray]


def keyed(model: type[K]) -> dict[str, int]:
    """Row numbers by key."""
    return dict(model._default_manager.values_list("key", "pk"))
