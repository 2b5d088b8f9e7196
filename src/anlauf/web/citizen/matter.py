"""What a citizen came for, and who may serve it for somebody who lives there."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.directory.queries import District, Offering, Quarter, Service
from anlauf.directory.states import Competence
from anlauf.web.citizen.journey import Journey, Scope


class NoSuchService(Unknown):
    """The address names a service the city does not have, or does not show."""

    code = "no_such_service"
    sentence = _("We do not know this service. Maybe it has a new name: please search for it.")


@dataclass(frozen=True)
class Matter:
    """A service with all its visible offerings."""

    service: Service
    offerings: tuple[Offering, ...]

    @classmethod
    def of(cls, key: str) -> "Matter":
        """The matter a service's key stands for; raises NoSuchService."""
        try:
            service = directory.service(key)
        except Service.DoesNotExist:
            raise NoSuchService from None
        return cls(service, tuple(directory.offerings_of(service)))

    @property
    def by_district(self) -> bool:
        """Tell whether the place of residence decides who is competent."""
        return self.service.competence == Competence.DISTRICT

    @cached_property
    def bookable(self) -> bool:
        """Tell whether any office gives appointments for it here."""
        return directory.any_keeps_hours(offering.office_id for offering in self.offerings)

    @cached_property
    def districts(self) -> list[District]:
        """Where people may live, by name."""
        return list(directory.districts().defer("outline"))

    @cached_property
    def quarters(self) -> list[Quarter]:
        """Parts of the city people know by name."""
        return list(directory.quarters())

    @cached_property
    def competent_by_district(self) -> dict[str, set[int]]:
        """Numbers of competent offices by the district's key."""
        found: dict[str, set[int]] = {}
        for offering in self.offerings:
            for district in offering.office.districts.all():
                found.setdefault(district.key, set()).add(offering.office_id)
        return found

    def open_to(self, journey: Journey) -> list[Offering]:
        """The offerings this citizen may use: all, or those competent for the district."""
        if not self.by_district:
            return list(self.offerings)
        competent = self.competent_by_district.get(journey.district, set())
        return [offering for offering in self.offerings if offering.office_id in competent]

    def scope(self, journey: Journey) -> Scope:
        """Which questions are worth asking."""
        return Scope(
            most=max((offering.most for offering in self.offerings), default=1),
            by_district=self.by_district,
            offices=len(self.open_to(journey)),
        )

    def quarter(self, key: str) -> Quarter | None:
        """The quarter with this key."""
        if not key:
            return None
        return next((quarter for quarter in self.quarters if quarter.key == key), None)

    def district(self, key: str) -> District | None:
        """The district with this key."""
        if not key:
            return None
        return next((district for district in self.districts if district.key == key), None)
