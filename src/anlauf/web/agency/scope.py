"""Whom somebody may book for where: the offices of their roles, less what no phone agent books."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import Share
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.people.access import Access
from anlauf.people.roles import Right


class NotYoursToBook(Refused):
    """Another role books there."""

    code = "not_yours_to_book"
    status = 403
    sentence = _(
        "You cannot book, move or cancel appointments of this office."
        " Please give the caller its phone number."
    )


@dataclass(frozen=True)
class Scope:
    """The offices somebody may book for others."""

    access: Access

    def may(self, office: Office) -> bool:
        """Tell whether this office is theirs to book."""
        if not self.access.may(Right.BOOK_FOR_OTHERS, office=office.pk):
            return False
        everything = self.access.may(Right.BOOK_EVERYTHING, office=office.pk)
        return office.area.booked_by_phone or everything

    def of(self, offices: Iterable[Office]) -> list[Office]:
        """Those of the offices that are theirs to book."""
        return [office for office in offices if self.may(office)]

    def offices(self) -> list[Office]:
        """Every office that is theirs to book."""
        return self.of(directory.offices())

    def appointment(self, number: int) -> Appointment:
        """An appointment that is theirs to change; a walk-in's ticket is none."""
        found = booking.appointment_by_number(number)
        self.check(found)
        return found

    def check(self, found: Appointment) -> None:
        """Refuse an appointment of an office that is not theirs."""
        if found.share == Share.WALK_IN:
            raise booking.UnknownAppointment
        if not self.may(found.day.office):
            raise NotYoursToBook
