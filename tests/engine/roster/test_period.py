"""A period of weeks as a problem: shifts by law, needs by half-hour, cover read back."""

from anlauf.engine.grid import Span
from anlauf.engine.roster import judge
from anlauf.engine.roster.coverage import coverage
from anlauf.engine.roster.law import IN_FORCE, faults, never_after
from anlauf.engine.roster.period import Hope, Period, Post, Wanted, Worker, key_of, owed, problem
from anlauf.engine.roster.shift import Shift
from anlauf.engine.staffing.groups import Asked, groups

EARLY = Shift("early", 84, 186, (Span(144, 150),))
LATE = Shift("late", 126, 228, (Span(168, 174),))
RESIDENTS = frozenset({"residents"})
OPEN = (Span(96, 192),)  # 8 to 16


def period(*workers: Worker, days: int = 7) -> Period:
    wanted = Wanted(1, 0, RESIDENTS, dict.fromkeys(range(16, 32), 1))
    opening = {(1, day): OPEN for day in range(min(days, 5))}
    return Period(days, (EARLY, LATE), workers, opening, (wanted,))


def worker(key: str = "a", **said: object) -> Worker:
    return Worker(key, 1, RESIDENTS, 39 * 60, **said)  # type: ignore[arg-type]


def test_a_break_is_no_work_and_nobody_is_at_the_counter():
    assert EARLY.minutes == 480
    assert EARLY.present(OPEN) == (Span(96, 144), Span(150, 186))
    assert 24 not in EARLY.half_hours(OPEN)


def test_the_law_names_a_missing_break_and_a_day_too_long():
    long = Shift("long", 84, 210)
    said = list(faults(IN_FORCE, long))
    assert ["§ 3" in said[0], "§ 4" in said[1]] == [True, True]
    assert list(faults(IN_FORCE, EARLY)) == []


def test_eleven_hours_lie_between_two_duties():
    night = Shift("night", 180, 282, (Span(220, 226),))
    assert never_after(IN_FORCE, (EARLY, LATE, night)) == {"night": frozenset({"early"})}


def test_a_duty_exists_only_while_its_office_is_open():
    duties = problem(period(worker())).by_key
    assert duties[key_of(Post(1, "early", RESIDENTS))].days == frozenset(range(5))


def test_leave_counts_as_worked():
    assert owed(period(worker()), worker()) == 39 * 60
    assert owed(period(), worker(away=frozenset({0}))) == 39 * 60 * 4 // 5


def test_a_wish_costs_where_it_is_not_met():
    asked = problem(period(worker(hopes=(Hope(0, "free"),))))
    early = key_of(Post(1, "early", RESIDENTS))
    met = judge(asked, {"a": (None, *[early] * 4, None, None)})
    not_met = judge(asked, {"a": (*[early] * 4, None, None, None)})
    assert [sum(p.kind == "request" for p in each.penalties) for each in (met, not_met)] == [0, 1]


def test_a_duty_on_a_closed_day_breaks_a_rule():
    early = key_of(Post(1, "early", RESIDENTS))
    verdict = judge(problem(period(worker())), {"a": (*[early] * 4, None, early, None)})
    assert {"offered", "off"} <= {each.rule for each in verdict.violations}


def test_cover_says_where_somebody_is_missing():
    early = key_of(Post(1, "early", RESIDENTS))
    cover = coverage(period(worker()), {"a": (early, *[None] * 6)})[1, 0]
    assert [each.half for each in cover.half_hours if each.missing] == [24, 31]
    assert (cover.wanted_hours, cover.missing_hours, cover.percent) == (8.0, 1.0, 88)


def test_rare_matters_are_counted_for_those_who_can_do_them():
    simple, all_round = frozenset({"copies"}), frozenset({"copies", "passports"})
    found = {
        one.skills: one.people for one in groups([Asked(simple, (2.0,)), Asked(all_round, (3.0,))])
    }
    assert found == {all_round: (5.0,), frozenset({"passports"}): (3.0,)}
