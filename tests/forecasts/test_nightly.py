"""From people who came to days foreseen, to what a roster needs, and to how well it held."""

from datetime import date, timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.directory.models import Office
from anlauf.forecasts import commands, nightly, queries
from anlauf.forecasts.models import DayCount, Foreseen, Night
from anlauf.forecasts.values import Count, Error
from anlauf.staffing.commands import rosters
from anlauf.staffing.needs import needs_of
from anlauf.staffing.queries import period
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = make.DAY
WEEKS = 8
MORNING, NOON = 16, 24  # half-hours


@pytest.fixture
def office(monkeypatch) -> Office:
    """Counted on each of the last weeks: many in the morning, few after it."""
    monkeypatch.setattr(nightly, "PATHS", 50)
    made = make.office(desks=6)
    make.hours(made, "08:00-16:00")
    make.offering(made, minutes=10)
    make.pattern(made, clerks=2, span="08:00-16:00")
    commands.load_counts(counts(made), by=SYSTEM, at=make.AT)
    return made


def counts(office: Office) -> list[Count]:
    """Twelve in each half-hour of the morning, three in each later one; a little uneven."""
    found = []
    for back in range(1, 7 * WEEKS + 1):
        on = TODAY - timedelta(back)
        if on.weekday() < 5:
            people = [0] * 48
            people[MORNING:NOON] = [12 + (back + half) % 3 for half in range(MORNING, NOON)]
            people[NOON:32] = [3] * 8
            found.append(Count(office.pk, "residents", on, people))
    return found


def next_monday() -> date:
    """The first day of the next week."""
    return TODAY + timedelta(7 - TODAY.weekday())


def test_the_coming_weeks_are_foreseen_with_their_band(office: Office):
    nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    monday = next_monday()
    (day,) = queries.days_of(office.pk, monday, monday)
    low, high = day.band
    assert low <= day.people <= high
    assert 100 < day.people < 160
    assert sum(day.expected[MORNING:NOON]) > 2.5 * sum(day.expected[NOON:32])


def test_a_roster_needs_more_clerks_when_more_are_foreseen(office: Office):
    make.shift("all", "08:00-16:00", "12:00-12:30")
    make.employee(office, "p1")
    begun = rosters.Begun("Next", next_monday(), 1, [office.pk])
    row = rosters.begin(begun, by=SYSTEM, at=make.AT)
    by_pattern = needs_of(row, period(row))
    nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    by_forecast = needs_of(row, period(row))

    monday = next_monday().isoformat()
    before = next(one for one in by_pattern if one["date"] == monday)["clerks"]
    after = [one["clerks"] for one in by_forecast if one["date"] == monday]
    assert max(one[str(MORNING)] for one in after) > before[str(MORNING)]
    assert max(one[str(NOON + 4)] for one in after) < max(one[str(MORNING)] for one in after)


def test_a_night_again_changes_nothing(office: Office):
    nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    first = list(Foreseen.objects.order_by("pk").values_list("office", "skill", "date", "expected"))
    nights = Night.objects.count()
    nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    after = list(Foreseen.objects.order_by("pk").values_list("office", "skill", "date", "expected"))
    assert sorted(map(str, first)) == sorted(map(str, after))
    assert Night.objects.count() == nights


def test_a_night_cut_off_is_begun_again(office: Office, monkeypatch):
    def dies(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(commands, "note_night", dies)
        with pytest.raises(KeyboardInterrupt):
            nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    assert Night.objects.count() == 20


def test_past_weeks_are_foreseen_as_if_they_were_still_to_come(office: Office):
    nightly.refit(TODAY, by=SYSTEM, at=make.AT)
    people = queries.held()[0]
    assert people.model == "people"
    assert people.wape is not None
    assert people.wape < 0.15
    (held,) = queries.offices_held(TODAY - timedelta(1))
    assert held.days == 20
    assert held.inside > 0.5


def test_too_short_a_history_leaves_the_pattern(office: Office):
    DayCount.objects.filter(date__lt=TODAY - timedelta(14)).delete()
    assert nightly.refit(TODAY, by=SYSTEM, at=make.AT) == 0
    assert not Foreseen.objects.exists()


def test_a_model_that_begins_to_drift_is_said_aloud_once(office: Office):
    error = {"people": Error(100.0, 180.0, 180)}
    for back in (2, 1):
        on = TODAY - timedelta(back)
        commands.note_night(on, error, ["people"], by=SYSTEM, at=make.AT)
    said = JournalEntry.objects.filter(verb="forecasts.model_drifts")
    assert [entry.facts for entry in said] == [{"model": "people"}]
