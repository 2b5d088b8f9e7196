"""Drafts beside each other: asked for, under way, what people would notice, stale."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.evaluation import commands
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.queries import drafts_book
from anlauf.evaluation.states import ScenarioState
from anlauf.people.roles import Role
from anlauf.staffing.commands import rosters
from anlauf.staffing.models import Duty, Roster
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
MONDAY = make.later(7)
FIGURES = ("promise", "near", "lead", "refused", "wait", "late", "long", "lost")


@pytest.fixture
def office():
    made = make.office("altona", desks=4)
    make.hours(made, "08:00-16:00")
    return made


@pytest.fixture
def planner(client):
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


@pytest.fixture
def drafts(office) -> list[Roster]:
    found = []
    for name in ("Long search", "Short search"):
        row = rosters.begin(rosters.Begun(name, MONDAY, 1, [office.pk]), by=SYSTEM, at=make.AT)
        Roster.objects.filter(pk=row.pk).update(state="proposed", cost=0)
        who, shift = make.employee(office, name[:5].lower()), make.shift(name[:5].lower())
        Duty.objects.create(roster=row, employee=who, date=MONDAY, office=office, shift=shift)
        found.append(row)
    return found


def address(drafts) -> str:
    return "/plans/compare/?" + "&".join(f"plan={row.pk}" for row in drafts)


def page(planner, where: str) -> str:
    answer = planner.get(where, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.content.decode())


def do(planner, drafts, what: str):
    numbers = {"plan": [row.pk for row in drafts]}
    return planner.post(f"/plans/compare/{what}/", numbers, headers=ENGLISH)


def played(drafts) -> Scenario:
    """A comparison as a process leaves it: the second draft is worse, and surely so."""
    numbers = [row.pk for row in drafts]
    row = commands.play_drafts(numbers, by=SYSTEM, at=make.AT)
    first, second = (str(number) for number in numbers)
    figure = {
        "drafts": {first: [0.8, 0.7, 0.9], second: [0.7, 0.6, 0.8]},
        "changes": {second: [-0.1, -0.15, -0.05]},
    }
    row.results = {"complete": True, "replications": 40, "figures": dict.fromkeys(FIGURES, figure)}
    row.state, row.played_at, row.city = ScenarioState.PLAYED, make.AT, drafts_book(numbers)
    row.save()
    return row


def test_drafts_can_be_played_from_the_page_that_compares_them(planner, drafts):
    assert "Play these drafts" in page(planner, address(drafts))
    answer = do(planner, drafts, "play")
    assert answer["Location"] == f"{address(drafts)}#played"
    assert Scenario.objects.get().state == ScenarioState.PLAYING
    assert 'hx-trigger="every 3s"' in page(planner, address(drafts))


def test_while_they_are_played_the_page_says_how_far_and_can_stop(planner, drafts):
    do(planner, drafts, "play")
    Scenario.objects.update(done=3, pieces=16)
    now = address(drafts).replace("compare/", "compare/now/")
    assert "3 of 16 pieces" in page(planner, now)
    do(planner, drafts, "stop")
    assert "Stopping" in page(planner, now)


def test_when_it_is_over_the_page_is_asked_for_again(planner, drafts):
    played(drafts)
    answer = planner.get(address(drafts).replace("compare/", "compare/now/"))
    assert answer["HX-Refresh"] == "true"


def test_each_figure_stands_with_its_range_and_the_change_against_the_first(planner, drafts):
    played(drafts)
    text = page(planner, address(drafts))
    assert "Have an appointment within 14 days" in text
    assert "70.0 % to 90.0 %" in text
    assert "−10.0 %" in text
    assert "whatif-change--worse" in text
    assert "Played 40 times" in text
    assert "A draft was changed since" not in text


def test_figures_of_a_draft_that_changed_are_marked_as_old(planner, drafts):
    played(drafts)
    drafts[1].duties.all().delete()
    assert "A draft was changed since" in page(planner, address(drafts))


def test_a_single_draft_or_drafts_of_other_offices_are_not_played(planner, drafts, office):
    assert "What people would notice" not in page(planner, address(drafts[:1]))
    other = rosters.begin(
        rosters.Begun("Nord", MONDAY, 1, [make.office("nord").pk]), by=SYSTEM, at=make.AT
    )
    assert "Only drafts of the same weeks" in page(planner, address([drafts[0], other]))
    assert do(planner, [drafts[0], other], "play").status_code == 404


def test_only_planners_play(client, drafts, office):
    client.force_login(make.person("clerk", role=Role.CLERK, at=office))
    assert do(client, drafts, "play").status_code == 403
    assert not Scenario.objects.exists()
