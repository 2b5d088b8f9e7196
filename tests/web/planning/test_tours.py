"""The pages of tours: the calendar, a day, a team, and the sheet that is taken along."""

import pytest

from anlauf.booking.decisions import CANCEL
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import SYSTEM
from anlauf.people.roles import Role
from anlauf.staffing import commands
from anlauf.staffing.models import Team, Tour, TourPattern
from anlauf.staffing.queries import previews
from anlauf.staffing.states import TourState
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
TUESDAY = make.later(8)
DAY = f"/tours/south/{TUESDAY.isoformat()}/"


@pytest.fixture(autouse=True)
def two_weeks(monkeypatch):
    monkeypatch.setattr(previews, "DAYS_AHEAD", 13)


@pytest.fixture
def team():
    return make.team("south", home=make.office("altona"))


@pytest.fixture
def horn():
    return make.mobile("horn")


@pytest.fixture
def planner(client):
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


def text(response) -> str:
    return str(response.content.decode())


def stop(number: int, office, opens: str, closes: str, **more: str) -> dict[str, str]:
    said = {"office": str(office.pk), "from": opens, "to": closes, **more}
    return {f"{name}{number}": value for name, value in said.items()}


def published(team, *halts) -> Tour:
    commands.plan_tour(team.key, TUESDAY, halts, by=SYSTEM, at=make.AT)
    return commands.publish_tours(team.key, [TUESDAY], {}, by=SYSTEM, at=make.AT)[0]


def booked(horn, clock: str = "09:00") -> Appointment:
    return make.appointment(make.wish(make.offering(horn), at=clock, on=TUESDAY))


def test_without_mobile_offices_or_teams_the_calendar_says_what_to_do(planner):
    make.city()
    assert "no mobile office yet" in text(planner.get("/tours/", headers=ENGLISH))
    make.mobile("horn")
    assert "no team of yours yet" in text(planner.get("/tours/", headers=ENGLISH))


def test_a_team_is_noted_down_and_described_anew(planner, horn):
    make.offering(horn)
    home = make.office("altona")
    said = {
        "name": "Team Süd",
        "home": home.pk,
        "clerks": 2,
        "skills": ["residents"],
        "setup": 30,
        "packing": 20,
        "kit": "Printer\n\n Fingerprint reader ",
    }
    answer = planner.post("/tour-team/", said, headers=ENGLISH)
    assert answer.headers["Location"] == "/tours/team-sud/"
    team = Team.objects.get()
    assert (team.kit, team.packing_minutes) == (["Printer", "Fingerprint reader"], 20)
    assert "called “Team Süd” already" in text(planner.post("/tour-team/", said, headers=ENGLISH))

    planner.post("/tours/team-sud/", said | {"vehicle": "Van"})
    assert Team.objects.get().vehicle == "Van"
    assert "Van" in text(planner.get("/tours/team-sud/", headers=ENGLISH))


def test_a_day_is_planned_published_cancelled_and_taken_back(planner, team, horn):
    assert "add" in text(planner.get("/tours/", headers=ENGLISH))
    planner.post(DAY, stop(0, horn, "09:00", "12:00", room="Library, ground floor"))
    row = Tour.objects.get()
    assert row.state == TourState.PLANNED
    assert row.stops.get().way_minutes == 30
    page = text(planner.get("/tours/", headers=ENGLISH))
    assert "Horn 09:00–12:00" in page
    assert "Planned" in page

    for what, state in (
        ("publish", TourState.PUBLISHED),
        ("cancel", TourState.CANCELLED),
        ("undo", TourState.PUBLISHED),
    ):
        planner.post(f"{DAY}{what}/")
        row.refresh_from_db()
        assert row.state == state
    assert "Open by this tour" in text(planner.get(DAY, headers=ENGLISH))


def test_all_planned_days_of_a_team_are_published_at_once(planner, team, horn):
    for days in (8, 9):
        halts = [make.halt(horn)]
        commands.plan_tour("south", make.later(days), halts, by=SYSTEM, at=make.AT)
    assert "2 days" in text(planner.get("/tours/", headers=ENGLISH))
    planner.post("/tours/south/publish/")
    assert Tour.objects.filter(state=TourState.PUBLISHED).count() == 2


def test_stops_that_cannot_be_driven_are_asked_for_again_with_a_time_that_would_do(
    planner, team, horn
):
    lurup = make.mobile("lurup")
    said = stop(0, horn, "09:00", "12:00") | stop(1, lurup, "12:15", "15:00", way="30")
    answer = planner.post(DAY, said, headers=ENGLISH)
    assert answer.status_code == 422
    assert "until 12:30" in text(answer)
    assert 'value="12:15"' in text(answer)


