"""From the keys that programs speak to the numbers inside, in one ready statement.

Every booking begins with this; composing it anew, table by table, took ten times as long.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from anlauf.directory.models import Office, Service
from anlauf.directory.states import Competence, OfficeKind

_MEANT = """
    SELECT (SELECT office.id FROM directory_office AS office
            WHERE office.key = %(office)s AND office.visible AND office.kind <> %(hidden)s),
           array_agg(service.key), array_agg(service.id),
           coalesce(bool_and(service.competence = %(everywhere)s), TRUE)
    FROM directory_service AS service
    WHERE service.key = ANY(%(services)s::text[]) AND service.public
"""


_AROUND = """
    SELECT array_agg(near.id ORDER BY near.sort_key), array_agg(near.key ORDER BY near.sort_key),
           NOT EXISTS (SELECT FROM directory_service AS service
                       WHERE service.id = ANY(%(services)s::bigint[])
                         AND service.competence <> %(everywhere)s)
    FROM directory_office AS near
    WHERE near.visible AND near.kind <> %(hidden)s
      AND near.area_id = (SELECT area_id FROM directory_office WHERE id = %(office)s)
"""


@dataclass(frozen=True)
class Meant:
    """What some keys stand for: None or left out where nothing public has that key."""

    office: int | None
    services: dict[str, int]
    city_wide: bool  # wherever somebody lives, any office may help


def meant(office: str, services: Collection[str]) -> Meant:
    """The office and the services with these keys, as far as people may see them."""
    facts: dict[str, Any] = {
        "office": office,
        "services": list(services),
        "hidden": str(OfficeKind.BACK_OFFICE),
        "everywhere": str(Competence.CITY),
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, facts)
        number, keys, numbers, city_wide = cursor.fetchone()
    return Meant(number, dict(zip(keys or [], numbers or [], strict=True)), city_wide)


def around(office: int, services: Collection[int]) -> tuple[dict[int, str], bool]:
    """Offices of the same area by number, and whether any of them may serve everybody."""
    facts: dict[str, Any] = {
        "office": office,
        "services": list(services),
        "hidden": str(OfficeKind.BACK_OFFICE),
        "everywhere": str(Competence.CITY),
    }
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, facts)
        numbers, keys, city_wide = cursor.fetchone()
    return dict(zip(numbers or [], keys or [], strict=True)), city_wide


@lru_cache(maxsize=1024)
def office_key(number: int) -> str:
    """The key of an office, which never changes, so it is read once in the life of a process."""
    return Office.objects.values_list("key", flat=True).get(pk=number)


@lru_cache(maxsize=4096)
def service_key(number: int) -> str:
    """The key of a service, which never changes either."""
    return Service.objects.values_list("key", flat=True).get(pk=number)
