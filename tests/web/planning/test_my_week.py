"""What somebody works, their calendar, and a colleague who cannot come."""

import re

import pytest

from anlauf.booking.models import OfficeDay
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people.roles import Role
from anlauf.staffing import commands, queries
from anlauf.staffing.models import Absence, Duty, Roster, ShiftPattern
from anlauf.staffing.states import AbsenceKind, RosterState
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def early():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    made = make.office("altona", desks=4)
    make.hours(made, "08:00-16:00")
    make.shift("early", "07:00-15:30", "12:00-12:30")
    return made


@pytest.fixture
def roster(office) -> Roster:
    """A published week from today on: p0 and p1 work early, p2 is free."""
    for number in range(3):
        make.employee(office, f"p{number}", hours=8)
    wanted = commands.Begun("November", make.DAY, 1, [office.pk])
    row = commands.begin(wanted, by=SYSTEM, at=make.AT)
    clerks = {str(half): 2 for half in range(16, 31)}
    need = {
        "office": office.pk,
        "date": make.DAY.isoformat(),
        "skills": ["residents"],
        "clerks": clerks,
    }
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PROPOSED, needs=[need])
    shift = ShiftPattern.objects.get()
    for one in queries.employees_of(row)[:2]:
        Duty.objects.create(roster=row, employee=one, date=make.DAY, office=office, shift=shift)
    return commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)


def clerks_at(office, clock: str) -> int:
    day = OfficeDay.objects.get(office=office, date=make.DAY)
    return sum(bytes(day.supply)[make.tick(clock) :: 288])


@pytest.fixture
def clerk(client, office, roster):
    person = make.person("clerk", at=office)
    employee = queries.employee_numbered("p0")
    employee.person = person
    employee.save()
    client.force_login(person)
    return client


def test_my_week_shows_duties_with_place_and_break(clerk):
    text = clerk.get("/my/week/", headers=ENGLISH).content.decode()
    assert "07:00–15:30" in text
    assert "12:00–12:30" in text


def test_who_is_not_planned_is_told_whom_to_ask(client, office):
    client.force_login(make.person("other", at=office))
    assert "belongs to nobody" in client.get("/my/week/", headers=ENGLISH).content.decode()


def test_a_secret_link_opens_the_calendar_until_another_is_made(clerk, client):
    clerk.post("/my/week/calendar/")
    link = make.sure(re.search(r"/calendar/[\w-]+\.ics", clerk.get("/my/week/").content.decode()))
    body = client.get(link[0]).content.decode()
    assert body.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART:20261123T060000Z" in body
    assert link[0] not in clerk.get("/my/week/").content.decode()
    clerk.post("/my/week/calendar/")
    assert client.get(link[0]).status_code == 404


def test_a_link_can_be_closed(clerk, client):
    clerk.post("/my/week/calendar/")
    link = make.sure(re.search(r"/calendar/[\w-]+\.ics", clerk.get("/my/week/").content.decode()))
    clerk.post("/my/week/calendar/", {"close": "1"})
    assert client.get(link[0]).status_code == 404


def test_a_wrong_link_opens_nothing(client, office):
    assert client.get("/calendar/wrong.ics").status_code == 404


@pytest.fixture
def lead(client, office, roster):
    client.force_login(make.person("lead", role=Role.TEAM_LEAD, at=office))
    return client


def test_of_whoever_cannot_come_the_colleagues_who_could_are_shown(lead):
    assert "P0" in lead.get("/office/altona/call-in/", headers=ENGLISH).content.decode()
    text = lead.get("/office/altona/call-in/?who=p0", headers=ENGLISH).content.decode()
    assert "P2" in text
    assert "is free" in text
    assert "saves" in text
    assert 'value="p1"' not in text  # works already


def test_one_press_gives_the_duty_to_a_colleague(lead, office):
    before = clerks_at(office, "09:00")
    lead.post("/office/altona/call-in/", {"who": "p0", "stand_in": "p2", "days": "1"})
    assert [one.employee.number for one in queries.duties_on(office.pk, make.DAY)] == ["p1", "p2"]
    assert clerks_at(office, "09:00") == before == 2
    absence = Absence.objects.get()
    assert (absence.kind, absence.first, absence.last) == (AbsenceKind.AWAY, make.DAY, make.DAY)


def test_without_a_colleague_there_is_less_to_book(lead, office):
    lead.post("/office/altona/call-in/", {"who": "p0", "stand_in": "", "days": "3"})
    assert clerks_at(office, "09:00") == 1
    assert Absence.objects.get().last == make.later(2)


@pytest.mark.parametrize("days", ["", "0", "-1", "soon", "43", "9" * 5000])
def test_days_that_cannot_be_counted_are_asked_for_again(lead, office, days):
    said = {"who": "p0", "stand_in": "p2", "days": days}
    answer = lead.post("/office/altona/call-in/", said, headers=ENGLISH, follow=True)
    assert "a number from 1 to 42" in answer.content.decode()
    assert not Absence.objects.exists()


def test_a_colleague_whom_the_referee_forbids_cannot_stand_in(lead, office):
    lead.post("/office/altona/call-in/", {"who": "p0", "stand_in": "p1", "days": "1"})
    assert not Absence.objects.exists()
    assert clerks_at(office, "09:00") == 2


def test_who_is_forgotten_leaves_a_number(office, roster):
    commands.forget("p0", by=SYSTEM, at=make.AT)
    row = queries.employee_numbered("p0")
    assert (row.name, row.person, row.left_on) == ("p0", None, make.DAY)
