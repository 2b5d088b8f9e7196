"""Branches and services as a Qmatic calendar lists them; they are known by our own keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from anlauf.api.doors import Caller
from anlauf.api.munich.offices import depends_on_residence, name_for, spoken
from anlauf.api.named import UnknownOffice, UnknownService
from anlauf.booking.queries import groups
from anlauf.directory import queries as directory
from anlauf.directory.queries import Offering, Office, Service, visits
from anlauf.people.scopes import Scope

Shape = dict[str, object]


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be had at a counter."""

    offerings: tuple[Offering, ...]

    @property
    def branches(self) -> list[Office]:
        """The offices, in the order of their names."""
        return list(visits.offices_with_districts({row.office_id for row in self.offerings}))

    @property
    def services(self) -> dict[str, Offering]:
        """Each service with the office where it takes longest, by key."""
        found: dict[str, Offering] = {}
        for row in self.offerings:
            known = found.setdefault(row.service.key, row)
            if known.minutes < row.minutes:
                found[row.service.key] = row
        return found

    def services_of(self, branch: int) -> list[Service]:
        """The services one office offers."""
        return [row.service for row in self.at(branch).offerings]

    def at(self, branch: int) -> "Catalogue":
        """What one office offers."""
        return Catalogue(tuple(row for row in self.offerings if row.office_id == branch))

    def with_all(self, keys: Iterable[str], *, at: datetime) -> dict[int, "Catalogue"]:
        """Office by office, what one clerk can do in one visit with these services."""
        skills = {self.service(key).skill.key for key in keys}
        able = groups.groups_ahead(at=at)
        found = {}
        for office in self.branches:
            here = self.at(office.pk)
            if all(key in here.services for key in keys):
                found[office.pk] = here.of_one_clerk(skills, able.get(office.pk, set()))
        return found

    def of_one_clerk(self, skills: set[str], able: set[frozenset[str]]) -> "Catalogue":
        """What a clerk can do who also has these skills."""
        return Catalogue(
            tuple(
                row
                for row in self.offerings
                if any(skills | {row.service.skill.key} <= group for group in able)
            )
        )

    def service(self, key: str) -> Service:
        """The service with this key."""
        if key not in self.services:
            raise UnknownService(key=key)
        return self.services[key].service


def whole(who: Caller) -> Catalogue:
    """What all offices offer to those this caller asks for.

    This interface asks nobody where they live. What depends on it is left to programs that answer
    for those they book for.
    """
    rows = visits.offerings_for_visits()
    vouches = Scope.BOOK in who.scopes
    return Catalogue(
        tuple(row for row in rows if vouches or not depends_on_residence([row.service]))
    )


def branch_numbered(key: str) -> Office:
    """The office with this key, if people come to it."""
    found = directory.offices().filter(key=key).prefetch_related("districts").first()
    if found is None:
        raise UnknownOffice(key=key)
    return found


def service_shape(row: Offering) -> Shape:
    """A service; what nobody writes down is null, and times of changes are not told."""
    return {
        "publicId": row.service.key,
        "name": spoken(row.service.name),
        "duration": row.minutes,
        "additionalCustomerDuration": row.minutes_further,
        "custom": None,
        "active": True,
        "publicEnabled": True,
        "created": 0,
        "updated": 0,
    }


def services_shape(rows: Mapping[str, Offering]) -> list[Shape]:
    """Services, most wanted first."""
    in_order = sorted(rows.values(), key=lambda row: (row.service.position, row.service.key))
    return [service_shape(row) for row in in_order]


def branch_shape(office: Office, services: Iterable[Service]) -> Shape:
    """An office with its address and the clock on its wall; its name says whom it is for."""
    zone = directory.zone().key
    return {
        "publicId": office.key,
        "name": name_for(office, services),
        "phone": office.phone or None,
        "email": office.email or None,
        "branchPrefix": None,
        "addressLine1": office.place.street,
        "addressLine2": None,
        "addressZip": office.place.postal_code,
        "addressCity": office.place.town,
        "addressState": None,
        "addressCountry": None,
        "latitude": office.place.latitude,
        "longitude": office.place.longitude,
        "timeZone": zone,
        "fullTimeZone": zone,
        "custom": None,
        "created": 0,
        "updated": 0,
    }
