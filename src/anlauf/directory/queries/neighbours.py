"""Offices that could help out for one another."""

from collections.abc import Mapping

from anlauf.directory import snapshots
from anlauf.directory.distance import kilometres
from anlauf.directory.models import Office
from anlauf.directory.queries.places import offices


def neighbours(of: Office, *, most: int) -> Mapping[int, float]:
    """The nearest offices of the same area with their kilometres, nearest first.

    Without a known point the order is that of their names, and they count as equally near.
    """
    here = snapshots.point(of.place)
    found: list[tuple[float, int]] = []
    for office in offices().filter(area=of.area_id).exclude(pk=of.pk):
        there = snapshots.point(office.place)
        found.append((kilometres(here, there) if here and there else 0.0, office.pk))
    found.sort(key=lambda pair: pair[0])
    return {number: far for far, number in found[:most]}


def shares_districts(one: int, others: list[int]) -> set[int]:
    """Those of the other offices that are competent for a district the one is competent for."""
    here = Office.districts.through._default_manager.filter(office=one).values("district")
    there = Office.districts.through._default_manager.filter(office__in=others, district__in=here)
    return set(there.values_list("office", flat=True))
