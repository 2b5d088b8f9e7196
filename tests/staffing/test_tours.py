"""Tours open offices: published, changed, cancelled and taken back, with everybody in conflict."""

from datetime import date, timedelta

import pytest

from anlauf.booking import audit as booking_audit
from anlauf.booking import commands as booking
from anlauf.booking.decisions import CANCEL, KEEP
from anlauf.booking.models import OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.directory.models import Office, OpeningException
from anlauf.staffing import audit, commands, queries
from anlauf.staffing.models import Change, Stop, Team, ToTell, Tour
from anlauf.staffing.queries import previews
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import COMES, STAYS_AWAY, Halt
from tests import make
from tests.staffing import scene

pytestmark = pytest.mark.django_db

TUESDAY = make.later(8)
AFTER = make.later(9)


@pytest.fixture(autouse=True)
def two_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less to reckon."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 13)


@pytest.fixture
def team() -> Team:
    return make.team()


@pytest.fixture
def horn() -> Office:
    return make.mobile("horn")


@pytest.fixture
def lurup() -> Office:
    return make.mobile("lurup")


def planned(team: Team, *halts: Halt, on: date = TUESDAY) -> Tour:
    return commands.plan_tour(team.key, on, halts, by=SYSTEM, at=make.AT)


def published(team: Team, *halts: Halt, on: date = TUESDAY) -> Tour:
    planned(team, *halts, on=on)
    return commands.publish_tours(team.key, [on], {}, by=SYSTEM, at=make.AT)[0]


def cancelled(team: Team, decisions=None, on: date = TUESDAY) -> Tour:
    return commands.cancel_tour(team.key, on, decisions or {}, by=SYSTEM, at=make.AT)


def undone(team: Team, decisions=None, on: date = TUESDAY) -> Tour:
    return commands.undo_tour(team.key, on, decisions or {}, by=SYSTEM, at=make.AT)


def clerks_at(place: Office, clock: str = "10:00", on: date = TUESDAY) -> int:
    return scene.clerks_at(place, on, clock)


def door(place: Office, on: date = TUESDAY) -> tuple[list[str], str]:
    explained = directory.opening_explained(place, on)
    return [str(span) for span in explained.spans], explained.reason


def nothing_differs() -> None:
    assert not list(audit.differences(at=make.AT))
    assert not list(booking_audit.differences())


def test_a_planned_tour_opens_nothing(team, horn):
    planned(team, make.halt(horn))
    assert clerks_at(horn) == 0
    assert door(horn) == ([], "")
    assert not OfficeDay.objects.exists()
    nothing_differs()


def test_a_published_tour_gives_its_offices_hours_and_clerks_whom_citizens_can_book(
    team, horn, lurup
):
    published(team, make.halt(horn), make.halt(lurup, "13:00-16:00", way=30))
    assert (clerks_at(horn), clerks_at(lurup)) == (2, 0)
    assert clerks_at(lurup, "13:00") == 2
    assert door(horn) == (["09:00–12:00"], COMES["de"])
    assert door(lurup) == (["13:00–16:00"], COMES["de"])

    offering = make.offering(horn, minutes=30)
    made = make.appointment(make.wish(offering, at="09:30", on=TUESDAY))
    assert made.state == AppointmentState.BOOKED
    nothing_differs()


def test_a_team_brings_no_more_clerks_than_there_are_desks(horn):
    published(make.team("many", clerks=5), make.halt(horn))
    assert clerks_at(horn) == 5
    assert max(bytes(OfficeDay.objects.get(office=horn).desks)) == 2


def test_publishing_leaves_a_journal_entry_and_a_line_in_each_offices_history(team, horn, lurup):
    published(team, make.halt(horn), make.halt(lurup, "13:00-16:00", way=30))
    entries = JournalEntry.objects.filter(verb="staffing.tour_written").order_by("pk")
    assert [entry.facts["state"] for entry in entries] == ["planned", "published"]
    assert {row.office for row in Change.objects.all()} == {horn, lurup}


