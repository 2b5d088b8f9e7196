"""Drafts of a roster are played with the same people, kept, and stale when one changes."""

import pytest

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.engine.study import Crew
from anlauf.evaluation import commands, playing, queries
from anlauf.evaluation.models import Scenario, StudyPiece
from anlauf.evaluation.states import ScenarioState
from anlauf.staffing.commands import rosters
from anlauf.staffing.models import Duty, Employee, Roster, ShiftPattern
from anlauf.staffing.states import RosterState
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.later(7)


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(playing, "crew", Crew)
    monkeypatch.setattr(playing, "BEAT", 3600.0)  # another connection does not see the test's rows
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    """An office where four clerks are usual all week."""
    made = make.office("altona", desks=4)
    make.hours(made, "08:00-16:00")
    make.offering(made, minutes=10)
    make.shift("early", "07:30-16:00", "12:00-12:30")
    make.pattern(made, clerks=3)
    for number in range(4):
        make.employee(made, f"p{number}")
    return made


def draft(office, people: int) -> Roster:
    """A week in which so many work every day."""
    row = rosters.begin(
        rosters.Begun(f"{people} people", MONDAY, 1, [office.pk]), by=SYSTEM, at=make.AT
    )
    shift = ShiftPattern.objects.get(key="early")
    Duty.objects.bulk_create(
        Duty(roster=row, employee=one, date=make.later(7 + day), office=office, shift=shift)
        for one in Employee.objects.order_by("number")[:people]
        for day in range(5)
    )
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PROPOSED)
    return row


def play(*drafts: Roster) -> Scenario:
    row = commands.play_drafts([one.pk for one in drafts], by=SYSTEM, at=make.AT)
    Scenario.objects.filter(pk=row.pk).update(replications=10)
    return playing.play_taken(make.sure(commands.take_scenario(at=make.AT)))


def test_a_draft_with_more_people_keeps_the_promise_better(office):
    few, many = draft(office, 1), draft(office, 4)
    row = play(few, many)
    assert row.state == ScenarioState.PLAYED
    figures = row.results["figures"]
    value, low, _high = figures["wait"]["changes"][str(many.pk)]
    assert value < 0
    assert low < value
    assert figures["lead"]["changes"][str(many.pk)][2] < 0
    assert "promise/altona" in figures


def test_the_same_duties_differ_by_nothing_at_all(office):
    one, other = draft(office, 2), draft(office, 2)
    figures = play(one, other).results["figures"]
    for name in ("promise", "lead", "wait", "lost"):
        assert figures[name]["changes"][str(other.pk)] == [0.0, 0.0, 0.0]


def test_what_was_played_is_kept_until_a_draft_changes(office):
    few, many = draft(office, 1), draft(office, 4)
    row = play(few, many)
    pieces = StudyPiece.objects.count()
    assert not queries.drafts_changed(row)

    many.duties.order_by("-pk")[0].delete()

    assert queries.drafts_changed(row)
    again = play(few, many)
    assert again.pk == row.pk
    assert not queries.drafts_changed(again)
    assert pieces < StudyPiece.objects.count() < 2 * pieces  # the first draft is taken as it was


def test_the_first_draft_is_the_measure(office):
    few, many = draft(office, 1), draft(office, 4)
    assert play(few, many).pk != play(many, few).pk


def test_an_empty_draft_is_not_played(office):
    row = play(draft(office, 0), draft(office, 4))
    assert (row.state, row.results) == (ScenarioState.STOPPED, {})


def test_while_it_is_played_it_is_not_asked_for_again(office):
    drafts = [draft(office, 1).pk, draft(office, 4).pk]
    commands.play_drafts(drafts, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.IsBeingPlayed):
        commands.play_drafts(drafts, by=SYSTEM, at=make.AT)


def test_comparisons_are_not_on_the_list_of_scenarios(office):
    row = play(draft(office, 1), draft(office, 4))
    assert queries.scenarios() == []
    with pytest.raises(Unknown):
        queries.scenario(row.key)


def test_the_journal_says_who_compared(office):
    play(draft(office, 1), draft(office, 4))
    assert JournalEntry.objects.filter(verb="evaluation.drafts_compared").count() == 1
