"""Small problems of every kind, and every plan that their contracts allow."""

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from anlauf.engine.roster import Days, Duty, FairShare, Need, Person, Problem, Request
from anlauf.engine.roster.rules import RULES

KEYS = ("early", "late", "long")
DUTIES = (Duty("early", 240), Duty("late", 240), Duty("long", 480))


@st.composite
def people(draw: st.DrawFn, name: str, days: int) -> Person:
    day = st.integers(0, days - 1)
    least, extra = draw(st.integers(0, 4)) * 240, draw(st.integers(0, 6)) * 240
    run, rest = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    wish = st.builds(Request, day, st.sampled_from(KEYS), st.integers(1, 5), st.booleans())
    share = st.builds(
        FairShare,
        st.just("share"),
        st.frozensets(st.sampled_from(KEYS), min_size=1),
        st.integers(0, 2),
        st.integers(0, 4),
        st.none() | st.frozensets(day, min_size=1),
    )
    return Person(
        key=name,
        most=draw(st.dictionaries(st.sampled_from(KEYS), st.integers(0, days), min_size=1)),
        least_minutes=least,
        most_minutes=least + extra,
        shortest_run=run,
        longest_run=run + draw(st.integers(0, 3)),
        shortest_rest=rest,
        most_weekends=draw(st.integers(0, 2)),
        off=draw(st.frozensets(day, max_size=2)),
        requests=tuple(draw(st.lists(wish, max_size=3))),
        fixed=draw(st.dictionaries(day, st.none() | st.sampled_from(KEYS), max_size=1)),
        shares=tuple(draw(st.lists(share, max_size=2))),
        before=draw(st.lists(st.none() | st.sampled_from(KEYS), max_size=3).map(tuple)),
    )


@st.composite
def problems(draw: st.DrawFn, most_days: int = 5, staff: int = 2) -> Problem:
    days = draw(st.integers(1, most_days))
    need = st.builds(
        Need,
        st.integers(0, days - 1),
        st.frozensets(st.sampled_from(KEYS), min_size=1),
        st.integers(0, 2),
        st.integers(0, 9),
        st.integers(0, 9),
    )
    return Problem(
        days=days,
        duties=DUTIES,
        people=tuple(draw(people(f"person {number}", days)) for number in range(staff)),
        needs=tuple(draw(st.lists(need, max_size=8))),
        never_after={"late": frozenset({"early"}), "long": frozenset({"long"})},
        first_weekday=draw(st.integers(0, 6)),
    )


def every_plan(problem: Problem, person: Person) -> Iterator[Days]:
    """All that the referee's rules let somebody do."""
    for days in product((None, *KEYS), repeat=problem.days):
        if not any(found for rule in RULES.values() for found in rule(problem, person, days)):
            yield days
