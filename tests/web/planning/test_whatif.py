"""The workbench: a scenario is begun, changed, played, shown, copied, removed and restored."""

import pytest

from anlauf.core import clock
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import ScenarioState
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
FIGURES = {
    name: {"today": [5.0, 4.0, 6.0], "then": [3.0, 2.5, 3.5], "change": [-2.0, -2.5, -1.5]}
    for name in ("wait", "lead", "served", "wait/altona", "lead/altona", "lead/pop-up")
}


@pytest.fixture(autouse=True)
def early():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def offices():
    made = [make.office(key, desks=4, short=key.title()) for key in ("altona", "harburg")]
    for one in made:
        make.offering(one, minutes=15)
    return made


@pytest.fixture
def steering(client, offices):
    client.force_login(make.person("steering", role=Role.STEERING))
    return client


def text(response) -> str:
    return str(response.content.decode())


def begun(steering) -> Scenario:
    steering.post("/what-if/", {"name": "More passports"})
    return Scenario.objects.get()


def test_without_scenarios_the_page_says_how_to_begin(steering):
    assert "There is no scenario yet" in text(steering.get("/what-if/", headers=ENGLISH))


def test_a_name_is_needed(steering):
    answer = steering.post("/what-if/", {"name": ""}, headers=ENGLISH)
    assert answer.status_code == 422


ANSWERS = {
    "demand": ({"percent": "20", "kind": "", "place": ""}, "+20 % people at all offices"),
    "spread": ({"percent": "50"}, "Reminder letters take 50 %"),
    "hours": (
        {"weekdays": ["0", "1"], "opens": "10:00", "closes": "18:00", "place": "altona"},
        "Open from 10:00 to 18:00 on Monday, Tuesday at Altona",
    ),
    "best_hours": ({"place": "altona"}, "The best opening hours"),
    "desks": ({"more": "2", "place": ""}, "+2 desks at all offices"),
    "staff": ({"more": "-1", "place": "altona"}, "−1 clerk each day at Altona"),
    "everything": ({"place": ""}, "Everybody can serve everything"),
    "pop_up": (
        {
            "name": "Town hall",
            "desks": "60",
            "clerks": "40",
            "percent": "15",
            "opens": "08:00",
            "closes": "18:00",
        },
        "A new office “Town hall” with 60 desks",
    ),
    "merge": ({"place": "altona", "into": "harburg"}, "Altona moves into Harburg"),
    "law": ({"kind": "", "minutes": "5", "percent": "5"}, "A new law"),
    "release": (
        {"horizon_days": "28", "same_day": "20", "overbooking": "0"},
        "Appointments open 28 days ahead",
    ),
}


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_every_kind_of_change_is_asked_for_and_said(steering, kind):
    row = begun(steering)
    said, words = ANSWERS[kind]
    address = f"/what-if/{row.key}/add/{kind}/"
    assert steering.get(address).status_code == 200
    page = text(steering.post(address, said, follow=True, headers=ENGLISH))
    assert words in page
    page = text(steering.post(f"/what-if/{row.key}/drop/0/", follow=True, headers=ENGLISH))
    assert "Nothing yet" in page


def test_two_offices_that_are_one_are_not_merged(steering):
    row = begun(steering)
    answer = steering.post(
        f"/what-if/{row.key}/add/merge/", {"place": "altona", "into": "altona"}, headers=ENGLISH
    )
    assert answer.status_code == 422
    assert "two different offices" in text(answer)


def test_playing_shows_how_far_it_is_and_can_be_stopped(steering):
    row = begun(steering)
    steering.post(f"/what-if/{row.key}/add/demand/", ANSWERS["demand"][0])
    page = text(steering.post(f"/what-if/{row.key}/play/", follow=True, headers=ENGLISH))
    assert "It begins in a moment" in page
    assert "pieces" in text(progress(steering, row))
    page = text(steering.post(f"/what-if/{row.key}/stop/", follow=True, headers=ENGLISH))
    assert "Stopping" in page


def progress(steering, row):
    Scenario.objects.filter(pk=row.pk).update(done=3, pieces=40)
    return steering.get(f"/what-if/{row.key}/now/", headers=ENGLISH)


def finished(steering) -> Scenario:
    row = begun(steering)
    Scenario.objects.filter(pk=row.pk).update(
        state=ScenarioState.PLAYED,
        played_at=make.AT,
        changes=[{"change": "desks", "more": 1, "place": ""}],
        results={"complete": True, "replications": 100, "figures": FIGURES},
    )
    return row


def test_results_are_shown_for_the_city_and_by_office(steering):
    row = finished(steering)
    page = text(steering.get(f"/what-if/{row.key}/", headers=ENGLISH))
    assert "100 years of the whole city" in page
    assert "whatif-change--better" in page
    assert "Altona" in page
    assert "whatif-chart" in page
    assert steering.get(f"/what-if/{row.key}/?figure=wait").status_code == 200


def test_a_scenario_is_handed_on_as_a_pdf(steering):
    answer = steering.get(f"/what-if/{finished(steering).key}/paper/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_when_it_is_over_the_page_loads_itself_again(steering):
    row = finished(steering)
    assert steering.get(f"/what-if/{row.key}/now/").headers["HX-Refresh"] == "true"


def test_scenarios_stand_side_by_side(steering):
    row = finished(steering)
    page = text(steering.get(f"/what-if/beside/?with={row.key}", headers=ENGLISH))
    assert "More passports" in page
    assert "Mean wait" in page
    assert "Nothing was chosen" in text(steering.get("/what-if/beside/", headers=ENGLISH))


def test_a_scenario_is_copied_renamed_removed_and_restored(steering):
    row = finished(steering)
    page = text(steering.post(f"/what-if/{row.key}/copy/", follow=True, headers=ENGLISH))
    assert "Copy of More passports" in page
    steering.post(f"/what-if/{row.key}/name/", {"name": "Fewer"})
    page = text(steering.post(f"/what-if/{row.key}/remove/", follow=True, headers=ENGLISH))
    assert "off the list" in page
    assert "Fewer" not in text(steering.get("/what-if/")).split("<h1")[1]
    page = text(steering.post(f"/what-if/{row.key}/restore/", follow=True, headers=ENGLISH))
    assert "on the list again" in page


def test_unknown_scenarios_changes_and_deeds_are_unknown(steering):
    row = begun(steering)
    for address in ("/what-if/nothing/", f"/what-if/{row.key}/add/magic/"):
        assert steering.get(address).status_code == 404
    assert steering.post(f"/what-if/{row.key}/explode/").status_code == 404


def test_a_clerk_tries_nothing_out(client, offices):
    client.force_login(make.person("clerk", at=offices[0]))
    assert client.get("/what-if/").status_code == 403
