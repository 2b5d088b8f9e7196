"""What simulated people know of the city: which offices do what, read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from anlauf.directory import queries as directory
from anlauf.directory.states import Competence


@dataclass(frozen=True)
class Branch:
    """An office as somebody who wants something from it sees it."""

    number: int
    key: str
    area: str
    districts: tuple[int, ...]
    services: tuple[str, ...]
    walk_in_services: tuple[str, ...]
    size: int


@dataclass(frozen=True)
class Town:
    """Offices and services of the whole city, by area."""

    zone: ZoneInfo
    branches: tuple[Branch, ...]
    numbers: dict[str, int]
    by_district: frozenset[str]

    def of_area(self, area: str) -> tuple[Branch, ...]:
        """The offices of one area."""
        return tuple(branch for branch in self.branches if branch.area == area)

    def offering(self, service: str, *, district: int | None = None) -> tuple[int, ...]:
        """Numbers of the offices that may do this for somebody from the district."""
        return tuple(
            branch.number
            for branch in self.branches
            if service in branch.services
            and (service not in self.by_district or district in branch.districts)
        )


def read() -> Town:
    """Look at the directory."""
    services = {row.pk: row for row in directory.services()}
    offered: dict[int, list[int]] = {}
    for row in services.values():
        for offering in directory.offerings_of(row):
            offered.setdefault(offering.office_id, []).append(row.pk)
    rows = directory.offices().prefetch_related("districts", "desks")
    return Town(
        zone=directory.zone(),
        branches=tuple(
            Branch(
                number=row.pk,
                key=row.key,
                area=row.area.key,
                districts=tuple(district.pk for district in row.districts.all()),
                services=_keys(services[number].key for number in offered.get(row.pk, [])),
                walk_in_services=_keys(
                    services[number].key
                    for number in offered.get(row.pk, [])
                    if services[number].walk_in
                ),
                size=sum(desk.active for desk in row.desks.all()),
            )
            for row in rows
        ),
        numbers={row.key: row.pk for row in services.values()},
        by_district=frozenset(
            row.key for row in services.values() if row.competence == Competence.DISTRICT
        ),
    )


def _keys(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))
