"""Where somebody's work begins after logging in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from anlauf.people.access import Access
from anlauf.people.queries import Office, workplaces
from anlauf.people.roles import Right


@dataclass(frozen=True)
class Desk:
    """A page somebody may work with: what it is, and where."""

    kind: str
    address: str
    office: Office | None = None


def first_of(access: Access) -> str:
    """The address to go to at once, or nothing when there is a choice to make."""
    if access.may(Right.SEE_CITY):
        return reverse("planning:city")
    desks = list(desks_of(access))
    return desks[0].address if len(desks) == 1 else ""


def desks_of(access: Access) -> Iterator[Desk]:
    """Every page somebody may work with, the city first, then the offices by name."""
    if access.may(Right.SEE_CITY):
        yield Desk("city", reverse("planning:city"))
    if access.anywhere(Right.RECEIVE):
        for office in workplaces(access.offices(Right.RECEIVE)):
            yield Desk("counter", reverse("counter:desk", args=[office.key]), office)
    if access.anywhere(Right.SEE_OFFICE):
        for office in workplaces(access.offices(Right.SEE_OFFICE)):
            yield Desk("office", reverse("planning:office", args=[office.key]), office)
