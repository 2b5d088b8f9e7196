"""Writes services and their fees."""

from collections.abc import Mapping, Sequence

from anlauf.directory.imports import upsert
from anlauf.directory.imports.described import Service
from anlauf.directory.imports.upsert import Changes
from anlauf.directory.models import Area, Fee, Skill
from anlauf.directory.models import Service as ServiceRow


def load(services: Sequence[Service], changes: Changes) -> None:
    """Write every service; one that the files no longer mention is hidden."""
    areas = dict(Area.objects.values_list("key", "pk"))
    skills = dict(Skill.objects.values_list("key", "pk"))
    wanted = [_values(service, areas, skills) for service in services]
    upsert.rows(ServiceRow.objects.all(), ("key",), wanted, changes)

    numbers = dict(ServiceRow.objects.values_list("key", "pk"))
    fees = [
        {
            "service_id": numbers[service.key],
            "label": dict(fee.label),
            "cents": fee.cents,
            "valid_from": fee.valid_from,
            "valid_to": fee.valid_to,
            "position": position,
        }
        for service in services
        for position, fee in enumerate(service.fees)
    ]
    upsert.children(Fee.objects.all(), "service_id", fees, changes)

    described = [service.key for service in services]
    for stray in ServiceRow.objects.filter(public=True).exclude(key__in=described):
        stray.public = False
        stray.save(update_fields=["public"])
        changes.hidden.append(f"service {stray.key}")


def _values(
    service: Service, areas: Mapping[str, int], skills: Mapping[str, int]
) -> dict[str, object]:
    return {
        "key": service.key,
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
