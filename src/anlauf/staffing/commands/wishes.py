"""What somebody wishes for a day that is not planned yet."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.staffing import queries
from anlauf.staffing.models import DayWish, Employee
from anlauf.staffing.states import Hope


class PlannedAlready(Refused):
    """A wish for a day whose duties are published."""

    code = "planned_already"
    sentence = _(
        "The duties of this day are published. You can offer a duty of yours to colleagues instead."
    )


class DayIsOver(Refused):
    """A wish for the past."""

    code = "day_is_over"
    sentence = _("Please choose a day that is still to come.")


@transaction.atomic
def wish_for_day(
    number: str, on: date, hope: Hope | None, *, by: Actor, at: datetime
) -> DayWish | None:
    """Wish something for a day, something else, or nothing any more."""
    person = locked(Employee.objects.filter(number=number))
    if on <= queries.today(at):
        raise DayIsOver
    if queries.planned_on(person, on):
        raise PlannedAlready

    DayWish.objects.filter(employee=person, date=on).delete()
    row = DayWish.objects.create(employee=person, date=on, hope=hope) if hope else None
    verb = "staffing.wished" if hope else "staffing.wish_dropped"
    journal.record(verb, person, by=by, at=at, office=person.home_id)
    return row
