"""What somebody wished decides the order of free times, and hides none of them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import TICKS, Span
from anlauf.engine.preference import DAY_OF_WAITING, DAY_OFF, Preference, best_fits, outwards
from anlauf.engine.search import DayBits

MONDAY = date(2026, 11, 23)

spans = st.tuples(st.integers(0, TICKS - 1), st.integers(1, TICKS)).map(
    lambda ends: Span(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
)
wishes = st.builds(
    Preference,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    between=spans,
)
starts = st.sets(st.integers(0, TICKS - 1), max_size=12).map(
    lambda ticks: sum(1 << tick for tick in ticks)
)
cities = st.lists(
    st.builds(
        DayBits,
        date=st.integers(0, 20).map(lambda days: MONDAY + timedelta(days=days)),
        office=st.integers(1, 4),
        starts=starts,
    ),
    max_size=12,
    unique_by=lambda day: (day.date, day.office),
).map(lambda days: sorted(days, key=lambda day: (day.date, day.office)))


def cost(wished: Preference, on: date, tick: int) -> int:
    """The documented sum, said again without the engine's shortcuts."""
    inside = range(wished.between.start, wished.between.end)
    ticks = min(abs(tick - other) for other in inside)
    around = (on + timedelta(days=days) for days in range(-6, 7))
    days = min(abs((day - on).days) for day in around if day.weekday() in wished.weekdays)
    return ticks + DAY_OFF * days + DAY_OF_WAITING * (on - MONDAY).days


@given(cities, wishes)
def test_best_fits_are_what_counting_every_start_finds(days, wished):
    every = sorted(
        {
            (cost(wished, day.date, tick), day.date, tick)
            for day in days
            for tick in range(TICKS)
            if day.starts >> tick & 1
        }
    )
    found = best_fits(days, wished, since=MONDAY, most=8, per_day=TICKS)
    assert [(fit.cost, fit.date, fit.tick) for fit in found] == every[:8]
    for fit in found:
        assert fit.offices == tuple(
            day.office for day in days if day.date == fit.date and day.starts >> fit.tick & 1
        )


@given(cities, wishes)
def test_no_date_takes_the_whole_list_and_nothing_is_hidden(days, wished):
    found = best_fits(days, wished, since=MONDAY, most=1000, per_day=2)
    dates = [fit.date for fit in found]
    assert all(dates.count(on) <= 2 for on in dates)
    assert set(dates) == {day.date for day in days if day.starts}


@given(starts, spans)
def test_outwards_names_every_start_once_the_nearest_first(mask, span):
    ticks = list(outwards(mask, span))
    assert sorted(ticks) == [tick for tick in range(TICKS) if mask >> tick & 1]
    away = [Preference(between=span).ticks_off(tick) for tick in ticks]
    assert away == sorted(away)


@given(wishes, st.integers(0, 20), st.integers(0, TICKS - 1))
def test_a_time_inside_the_wish_costs_only_its_waiting(wished, days, tick):
    on = MONDAY + timedelta(days=days)
    fit = best_fits([DayBits(on, 1, 1 << tick)], wished, since=MONDAY, most=1, per_day=1)[0]
    assert fit.exact == (on.weekday() in wished.weekdays and wished.between.holds(tick))
    assert fit.exact == (fit.cost == DAY_OF_WAITING * days)


def test_a_wished_afternoon_next_week_comes_before_a_morning_today():
    wished = Preference(frozenset({0}), Span(192, TICKS))
    days = [DayBits(MONDAY, 1, 1 << 96), DayBits(MONDAY + timedelta(days=7), 1, 1 << 200)]
    first, second = best_fits(days, wished, since=MONDAY, most=2, per_day=1)
    assert (first.date, first.exact) == (MONDAY + timedelta(days=7), True)
    assert (second.days_off, second.ticks_off) == (0, 96)
