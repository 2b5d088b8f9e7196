"""Where somebody's work begins after logging in, and where they may go from there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from anlauf.people.access import Access
from anlauf.people.queries import Office, workplaces
from anlauf.people.roles import Right


class Kind(StrEnum):
    """What sort of page somebody works with."""

    CITY = "city"
    COUNTER = "counter"
    OFFICE = "office"
    PHONE = "phone"
    DEVICES = "devices"
    KEYS = "keys"
    FIGURES = "figures"
    PLANS = "plans"
    WHAT_IF = "what_if"
    PROMISE = "promise"
    ALERTS = "alerts"
    PAST = "past"
    LETTERS = "letters"
    CASES = "cases"
    READS = "reads"
    MINE = "mine"
    RULES = "rules"
    PEOPLE = "people"


@dataclass(frozen=True)
class Desk:
    """A page somebody may work with: what it is, and where."""

    kind: Kind
    address: str
    office: Office | None = None


def first_of(access: Access) -> str:
    """The address to go to at once, or nothing when there is a choice to make."""
    if access.may(Right.SEE_CITY):
        return reverse("planning:city")
    counters = [desk for desk in desks_of(access) if desk.kind == Kind.COUNTER]
    desks = counters or list(desks_of(access))
    return desks[0].address if len(desks) == 1 else ""


def desks_of(access: Access) -> Iterator[Desk]:
    """Every page somebody may work with: the city first, then counters and offices by name."""
    if access.may(Right.SEE_CITY):
        yield Desk(Kind.CITY, reverse("planning:city"))
    if access.anywhere(Right.RECEIVE):
        for office in workplaces(access.offices(Right.RECEIVE)):
            yield _counter(office)
    if access.anywhere(Right.SEE_OFFICE):
        for office in workplaces(access.offices(Right.SEE_OFFICE)):
            yield _office(office)
    if access.anywhere(Right.WORK_CASES):
        for office in workplaces(access.offices(Right.WORK_CASES)):
            yield _cases(office)
    if access.anywhere(Right.REVIEW_READS):
        for office in workplaces(access.offices(Right.REVIEW_READS)):
            yield _reads(office)
    if access.anywhere(Right.BOOK_FOR_OTHERS):
        yield _phone()
    if access.anywhere(Right.PLAN):
        yield Desk(Kind.PLANS, reverse("planning:rosters"))
    if access.may(Right.PLAN):
        yield _figures()
    if access.anywhere(Right.SEE_RULES):
        yield Desk(Kind.RULES, reverse("planning:council"))
    if access.anywhere(Right.TRY_OUT):
        yield Desk(Kind.WHAT_IF, reverse("planning:whatif"))
    if access.may(Right.ADMINISTER):
        yield Desk(Kind.DEVICES, reverse("display:devices"))
        yield Desk(Kind.KEYS, reverse("planning:keys"))
        yield _letters()


def near(access: Access, office: Office | None) -> Iterator[Desk]:
    """What stands in the bar above every page: the city, and the pages of the office shown."""
    if access.may(Right.SEE_CITY):
        yield Desk(Kind.CITY, reverse("planning:city"))
        yield Desk(Kind.PROMISE, reverse("steering:promise"))
    if access.anywhere(Right.SEE_OFFICE):
        yield Desk(Kind.ALERTS, reverse("steering:alerts"))
    if office and access.may(Right.RECEIVE, office=office.pk):
        yield _counter(office)
    if office and access.may(Right.SEE_OFFICE, office=office.pk):
        yield _office(office)
        yield Desk(Kind.PAST, reverse("steering:office", args=[office.key]), office)
    if office and access.may(Right.LEAD_PEOPLE, office=office.pk):
        yield Desk(Kind.PEOPLE, reverse("planning:people", args=[office.key]), office)
    if office and access.may(Right.WORK_CASES, office=office.pk):
        yield _cases(office)
    if office and access.may(Right.REVIEW_READS, office=office.pk):
        yield _reads(office)
    if access.anywhere(Right.BOOK_FOR_OTHERS):
        yield _phone()
    if access.anywhere(Right.PLAN):
        yield Desk(Kind.PLANS, reverse("planning:rosters"))
    if access.may(Right.PLAN):
        yield _figures()
    if access.anywhere(Right.SEE_RULES):
        yield Desk(Kind.RULES, reverse("planning:council"))
    if access.anywhere(Right.TRY_OUT):
        yield Desk(Kind.WHAT_IF, reverse("planning:whatif"))
    if access.may(Right.ADMINISTER):
        yield _letters()


def mine() -> Desk:
    """The week of whoever is logged in, where they are somebody who is planned."""
    return Desk(Kind.MINE, reverse("planning:my_week"))


def _figures() -> Desk:
    return Desk(Kind.FIGURES, reverse("planning:policies"))


def _letters() -> Desk:
    return Desk(Kind.LETTERS, reverse("planning:letters"))


def _cases(office: Office) -> Desk:
    return Desk(Kind.CASES, reverse("casework:list", args=[office.key]), office)


def _reads(office: Office) -> Desk:
    return Desk(Kind.READS, reverse("casework:reads", args=[office.key]), office)


def _phone() -> Desk:
    return Desk(Kind.PHONE, reverse("agency:start"))


def _counter(office: Office) -> Desk:
    return Desk(Kind.COUNTER, reverse("counter:desk", args=[office.key]), office)


def _office(office: Office) -> Desk:
    return Desk(Kind.OFFICE, reverse("planning:office", args=[office.key]), office)
