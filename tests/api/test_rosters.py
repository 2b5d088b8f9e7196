"""Rosters by key: one's own week by the calendar's, plans by a program's."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people import commands as people
from anlauf.people.scopes import Scope
from anlauf.staffing import commands
from anlauf.staffing.models import Roster
from anlauf.staffing.states import RosterState
from tests import make
from tests.staffing import scene
from tests.staffing.scene import MONDAY

pytestmark = pytest.mark.django_db


def shown(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def office(db):
    return scene.office()


@pytest.fixture
def planner():
    _program, key = people.admit_program("Time", [Scope.PLAN], by=SYSTEM, at=make.AT)
    return shown(key)


def test_a_calendars_key_opens_its_own_week_until_it_is_closed(client, office):
    scene.published(office)
    key = commands.open_feed("p1", by=SYSTEM, at=make.AT)
    address = f"/api/v1/my/duties?first={MONDAY}"
    (duty,) = client.get(address, headers=shown(key)).json()
    assert (duty["date"], duty["begins"], duty["office"]) == (str(MONDAY), "06:30", "altona")
    assert duty["employee"] is None
    commands.close_feed("p1", by=SYSTEM, at=make.AT)
    assert client.get(address, headers=shown(key)).status_code == 401


def test_without_a_key_nothing_is_told(client, office):
    scene.published(office)
    assert client.get(f"/api/v1/my/duties?first={MONDAY}").status_code == 401
    assert client.get("/api/v1/rosters").status_code == 401


def test_a_key_without_the_scope_is_refused(client, office):
    _program, key = people.admit_program("Forms", [Scope.BOOK], by=SYSTEM, at=make.AT)
    answer = client.get("/api/v1/rosters", headers=shown(key))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_scope")


def test_a_program_reads_publishes_and_takes_back(client, office, planner):
    row = scene.proposed(office)
    scene.duty(row, "p1", MONDAY)
    told = client.get(f"/api/v1/rosters/{row.pk}", headers=planner).json()
    assert (told["state"], told["duties"][0]["employee"], told["broken"]) == ("proposed", "p1", [])
    assert client.post(f"/api/v1/rosters/{row.pk}/publish", headers=planner).status_code == 200
    assert Roster.objects.get().state == RosterState.PUBLISHED
    assert JournalEntry.objects.get(verb="staffing.roster_published").by_kind == "program"
    assert client.post(f"/api/v1/rosters/{row.pk}/take-back", headers=planner).status_code == 200
    assert Roster.objects.get().state == RosterState.PROPOSED


def test_an_unknown_roster_is_unknown(client, office, planner):
    assert client.get("/api/v1/rosters/4711", headers=planner).status_code == 404
    assert client.post("/api/v1/rosters/4711/publish", headers=planner).status_code == 404