def test_half_a_place_is_asked_for_again(planner, team, horn):
    answer = planner.post(DAY, {"office0": horn.pk, "from0": "09:00"}, headers=ENGLISH)
    assert answer.status_code == 422
    answer = planner.post(DAY, {"from0": "09:00", "to0": "12:00"}, headers=ENGLISH)
    assert "give the place and both times" in text(answer)
    assert not Tour.objects.exists()


def test_cancelling_asks_about_everybody_who_booked_and_then_does_it(planner, team, horn):
    published(team, make.halt(horn))
    row = booked(horn)
    asked = planner.post(f"{DAY}cancel/", headers=ENGLISH)
    assert asked.status_code == 409
    assert row.code in text(asked)
    assert Tour.objects.get().state == TourState.PUBLISHED

    planner.post(f"{DAY}cancel/", {f"choice-{row.pk}": CANCEL.choice})
    row.refresh_from_db()
    assert row.state == AppointmentState.CANCELLED
    assert Tour.objects.get().state == TourState.CANCELLED


def test_shortening_a_published_tour_carries_the_form_through_the_decision(planner, team, horn):
    published(team, make.halt(horn))
    row = booked(horn, "11:30")
    said = stop(0, horn, "09:00", "11:00", way="10")
    asked = planner.post(DAY, said, headers=ENGLISH)
    assert asked.status_code == 409
    assert '<input type="hidden" name="to0" value="11:00">' in text(asked)
    planner.post(DAY, said | {f"choice-{row.pk}": "keep"})
    assert Tour.objects.get().stops.get().end == make.tick("11:00")


def test_a_habit_is_noted_down_laid_out_and_removed(planner, team, horn):
    said = {f"habit-{name}": value for name, value in stop(0, horn, "09:00", "13:00").items()}
    said |= {"habit-weekday": "1", "habit-rhythm": "nth2"}
    planner.post("/tours/south/habits/", said)
    habit = TourPattern.objects.get()
    assert (habit.weekday, habit.nth) == (1, [2])
    page = text(planner.get("/tours/south/", headers=ENGLISH))
    assert "the second of the month" in page

    period = {"first": make.DAY.isoformat(), "last": make.later(60).isoformat()}
    answer = planner.post("/tours/south/lay-out/", period, headers=ENGLISH, follow=True)
    assert "2 days are planned" in text(answer)
    planner.post(f"/tours/south/habits/{habit.pk}/drop/")
    assert not TourPattern.objects.exists()
    assert planner.post("/tours/south/lay-out/", {"first": ""}).status_code == 422


def test_the_sheet_says_when_to_leave_what_to_take_and_who_has_booked_without_names(
    client, team, horn
):
    team.kit = ["Printer"]
    team.setup_minutes = 30
    team.save()
    published(team, make.halt(horn, way=25, room="Library"))
    row = booked(horn)
    client.force_login(make.person("clerk", at=horn))
    page = text(client.get(f"{DAY}sheet/", headers=ENGLISH))
    for words in ("08:05", "08:30", "09:00–12:00", "Library", "Printer", row.code, "As of "):
        assert words in page
    assert str(Tour.objects.get().date.day) in text(client.get("/my/tours/", headers=ENGLISH))

    paper = client.get(f"{DAY}paper/", headers=ENGLISH)
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_who_plans_but_does_not_work_there_sees_no_appointments(client, team, horn):
    published(team, make.halt(horn))
    row = booked(horn)
    client.force_login(make.person("clerk", at=team.home))
    page = text(client.get(f"{DAY}sheet/", headers=ENGLISH))
    assert row.code not in page
    assert "shown to those who work there" in page


def test_a_stranger_finds_neither_sheet_nor_calendar(client, team, horn):
    published(team, make.halt(horn))
    client.force_login(make.person("clerk", at=make.office("elsewhere")))
    assert client.get(f"{DAY}sheet/").status_code == 404
    assert client.get("/tours/").status_code == 403
    assert "No tour is published" in text(client.get("/my/tours/", headers=ENGLISH))


def test_a_manager_plans_only_teams_of_their_own_office(client, team, horn):
    manager = make.person("manager", role=Role.OFFICE_MANAGER, at=make.office("elsewhere"))
    client.force_login(manager)
    assert client.get(DAY).status_code == 404
    assert client.post(f"{DAY}cancel/").status_code == 404


def test_addresses_that_name_no_day_are_not_found(planner, team):
    assert planner.get("/tours/south/soon/").status_code == 404
    assert planner.post(f"{DAY}cancel/").status_code == 404
    assert planner.post(f"{DAY}fly/").status_code == 404
    found = planner.get("/tours/", {"team": "south", "on": TUESDAY.isoformat()})
    assert found.headers["Location"] == DAY
