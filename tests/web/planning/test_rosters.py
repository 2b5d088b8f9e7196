"""A planner goes from an empty week to a published roster, and citizens see times."""

from datetime import timedelta

import pytest

from anlauf.booking.models import OfficeDay
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people.roles import Role
from anlauf.staffing import commands as staffing
from anlauf.staffing.commands import rosters
from anlauf.staffing.models import Absence, Duty, Roster, ShiftPattern
from anlauf.staffing.states import AbsenceKind, RosterState
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
MONDAY = make.later(7)


@pytest.fixture(autouse=True)
def early():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    made = make.office("altona", desks=4)
    make.hours(made, "08:00-16:00")
    make.offering(made, minutes=10)
    make.shift("early", "07:00-15:30", "12:00-12:30")
    make.shift("middle", "09:00-17:30", "13:00-13:30")
    return made


@pytest.fixture
def planner(client):
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


def begin(planner, office, **said) -> Roster:
    usual = {"name": "December", "first": MONDAY, "weeks": 1, "minutes": 1}
    answer = planner.post("/plans/", usual | {"where": f"office-{office.pk}"} | said)
    assert answer.status_code == 302
    return make.sure(Roster.objects.last())


def proposed(planner, office, people: int = 2) -> Roster:
    """A plan in which everybody has the early duty from Monday to Friday."""
    row = begin(planner, office)
    shift = ShiftPattern.objects.get(key="early")
    everybody = [make.employee(office, f"p{number}") for number in range(people)]
    Duty.objects.bulk_create(
        Duty(roster=row, employee=one, date=make.later(7 + day), office=office, shift=shift)
        for one in everybody
        for day in range(5)
    )
    clerks = {str(half): 2 for half in range(16, 32)}
    needs = [
        {
            "office": office.pk,
            "date": make.later(7 + day).isoformat(),
            "skills": ["residents"],
            "clerks": clerks,
        }
        for day in range(5)
    ]
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PROPOSED, needs=needs, cost=0)
    row.refresh_from_db()
    return row


def publish_pattern(office) -> None:
    """The office is open and nobody is expected there."""
    staffing.publish(office.pk, make.DAY, make.later(20), by=SYSTEM, at=make.AT)


def page(planner, address: str) -> str:
    answer = planner.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_plans_the_page_says_how_to_begin(planner, office):
    assert "There is no plan yet" in page(planner, "/plans/")


def test_a_plan_that_was_begun_is_searched_for_at_once(planner, office):
    row = begin(planner, office)
    assert row.state == RosterState.SOLVING
    assert "Reckoning how many clerks" in page(planner, f"/plans/{row.pk}/")
    assert rosters.take(at=make.AT) is not None


def test_a_first_day_that_is_no_monday_is_refused_with_a_sentence(planner, office):
    answer = planner.post(
        "/plans/",
        {
            "name": "x",
            "first": MONDAY + timedelta(days=1),
            "weeks": 1,
            "minutes": 1,
            "where": f"office-{office.pk}",
        },
        headers=ENGLISH,
    )
    assert answer.status_code == 422
    assert "begins on a Monday" in answer.content.decode()


def test_the_search_can_be_stopped(planner, office):
    row = begin(planner, office)
    planner.post(f"/plans/{row.pk}/stop/")
    row.refresh_from_db()
    assert row.stopping
    assert "Stopping" in page(planner, f"/plans/{row.pk}/now/")


def test_the_overview_shows_where_somebody_is_missing(planner, office):
    row = proposed(planner, office)
    text = page(planner, f"/plans/{row.pk}/")
    assert "Altona" in text
    # both are at lunch at twelve and gone at half past three
    assert "2 h short" in text


def test_a_duty_is_changed_by_a_form_that_shows_price_and_rules(planner, office):
    row = proposed(planner, office)
    address = f"/plans/{row.pk}/altona/p0/{MONDAY.isoformat()}/"
    text = page(planner, address)
    assert "points worse" in text
    assert "as it is" in text
    answer = planner.post(address, {"duty": f"{office.pk}/middle"})
    assert answer.status_code == 302
    duty = row.duties.get(employee__number="p0", date=MONDAY)
    assert duty.shift.key == "middle"
    assert "09:00–17:30" in page(planner, answer["Location"])


def test_a_duty_that_nobody_offers_is_unknown(planner, office):
    row = proposed(planner, office)
    answer = planner.post(f"/plans/{row.pk}/altona/p0/{MONDAY.isoformat()}/", {"duty": "9/none"})
    assert answer.status_code == 404


def test_a_choice_that_breaks_a_rule_says_so(planner, office):
    row = proposed(planner, office)
    away = row.duties.filter(date=MONDAY).order_by("employee__number")[0].employee
    Absence.objects.create(employee=away, first=MONDAY, last=MONDAY, kind=AbsenceKind.AWAY)
    assert "breaks a rule" in page(planner, f"/plans/{row.pk}/altona/p0/{MONDAY.isoformat()}/")


def test_publishing_is_shown_first_and_then_done_in_one_step(planner, office):
    row = proposed(planner, office)
    publish_pattern(office)
    assert "5 days get other times" in page(planner, f"/plans/{row.pk}/publish/")
    assert OfficeDay.objects.get(office=office, date=MONDAY).groups == []
    planner.post(f"/plans/{row.pk}/publish/")
    row.refresh_from_db()
    assert row.state == RosterState.PUBLISHED
    assert OfficeDay.objects.get(office=office, date=MONDAY).groups == [["residents"]]


def test_what_the_referee_calls_invalid_is_not_published_by_the_page(planner, office):
    row = proposed(planner, office)
    away = make.sure(row.duties.filter(date=MONDAY).first()).employee
    Absence.objects.create(employee=away, first=MONDAY, last=MONDAY, kind=AbsenceKind.AWAY)
    answer = planner.post(f"/plans/{row.pk}/publish/", follow=True, headers=ENGLISH)
    text = answer.content.decode()
    assert "breaks 1 rules" in text
    assert "cannot be published" in text
    row.refresh_from_db()
    assert row.state == RosterState.PROPOSED
    assert not OfficeDay.objects.filter(office=office).exists()


def test_a_published_plan_is_taken_back_by_a_button(planner, office):
    row = proposed(planner, office)
    planner.post(f"/plans/{row.pk}/publish/")
    assert "pattern of the season" in page(planner, f"/plans/{row.pk}/take-back/")
    planner.post(f"/plans/{row.pk}/take-back/")
    row.refresh_from_db()
    assert row.state == RosterState.PROPOSED
    assert OfficeDay.objects.get(office=office, date=MONDAY).groups == []


def test_a_clerk_does_not_plan(client, office):
    client.force_login(make.person("clerk", at=office))
    assert client.get("/plans/").status_code == 403
