"""Which offices may serve all of some services for somebody, in one ready statement.

In a rush everybody asks this before they see a time; table by table it cost more than the search.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from anlauf.directory.states import Access, Competence, OfficeKind

_SERVING = """
    WITH wanted AS MATERIALIZED (
        SELECT id, key, competence FROM directory_service
        WHERE key = ANY(%(services)s::text[]) AND public
    ), visible AS MATERIALIZED (
        SELECT office.id, office.key, area.position, office.sort_key,
               %(step_free)s = ANY(place.access) AS step_free
        FROM directory_office AS office
        JOIN directory_area AS area ON area.id = office.area_id
        JOIN directory_place AS place ON place.id = office.place_id
        WHERE office.visible AND office.kind <> %(hidden)s
          AND (%(any)s OR office.key = ANY(%(only)s::text[]))
    ), serving AS (
        SELECT * FROM visible
        WHERE NOT EXISTS (
            SELECT FROM wanted
            WHERE NOT EXISTS (SELECT FROM directory_offering AS offering
                              WHERE offering.office_id = visible.id
                                AND offering.service_id = wanted.id AND offering.visible)
               OR wanted.competence <> %(everywhere)s
                  AND NOT EXISTS (SELECT FROM directory_competent AS near
                                  JOIN directory_district AS home ON home.id = near.district_id
                                  WHERE near.office_id = visible.id AND home.key = %(district)s)
        )
    )
    SELECT (SELECT coalesce(jsonb_object_agg(key, id), '{}') FROM wanted),
           (SELECT coalesce(bool_and(competence = %(everywhere)s), TRUE) FROM wanted),
           (SELECT coalesce(array_agg(key), '{}') FROM visible WHERE NOT %(any)s),
           EXISTS (SELECT FROM directory_district WHERE key = %(district)s),
           (SELECT coalesce(jsonb_agg(jsonb_build_array(id, key, step_free)
                                      ORDER BY position, sort_key), '[]')
            FROM serving)
"""


@dataclass(frozen=True)
class Serving:
    """What the keys stand for, as far as people may see it, and the offices in their order."""

    services: dict[str, int]
    city_wide: bool
    named: frozenset[str]  # of the offices asked about by name, those there are
    district: bool  # there is one with this key
    offices: dict[int, str]
    step_free: frozenset[int]


def serving(services: Collection[str], only: Collection[str], district: str | None) -> Serving:
    """The offices that may serve all of it for somebody of this district, of all or of these."""
    facts: dict[str, Any] = {
        "services": list(services),
        "any": not only,
        "only": list(only),
        "district": district or "",
        "step_free": str(Access.STEP_FREE),
        "hidden": str(OfficeKind.BACK_OFFICE),
        "everywhere": str(Competence.CITY),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SERVING, facts)
        known, city_wide, named, is_district, rows = cursor.fetchone()
    found = json.loads(rows)
    return Serving(
        services=json.loads(known),
        city_wide=city_wide,
        named=frozenset(named),
        district=is_district,
        offices={number: key for number, key, _step_free in found},
        step_free=frozenset(number for number, _key, step_free in found if step_free),
    )
