"""People to log in as, one for every role, so that the city can be tried from all sides."""

from dataclasses import dataclass
from datetime import datetime

from anlauf.core.actors import SYSTEM
from anlauf.directory import queries as directory
from anlauf.people import commands as people
from anlauf.people import queries as staff
from anlauf.people.roles import Role
from anlauf.staffing import commands as duties
from anlauf.staffing import queries as staffing

OFFICE = "hh-e-mitte"
CASES_OFFICE = "hh-a-mitte"
PASSWORD = "anlauf-demo-2026"  # noqa: S105 - printed at every start


@dataclass(frozen=True)
class Login:
    """A name to log in by, the role behind it, and what it is for."""

    login: str
    name: str  # German, as colleagues in a German city read it
    role: Role
    whole_city: bool
    shows: str
    office: str = OFFICE


LOGINS = (
    Login("clerk", "Schalter", Role.CLERK, False, "serves at a desk"),
    Login("colleague", "Kollegin", Role.CLERK, False, "swaps duties with the clerk"),
    Login("lead", "Teamleitung", Role.TEAM_LEAD, False, "sees the office as well"),
    Login("manager", "Standortleitung", Role.OFFICE_MANAGER, False, "changes its hours"),
    Login("planner", "Planung", Role.PLANNER, True, "plans staff"),
    Login("phone", "Telefon", Role.PHONE_AGENT, True, "books for callers"),
    Login(
        "council",
        "Personalrat",
        Role.WORKS_COUNCIL,
        True,
        "sees rules and how duties are shared",
    ),
    Login("steering", "Steuerung", Role.STEERING, True, "sees the whole city"),
    Login("worker", "Sachbearbeitung", Role.CASE_WORKER, False, "works on cases", CASES_OFFICE),
    Login(
        "caselead",
        "Leitung der Sachbearbeitung",
        Role.CASE_LEAD,
        False,
        "sees their backlog as well",
        CASES_OFFICE,
    ),
    Login(
        "protection", "Datenschutz", Role.DATA_PROTECTION, False, "sees who read them", CASES_OFFICE
    ),
    Login("admin", "IT-Betrieb", Role.ADMINISTRATOR, True, "may do everything but serve"),
)


PLANNED = ("clerk", "colleague", "lead")
"""Who is planned besides logging in, and so has a week of their own."""


def welcome(*, at: datetime) -> None:
    """Let everybody on the list in; who is there already stays as they are."""
    known = {login.login for login in LOGINS if staff.people_by_login(login.login)}
    for each in LOGINS:
        if each.login in known:
            continue
        office = directory.office(each.office)
        skills = sorted({row.skill.key for row in directory.services(area=office.area.key)})
        newcomer = people.Newcomer(
            login=each.login, name=each.name, email=f"{each.login}@example.org"
        )
        person = people.welcome(newcomer, PASSWORD, by=SYSTEM, at=at)
        where = None if each.whole_city else office.pk
        people.grant(person, each.role, office=where, by=SYSTEM, at=at)
        people.train(person, skills, by=SYSTEM, at=at)
    _link(at)


def _link(at: datetime) -> None:
    """Let some of them be employees of their office, so that they find their week."""
    office = directory.office(OFFICE)
    there = staffing.people_at(office.pk, staffing.today(at))
    for login, employee in zip(PLANNED, there, strict=False):
        if employee.person_id is None:
            duties.link_login(employee.number, login, by=SYSTEM, at=at)