def test_an_undecided_conflict_keeps_a_tour_where_it_is(team, horn):
    published(team, make.halt(horn))
    booked = make.appointment(make.wish(make.offering(horn, minutes=30), at="11:00", on=TUESDAY))
    with pytest.raises(booking.SupplyConflicts) as refused:
        cancelled(team)
    assert refused.value.codes == (booked.code,)
    assert queries.tour_on(team, TUESDAY).state == TourState.PUBLISHED
    assert clerks_at(horn) == 2

    with pytest.raises(booking.SupplyConflicts):
        commands.change_tour(
            team.key, TUESDAY, [make.halt(horn, "09:00-11:00")], {}, by=SYSTEM, at=make.AT
        )
    assert door(horn)[0] == ["09:00–12:00"]
    nothing_differs()


def test_conflicts_of_all_offices_are_named_at_once(team, horn, lurup):
    published(team, make.halt(horn), make.halt(lurup, "13:00-16:00", way=30))
    first = make.appointment(make.wish(make.offering(horn), at="09:00", on=TUESDAY))
    second = make.appointment(make.wish(make.offering(lurup), at="14:00", on=TUESDAY))
    with pytest.raises(booking.SupplyConflicts) as refused:
        cancelled(team)
    assert set(refused.value.codes) == {first.code, second.code}
    day = queries.cancelled_day(queries.tour_on(team, TUESDAY))
    shown = queries.preview_tours([day], day.offices, at=make.AT)
    assert {row.code for one in shown for row in one.conflicts} == {first.code, second.code}


def test_a_cancelled_tour_closes_what_was_announced_and_tells_whom_to_call(team, horn):
    make.hours(horn, "08:00-16:00")  # the weekly hours must not open it either
    make.pattern(horn)
    published(team, make.halt(horn))
    gone = make.appointment(make.wish(make.offering(horn), at="09:00", on=TUESDAY))
    cancelled(team, {gone.pk: CANCEL})
    assert clerks_at(horn) == 0
    assert door(horn) == ([], STAYS_AWAY["de"])
    assert ToTell.objects.get().appointment == gone
    nothing_differs()


def test_a_cancellation_is_taken_back_and_gives_places_again(team, horn):
    published(team, make.halt(horn))
    kept = make.appointment(make.wish(make.offering(horn), at="09:00", on=TUESDAY))
    cancelled(team, {kept.pk: KEEP})
    undone(team)
    kept.refresh_from_db()
    assert kept.lane is not None
    assert clerks_at(horn) == 2
    assert queries.tour_on(team, TUESDAY).state == TourState.PUBLISHED
    nothing_differs()


def test_publishing_is_taken_back_and_weekly_hours_hold_again(team, horn):
    make.hours(horn, "08:00-16:00")
    make.pattern(horn)
    published(team, make.halt(horn))
    undone(team)
    assert queries.tour_on(team, TUESDAY).state == TourState.PLANNED
    assert clerks_at(horn, "15:00") == 1
    assert not OpeningException.objects.exists()
    nothing_differs()


def test_a_published_tour_that_leaves_an_office_out_closes_it(team, horn, lurup):
    make.hours(horn, "08:00-16:00")
    make.pattern(horn)
    published(team, make.halt(horn), make.halt(lurup, "13:00-16:00", way=30))
    halts = [make.halt(lurup, "09:00-16:00")]
    commands.change_tour(team.key, TUESDAY, halts, {}, by=SYSTEM, at=make.AT)
    assert door(horn) == ([], STAYS_AWAY["de"])
    assert clerks_at(lurup) == 2
    nothing_differs()
    undone(team)
    assert door(horn)[0] == ["09:00–12:00"]
    assert clerks_at(lurup) == 0
    nothing_differs()


