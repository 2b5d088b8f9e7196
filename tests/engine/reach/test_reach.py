"""Where teams should go: as good as trying everything, and never better than the bound."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.reach import Area, Question, Rules, Site, Spot, Team, Visit, laid
from anlauf.engine.reach.best import best
from anlauf.engine.reach.model import driving
from anlauf.engine.reach.routes import routes
from anlauf.engine.reach.served import worth

DEPOT = Spot(0.0, 0.0)
EXACT = 1e-6


def spots() -> st.SearchStrategy[Spot]:
    kilometres = st.integers(-12, 12).map(float)
    return st.builds(Spot, kilometres, kilometres)


@st.composite
def questions(draw: st.DrawFn, teams: int = 1) -> Question:
    days = st.frozensets(st.integers(0, 2), max_size=3)
    return Question(
        areas=tuple(
            Area(
                f"area {n}",
                draw(spots()),
                draw(st.integers(0, 60)),
                draw(st.sampled_from([0.0, 0.3, 1.0])),
            )
            for n in range(draw(st.integers(1, 4)))
        ),
        sites=tuple(
            Site(f"site {n}", draw(spots()), draw(st.none() | days), draw(st.integers(0, 2)))
            for n in range(draw(st.integers(0, 3)))
        ),
        fixed=tuple(draw(st.lists(spots(), max_size=1))),
        teams=tuple(
            Team(f"team {n}", draw(spots()), draw(days), float(draw(st.integers(1, 6))))
            for n in range(teams)
        ),
        rules=Rules(most_stops=draw(st.integers(1, 2)), longest=draw(st.sampled_from([240, 540]))),
    )


def every_way(asked: Question) -> Iterator[tuple[Visit, ...]]:
    """All that the teams could do."""
    turns = [
        [None, *(Visit(team.key, day, route.halts) for route in routes(asked, team))]
        for team in asked.teams
        for day in sorted(team.days)
    ]
    for chosen in product(*turns):
        visits = tuple(one for one in chosen if one is not None)
        if lawful(asked, visits):
            yield visits


def lawful(asked: Question, visits: tuple[Visit, ...]) -> bool:
    there = [(halt.site, visit.day) for visit in visits for halt in visit.halts]
    free = all(asked.by_key[site].free(day) for site, day in there)
    often = all(sum(site == one.key for site, _day in there) <= one.most for one in asked.sites)
    return free and often and len(set(there)) == len(there)


@given(asked=questions())
@settings(max_examples=80, deadline=None)
def test_the_proposal_is_as_good_as_trying_everything(asked):
    found = best(asked)
    most = max(worth(asked, visits).people for visits in every_way(asked))
    assert lawful(asked, found.visits)
    assert found.served.people == pytest.approx(most, abs=EXACT)
    assert found.bound == pytest.approx(most, abs=EXACT)


@given(asked=questions(teams=2))
@settings(max_examples=40, deadline=None)
def test_with_two_teams_nothing_is_better_than_the_bound(asked):
    found = best(asked)
    most = max(worth(asked, visits).people for visits in every_way(asked))
    assert lawful(asked, found.visits)
    assert found.served.people <= most + EXACT
    assert most <= found.bound + EXACT


@given(asked=questions())
@settings(max_examples=60, deadline=None)
def test_nobody_is_served_twice_or_out_of_reach(asked):
    found = best(asked)
    near = {
        area for visit in found.visits for halt in visit.halts for area in asked.near[halt.site]
    }
    for key, people in found.served.by_area.items():
        assert -EXACT <= people <= asked.wanting[key] + EXACT
        assert people <= EXACT or key in near
    assert found.served.people <= found.served.within_reach + EXACT


@given(asked=questions())
@settings(max_examples=60, deadline=None)
def test_every_day_can_be_driven(asked):
    team, rules = asked.teams[0], asked.rules
    for route in routes(asked, team):
        first, last = route.halts[0], route.halts[-1]
        assert first.opens - team.setup - first.way >= rules.starts
        home = driving(asked.by_key[last.site].at, team.home)
        assert last.closes + team.packing + home <= rules.starts + rules.longest
        assert all(halt.minutes >= rules.least_open for halt in route.halts)
        for before, after in pairwise(route.halts):
            assert before.closes + team.packing + after.way + team.setup <= after.opens


@given(asked=questions(), people=st.integers(0, 50))
@settings(max_examples=40, deadline=None)
def test_more_rooms_never_serve_fewer(asked, people):
    more = replace(asked, sites=(*asked.sites, Site("one more", Spot(1.0, 1.0))))
    assert best(more).served.people >= best(asked).served.people - EXACT


def town(**said: object) -> Question:
    """A village far from the only office, and a quarter beside it."""
    usual: dict[str, object] = {
        "areas": (
            Area("village", Spot(10.0, 0.0), 40.0),
            Area("quarter", Spot(0.5, 0.0), 400.0, unmet=0.1),
        ),
        "sites": (Site("hall", Spot(10.5, 0.0)), Site("library", Spot(1.0, 0.0))),
        "fixed": (DEPOT,),
        "teams": (Team("bus", DEPOT, frozenset({0, 7}), 6.0),),
        "rules": Rules(most_stops=1),
    }
    return Question(**usual | said)  # type: ignore[arg-type]


def test_whoever_has_an_office_nearby_counts_as_far_as_it_does_not_serve_them():
    assert town().wanting == {"village": 40.0, "quarter": pytest.approx(40.0)}


def test_a_village_without_an_office_comes_before_a_second_day_in_town():
    found = best(town(teams=(Team("bus", DEPOT, frozenset({0}), 6.0),)))
    stops = [halt.site for visit in found.visits for halt in visit.halts]
    assert stops in (["hall"], ["library"])
    assert len(best(town()).visits) == 2


def test_two_days_at_one_place_lie_far_apart():
    asked = town(
        sites=(Site("hall", Spot(10.5, 0.0)),),
        teams=(Team("bus", DEPOT, frozenset({0, 1, 7, 8}), 3.0),),
    )
    days = [visit.day for visit in best(asked).visits]
    assert len(days) == 2
    assert abs(days[1] - days[0]) >= 7


def test_without_rooms_or_days_nothing_is_proposed():
    for asked in (town(sites=()), town(teams=(Team("bus", DEPOT, frozenset(), 6.0),))):
        found = best(asked)
        assert (found.visits, found.served.people, found.bound) == ((), 0.0, 0.0)


def test_a_day_too_short_has_no_stops():
    bus = Team("bus", DEPOT, frozenset({0}), 6.0)
    assert laid(bus, (Site("hall", Spot(10.0, 0.0)),), Rules(longest=120)) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"areas": (Area("a", DEPOT, 1.0, unmet=30.0),)}, "per cent"),
        ({"areas": (Area("a", DEPOT, -1.0),)}, "sign"),
        ({"sites": (Site("a", DEPOT), Site("a", DEPOT))}, "twice"),
        ({"teams": (Team("a", DEPOT, frozenset(), 0.0),)}, "Maybe 6"),
        ({"rules": Rules(most_stops=0)}, "by these rules"),
    ],
)
def test_a_question_nobody_can_have_meant_is_refused_with_a_hint(change, says):
    with pytest.raises(ValueError, match=says):
        town(**change)
