"""An unlawful roster is published by no road: command, page, interface, command line, city file."""

from pathlib import Path

import pytest
from django.core.management import call_command

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people import commands as people
from anlauf.people.roles import Role
from anlauf.people.scopes import Scope
from anlauf.staffing import audit, commands
from anlauf.staffing.imports import ShiftsInUse, load_shifts
from anlauf.staffing.models import Contract, Roster, ShiftPattern
from anlauf.staffing.states import RosterState
from tests import make
from tests.staffing import scene
from tests.staffing.scene import MONDAY, TUESDAY, clerks_at

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = Path(__file__).parents[2] / "src" / "anlauf"


@pytest.fixture(autouse=True)
def early():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    return scene.office()


def too_soon(office) -> Roster:
    """Late on Monday, early on Tuesday: ten hours of rest."""
    row = scene.proposed(office)
    scene.duty(row, "p1", MONDAY, "late")
    scene.duty(row, "p1", TUESDAY, "early")
    return row


def without_contract(office) -> Roster:
    row = scene.proposed(office)
    scene.duty(row, "p1", MONDAY)
    Contract.objects.filter(employee__number="p1").delete()
    return row


def long_shift(office) -> Roster:
    """Twelve hours without a break, written past the files."""
    row = scene.proposed(office)
    make.shift("long", "08:00-20:00")
    scene.duty(row, "p1", MONDAY, "long")
    return row


def twice(office) -> Roster:
    """A second duty on one day, in a plan of another office."""
    scene.published(office, ("p1", MONDAY))
    other = make.office("mitte", desks=2)
    make.hours(other, "08:00-16:00")
    row = scene.proposed(other)
    duty = scene.duty(row, "p1", MONDAY)
    duty.office = other
    duty.save()
    return row


UNLAWFUL = [too_soon, without_contract, long_shift, twice]


def by_command(row, client):
    with pytest.raises(commands.BreaksRules):
        commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)


def by_page(row, client):
    client.force_login(make.person(role=Role.PLANNER))
    client.post(f"/plans/{row.pk}/publish/")


def by_interface(row, client):
    _program, key = people.admit_program("Time", [Scope.PLAN], by=SYSTEM, at=make.AT)
    headers = {"Authorization": f"Bearer {key}"}
    answer = client.post(f"/api/v1/rosters/{row.pk}/publish", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "breaks_rules")
    told = client.get(f"/api/v1/rosters/{row.pk}", headers=headers).json()
    assert told["broken"]


def by_command_line(row, client):
    call_command("publish_supply", days=14, verbosity=0)
    call_command("solve_rosters", verbosity=0)


@pytest.mark.parametrize("road", [by_command, by_page, by_interface, by_command_line])
@pytest.mark.parametrize("unlawful", UNLAWFUL)
def test_it_stays_unpublished(office, client, unlawful, road):
    row = unlawful(office)
    road(row, client)
    row.refresh_from_db()
    assert row.state == RosterState.PROPOSED
    assert clerks_at(office, TUESDAY) == 0


def test_what_was_replaced_comes_back_only_if_it_is_lawful_now(office):
    former = scene.published(office)
    later = scene.published(office)
    Contract.objects.filter(employee__number="p1").update(weekdays=[4])
    with pytest.raises(commands.BreaksRules):
        commands.take_back(later.pk, {}, by=SYSTEM, at=make.AT)
    former.refresh_from_db()
    assert former.state == RosterState.SUPERSEDED


def test_a_city_file_does_not_make_a_published_roster_unlawful(office):
    row = scene.proposed(office)
    scene.duty(row, "p1", MONDAY, "early")
    scene.duty(row, "p1", TUESDAY, "early")
    commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)
    before = list(ShiftPattern.objects.order_by("pk").values())
    with pytest.raises(ShiftsInUse) as refused:
        load_shifts([], by=SYSTEM, at=make.AT)
    assert row.name in str(refused.value)
    assert list(ShiftPattern.objects.order_by("pk").values()) == before


def test_one_file_alone_lets_a_roster_hold():
    """Whoever looks for another road finds none: nobody else writes that state."""
    writers = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "RosterState.PUBLISHED, published_at" in path.read_text()
        or "_move(one, RosterState.PUBLISHED)" in path.read_text()
    ]
    assert writers == ["staffing/commands/publishing.py"]


def test_the_audit_finds_a_duty_that_was_written_past_the_commands(office):
    row = scene.published(office)
    assert list(audit.differences(at=make.AT)) == []
    scene.duty(row, "p1", TUESDAY, "late")
    found = " ".join(audit.differences(at=make.AT))
    assert "offers another time" in found


def test_the_audit_finds_a_duty_of_somebody_who_is_away(office):
    scene.published(office)
    away = commands.Away("p1", TUESDAY, TUESDAY, scene.LEAVE)
    commands.record_absence(away, by=SYSTEM, at=make.AT)
    assert list(audit.differences(at=make.AT)) == []
    scene.duty(Roster.objects.get(), "p1", TUESDAY)
    found = " ".join(audit.differences(at=make.AT))
    assert "is away" in found
    assert "breaks 'off'" in found