def test_two_teams_share_a_place_one_after_the_other(team, horn):
    published(team, make.halt(horn, "08:00-11:00"))
    published(make.team("east"), make.halt(horn, "12:00-15:00"))
    assert door(horn)[0] == ["08:00–11:00", "12:00–15:00"]
    assert [clerks_at(horn, clock) for clock in ("08:00", "11:30", "14:00")] == [2, 0, 2]
    cancelled(team)
    assert door(horn)[0] == ["12:00–15:00"]
    nothing_differs()


def test_a_place_has_one_team_at_a_time(team, horn):
    planned(team, make.halt(horn))
    with pytest.raises(commands.PlaceTaken) as refused:
        planned(make.team("east"), make.halt(horn, "11:30-14:00"))
    assert "South" in str(refused.value)
    assert "30" in str(refused.value)


def test_a_way_that_does_not_fit_is_refused_with_a_time_that_would(team, horn, lurup):
    with pytest.raises(commands.TooClose) as refused:
        planned(team, make.halt(horn), make.halt(lurup, "12:15-16:00", way=30))
    assert "Lurup" in str(refused.value)
    assert "12:30" in str(refused.value)
    planned(team, make.halt(horn), make.halt(lurup, "12:30-16:00", way=30))


def test_a_team_drives_on_working_days_that_are_not_over_to_mobile_offices(team, horn):
    christmas = date(make.DAY.year, 12, 25)
    with pytest.raises(commands.OnHoliday):
        planned(team, make.halt(horn), on=christmas)
    with pytest.raises(commands.DayHasPassed):
        planned(team, make.halt(horn), on=make.later(-1))
    with pytest.raises(commands.OpensByItself):
        planned(team, make.halt(make.office("altona")))
    with pytest.raises(commands.NoStop):
        planned(team)
    assert not Tour.objects.exists()


def test_an_office_with_a_day_of_its_own_is_not_overruled(team, horn):
    OpeningException.objects.create(
        office=horn, date=TUESDAY, kind="closed", reason={"de": "Wasserschaden"}
    )
    with pytest.raises(commands.HasOwnHours):
        planned(team, make.halt(horn))


def test_a_team_has_one_tour_a_day_and_a_cancelled_plan_makes_room(team, horn):
    planned(team, make.halt(horn))
    with pytest.raises(commands.TourAlready):
        planned(team, make.halt(horn))
    cancelled(team)
    planned(team, make.halt(horn, "10:00-12:00"))
    assert queries.tour_on(team, TUESDAY).state == TourState.PLANNED


def test_what_people_were_told_is_taken_back_before_anything_else(team, horn):
    published(team, make.halt(horn))
    cancelled(team)
    with pytest.raises(commands.TakeBackFirst):
        planned(team, make.halt(horn))
    with pytest.raises(commands.TakeBackFirst):
        commands.change_tour(team.key, TUESDAY, [make.halt(horn)], {}, by=SYSTEM, at=make.AT)


def test_what_was_never_changed_is_not_taken_back(team, horn):
    planned(team, make.halt(horn))
    with pytest.raises(queries.NothingBefore):
        undone(team)
    with pytest.raises(Unknown):
        undone(team, on=AFTER)


def test_whom_a_roster_names_for_a_mobile_office_serves_there_instead_of_the_crew(team):
    place = scene.office()
    Office.objects.filter(pk=place.pk).update(kind="mobile")
    scene.published(place, ("p1", scene.MONDAY))
    published(team, make.halt(place), on=scene.MONDAY)
    published(team, make.halt(place), on=scene.TUESDAY)
    assert scene.clerks_at(place, scene.MONDAY) == 1
    assert scene.clerks_at(place, scene.TUESDAY) == 2
    nothing_differs()


