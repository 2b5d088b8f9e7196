"""One call: the matter, who is competent for the caller, and which of those offices we may book."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as booking
from anlauf.booking.queries import UrgencyRule
from anlauf.booking.states import Share
from anlauf.booking.values import Line, Question, Wish
from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.directory.queries import District, Offering, Office, Service
from anlauf.directory.states import Competence
from anlauf.web.agency.asked import Asked
from anlauf.web.agency.scope import Scope
from anlauf.web.common.chosen import Chosen, NoSuchTime


class NoSuchService(Unknown):
    """The address names a service the city does not have."""

    code = "no_such_service"
    sentence = _("There is no such service. Please search for it again.")


@dataclass(frozen=True)
class Call:
    """A service somebody asks about, and the offices that may serve them."""

    service: Service
    offerings: tuple[Offering, ...]
    asked: Asked
    scope: Scope

    @classmethod
    def about(cls, service: str, asked: Asked, scope: Scope) -> "Call":
        """The call about the service with this key; raises NoSuchService."""
        try:
            row = directory.service(service)
        except Service.DoesNotExist:
            raise NoSuchService from None
        return cls(row, tuple(directory.offerings_of(row)), asked, scope)

    @property
    def by_district(self) -> bool:
        """Tell whether the place of residence decides who is competent."""
        return self.service.competence == Competence.DISTRICT

    @property
    def lacks_district(self) -> bool:
        """Tell whether we must ask where the caller lives before anything can be said."""
        return self.by_district and self.district is None

    @cached_property
    def district(self) -> District | None:
        """Where the caller lives."""
        return next((row for row in directory.districts() if row.key == self.asked.district), None)

    @cached_property
    def competent(self) -> list[Office]:
        """The offices that may serve the caller."""
        offices = [offering.office for offering in self.offerings]
        if not self.by_district:
            return offices
        return [office for office in offices if self._serves_district(office)]

    @cached_property
    def ours(self) -> list[Office]:
        """Of those the ones that we may book."""
        return self.scope.of(self.competent)

    @property
    def others(self) -> list[Office]:
        """The competent offices that we may not book: the caller is told whom to ask."""
        ours = {office.pk for office in self.ours}
        return [office for office in self.competent if office.pk not in ours]

    @property
    def searched(self) -> list[Office]:
        """The offices whose times are shown: all of ours, or the one asked for."""
        chosen = [office for office in self.ours if office.key == self.asked.office]
        return chosen or self.ours

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the visit is for."""
        return (Line(self.service.pk, self.asked.number),)

    @property
    def most(self) -> int:
        """For how many at a time."""
        return max((offering.most for offering in self.offerings), default=1)

    def reasons(self, today: date) -> list[UrgencyRule]:
        """What would make it urgent."""
        return booking.urgency_rules(self.lines, today)

    def question(self) -> Question:
        """What is asked of the offices searched."""
        return Question(self.lines, tuple(office.pk for office in self.searched))

    def wish(self, chosen: Chosen, language: str) -> Wish:
        """What we ask booking to promise; raises NoSuchTime for an office that is not ours."""
        for office in self.ours:
            if office.key == chosen.office:
                return Wish(self.lines, office.pk, chosen.date, chosen.tick, language=language)
        raise NoSuchTime

    def _serves_district(self, office: Office) -> bool:
        return any(row.key == self.asked.district for row in office.districts.all())


def urgent(wish: Wish, rule: UrgencyRule | None, stated: date | None) -> Wish:
    """The wish for an urgent time, with what the caller claims."""
    number = None if rule is None else rule.pk
    return replace(wish, share=Share.URGENT, urgency=number, urgent_on=stated)
