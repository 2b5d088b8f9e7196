"""Which office works on a matter of somebody who lives at an address.

A postal code may lie in two districts; then the part of the city decides. Where everybody may
choose, the offices nearest to the postal code come first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from anlauf.cases.models import Kind
from anlauf.directory import queries as directory
from anlauf.directory.distance import Point
from anlauf.directory.models import District, Office, Quarter
from anlauf.directory.states import Competence


@dataclass(frozen=True)
class Part:
    """A choice that decides about the office: a part of the city, or the office itself."""

    key: str
    name: str
    office: Office


@dataclass(frozen=True)
class Competent:
    """The office, once it is certain; what to choose from as long as it is not."""

    office: Office | None
    parts: tuple[Part, ...]
    by_district: bool
    known: bool = True  # the postal code is one of the city's


def competent(kind: Kind, postal_code: str, part: str = "") -> Competent:
    """The office for somebody with this postal code who chose this part, if it came to that."""
    by_district = kind.service.competence == Competence.DISTRICT
    quarters = [each for each in directory.quarters() if postal_code in each.postal_codes]
    if by_district:
        parts = tuple(_by_district(kind, quarters))
        parts = parts or tuple(_by_district(kind, directory.districts().defer("outline")))
    else:
        parts = tuple(_anywhere(kind, quarters))
    offices = {each.office.pk: each.office for each in parts}
    if len(offices) == 1 and (quarters or not by_district):
        return Competent(next(iter(offices.values())), parts, by_district)
    chosen = next((each.office for each in parts if each.key == part), None)
    return Competent(chosen, parts, by_district, known=bool(quarters))


def _by_district(kind: Kind, places: Iterable[Quarter | District]) -> Iterable[Part]:
    """A part of the city for each place, with the office that is competent for its district."""
    offices: dict[int, Office] = {}
    for offering in directory.offerings_of(kind.service):
        for district in offering.office.districts.all():
            offices.setdefault(district.pk, offering.office)
    for place in places:
        number = place.district_id if isinstance(place, Quarter) else place.pk
        if number in offices:
            yield Part(place.key, place.name, offices[number])


def _anywhere(kind: Kind, quarters: list[Quarter]) -> Iterable[Part]:
    """A part for each office, the nearest to the person first."""
    offices = [offering.office for offering in directory.offerings_of(kind.service)]
    if quarters:
        here = Point(quarters[0].latitude, quarters[0].longitude)
        offices = [office for office, _far in directory.by_distance(offices, here)]
    for office in offices:
        yield Part(office.key, office.short, office)
