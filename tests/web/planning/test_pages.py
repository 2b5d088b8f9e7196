"""What steering and office management see, and what they may not."""

import pytest

from anlauf.booking.states import AppointmentState
from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from anlauf.floor import commands as floor
from anlauf.people.roles import Role
from anlauf.web.planning import gather
from tests import make

pytestmark = pytest.mark.django_db
NINE = make.moment("09:00")


@pytest.fixture(autouse=True)
def nine_oclock():
    before = clock.use(clock.StoppedClock(NINE))
    yield
    clock.use(before)


@pytest.fixture
def altona():
    office = make.office("altona", desks=2)
    make.hours(office, "08:00-16:00")
    make.office_day(office, supply=[2] * 96)
    return office


@pytest.fixture
def steering(client):
    client.force_login(make.person("steering", role=Role.STEERING))
    return client


def arrive(office) -> str:
    """Somebody with an appointment at nine comes in."""
    made = make.appointment(make.wish(make.offering(office), at="09:00"))
    return floor.check_in(made.code, office.pk, by=CITIZEN, at=make.moment("08:40")).label


def test_the_city_shows_every_office(steering, altona):
    make.office("harburg")
    page = steering.get("/city/").content.decode()
    assert "Altona" in page
    assert "Harburg" in page


def test_somebody_who_waits_without_an_open_desk_is_seen(steering, altona):
    arrive(altona)
    page = steering.get("/city/", headers={"Accept-Language": "en"}).content.decode()
    assert "Nobody calls" in page
    assert "planning-pin--stuck" in page


def test_a_time_that_is_only_held_is_no_appointment_yet(altona):
    offering = make.offering(altona)
    make.held(make.wish(offering, at="09:00"))
    make.appointment(make.wish(offering, at="10:00"))
    assert gather.appointments(altona, make.DAY) == [(make.tick("10:00"), AppointmentState.BOOKED)]


def test_what_has_not_changed_is_not_sent_again(steering, altona):
    first = steering.get("/city/now/")
    again = steering.get("/city/now/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    arrive(altona)
    changed = steering.get("/city/now/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("query", ["sort=x", "area=x", "sort=&area=", "area=%00", "sort[]=name"])
def test_what_is_not_understood_is_as_if_not_said(steering, altona, query):
    assert steering.get(f"/city/?{query}").status_code == 200


def test_an_office_shows_its_queue_desks_and_hours(steering, altona):
    number = arrive(altona)
    page = steering.get("/office/altona/", headers={"Accept-Language": "en"}).content.decode()
    assert number in page
    assert "Not staffed" in page
    assert "08:00–16:00" in page
    assert "Appointment at 09:00" in page


def test_no_page_of_steering_names_a_clerk(steering, altona):
    person = make.person("somebody", at=altona)
    floor.log_on(altona.desks.first(), person, at=NINE)
    page = steering.get("/office/altona/").content.decode()
    assert person.name not in page


def test_a_clerk_sees_neither(client, altona):
    client.force_login(make.person(role=Role.CLERK, at=altona))
    assert client.get("/city/").status_code == 403
    assert client.get("/office/altona/").status_code == 403


def test_a_team_lead_sees_only_their_own_office(client, altona):
    make.office("harburg")
    client.force_login(make.person(role=Role.TEAM_LEAD, at=altona))
    assert client.get("/office/altona/").status_code == 200
    assert client.get("/office/harburg/").status_code == 403
    assert client.get("/city/").status_code == 403


def test_an_unknown_office_is_a_404(steering):
    make.city()
    assert steering.get("/office/nowhere/").status_code == 404
