"""Employees: by their number, by who is logged in, by the link of their calendar."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from anlauf.core.keys import digest
from anlauf.core.refusal import Unknown
from anlauf.people.models import Person
from anlauf.staffing.models import Employee


def employee_of(person: Person | None) -> Employee | None:
    """The employee who logs in as this person."""
    if person is None:
        return None
    return Employee.objects.filter(person=person).select_related("home").first()


def employee_numbered(number: str) -> Employee:
    """One employee; raises Unknown."""
    row = Employee.objects.filter(number=number).select_related("home").first()
    if row is None:
        raise Unknown
    return row


def employee_with_feed(key: str) -> Employee:
    """Whose calendar this link opens; raises Unknown."""
    row = Employee.objects.filter(feed=digest(key)).first()
    if row is None:
        raise Unknown
    return row


def people_at(office: int, on: date) -> list[Employee]:
    """Everybody who belongs to an office on a date, by number."""
    still = Q(left_on__isnull=True) | Q(left_on__gte=on)
    return list(Employee.objects.filter(still, home=office).order_by("number"))


def names_of_staff(numbers: Iterable[str]) -> dict[str, str]:
    """What these employees are called, by their staff numbers."""
    return dict(Employee.objects.filter(number__in=set(numbers)).values_list("number", "name"))