def test_another_crew_changes_what_published_tours_promise(team, horn):
    published(team, make.halt(horn))
    first = make.appointment(make.wish(make.offering(horn), at="09:00", on=TUESDAY))
    second = make.appointment(make.wish(make.offering(horn), at="09:00", on=TUESDAY))
    said = commands.Described(team.name, team.home_id, 1, ("residents",))
    with pytest.raises(booking.SupplyConflicts):
        commands.change_team(team.key, said, {}, by=SYSTEM, at=make.AT)
    decisions = {first.pk: KEEP, second.pk: KEEP}
    commands.change_team(team.key, said, decisions, by=SYSTEM, at=make.AT)
    assert clerks_at(horn) == 1
    nothing_differs()


def test_a_habit_is_laid_out_and_says_which_days_it_left_out(team, horn):
    habit = commands.Habit(TUESDAY.weekday(), (make.halt(horn),))
    commands.set_habit(team.key, habit, by=SYSTEM, at=make.AT)
    OpeningException.objects.create(
        office=horn, date=TUESDAY, kind="closed", reason={"de": "Wasserschaden"}
    )
    since, until = make.DAY, make.later(27)
    done = commands.lay_out(team.key, since, until, by=SYSTEM, at=make.AT)
    every = [make.DAY + timedelta(days=n) for n in range(28)]
    tuesdays = [on for on in every if on.weekday() == TUESDAY.weekday()]
    assert done.planned == [on for on in tuesdays if on != TUESDAY]
    assert [(on, refused.code) for on, refused in done.left_out] == [
        (TUESDAY, "office_has_own_day")
    ]
    again = commands.lay_out(team.key, since, until, by=SYSTEM, at=make.AT)
    assert again.planned == []


def test_every_second_tuesday_of_the_month_is_one_day_a_month(team, horn):
    habit = commands.Habit(1, (make.halt(horn),), nth=(2,), valid_from=date(2027, 1, 1))
    commands.set_habit(team.key, habit, by=SYSTEM, at=make.AT)
    done = commands.lay_out(team.key, date(2026, 12, 1), date(2027, 3, 31), by=SYSTEM, at=make.AT)
    assert done.planned == [date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9)]
    row = queries.patterns_of(team)[0]
    commands.drop_habit(team.key, row.pk, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.PatternGone):
        commands.drop_habit(team.key, row.pk, by=SYSTEM, at=make.AT)


def test_two_teams_have_two_names(team):
    said = commands.Described("South", team.home_id, 2, ("residents",), kit=("Printer",))
    with pytest.raises(commands.NameIsTaken):
        commands.make_team(said, by=SYSTEM, at=make.AT)
    other = commands.Described("Süd 2", team.home_id, 2, ("residents",), kit=("Printer",))
    made = commands.make_team(other, by=SYSTEM, at=make.AT)
    assert (made.key, made.kit) == ("sud-2", ["Printer"])


def test_the_audit_finds_hours_without_a_tour_and_tours_without_hours(team, horn):
    published(team, make.halt(horn))
    Stop.objects.all().update(end=make.tick("11:00"))
    found = list(audit.differences(at=make.AT))
    assert any("other hours" in line for line in found)
    Tour.objects.all().delete()
    assert any("other hours" in line for line in audit.differences(at=make.AT))


def test_the_audit_finds_two_teams_at_one_place(team, horn):
    published(team, make.halt(horn, "08:00-11:00"))
    published(make.team("east"), make.halt(horn, "12:00-15:00"))
    Stop.objects.filter(tour__team=team).update(end=make.tick("13:00"))
    assert any("taken" in line for line in audit.differences(at=make.AT))


def test_ways_are_reckoned_from_where_offices_lie(horn):
    here = make.mobile("here")
    assert queries.way_minutes(horn, here) == 30
    for place, latitude in ((horn.place, 53.55), (here.place, 53.60)):
        place.latitude, place.longitude = latitude, 10.0
        place.save()
    assert queries.way_minutes(horn, here) == 25
    assert queries.way_minutes(horn, horn) == 0
