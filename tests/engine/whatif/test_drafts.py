"""What drafts of a roster mean for people: the same people, whatever the draft."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.study import Draws
from anlauf.engine.whatif import City, Kind, Place, Team, Wish
from anlauf.engine.whatif.drafts import FIGURES, Date, Draft, drafted

OPEN = ((480.0, 960.0),)
ALL = frozenset({"all"})
DRAWS = Draws(1, 0, 3)


def town(*keys: str) -> City:
    kinds = (Kind("passport", "all", 15.0), Kind("moving", "all", 12.0))
    places = tuple(
        Place(
            key,
            desks=8,
            opening=tuple(OPEN if day < 5 else () for day in range(7)),
            teams=tuple(Team(day, 480, 960, ALL, 4) for day in range(5)),
            wishes=(Wish("passport", 250.0, 100.0), Wish("moving", 150.0, 60.0)),
            profile=(1 / 48,) * 48,
        )
        for key in keys
    )
    return City(kinds, places, horizon_days=28)


def dates(*clerks: int) -> tuple[Date, ...]:
    """So many clerks all day, from a Monday on; on weekends nobody."""
    return tuple(
        Date(OPEN, (Team(day % 7, 480, 960, ALL, many),)) if many else Date((), ())
        for day, many in enumerate(clerks)
    )


def weeks(clerks: int, many: int = 2) -> tuple[Date, ...]:
    return dates(*([clerks] * 5 + [0, 0]) * many)


def draft(clerks: int = 4, **said: object) -> Draft:
    return replace(Draft(town("north"), (weeks(clerks),)), **said)  # type: ignore[arg-type]


def mean(asked: Draft, figure: str) -> float:
    above, below = drafted(asked, DRAWS).part(figure)
    return float(above.sum() / below.sum())


def test_every_figure_is_told_for_all_and_for_every_office():
    found = drafted(Draft(town("north", "south"), (weeks(4), weeks(4))), DRAWS)
    assert set(FIGURES) <= set(found.names)
    assert {f"{name}/south" for name in FIGURES} <= set(found.names)


def test_a_replication_is_the_same_whichever_piece_it_is_played_in():
    whole, second = drafted(draft(), DRAWS), drafted(draft(), Draws(1, 1, 1))
    assert np.array_equal(whole.above[1], second.above[0])


def test_more_clerks_mean_sooner_appointments_and_shorter_waits():
    few, many = (draft(dates=(weeks(clerks, many=5),)) for clerks in (1, 4))
    assert mean(many, "promise") > mean(few, "promise")
    assert mean(many, "wait") < mean(few, "wait")
    assert mean(many, "lead") < mean(few, "lead")


def test_the_same_people_come_to_every_draft():
    few, many = drafted(draft(1), DRAWS), drafted(draft(6), DRAWS)
    assert np.array_equal(few.part("refused")[1], many.part("refused")[1])


def test_an_office_keeps_its_luck_when_another_one_is_planned_otherwise():
    city = town("north", "south")
    before = drafted(Draft(city, (weeks(4), weeks(4))), DRAWS)
    after = drafted(Draft(city, (weeks(4), weeks(2))), DRAWS)
    for figure in FIGURES:
        assert np.array_equal(before.part(f"{figure}/north")[0], after.part(f"{figure}/north")[0])
    assert not np.array_equal(before.part("wait/south")[0], after.part("wait/south")[0])


def test_a_draft_like_the_usual_week_keeps_what_a_day_without_anybody_loses():
    usual, gap = draft(), draft(dates=(dates(*[4, 0, 4, 4, 4, 0, 0] * 2),))
    assert mean(gap, "promise") <= mean(usual, "promise")


@given(clerks=st.lists(st.integers(0, 5), min_size=7, max_size=7))
@settings(max_examples=15, deadline=None)
def test_shares_are_shares_whoever_is_there(clerks):
    found = drafted(draft(dates=(dates(*clerks[:5], 0, 0),)), Draws(2, 0, 2))
    for name in ("near", "promise", "refused", "long"):
        above, below = found.part(name)
        assert (above >= 0).all()
        assert (above <= below).all()
    assert (found.part("near")[0] <= found.part("promise")[0]).all()


def test_drafts_of_other_offices_are_refused():
    with pytest.raises(ValueError, match="rows of dates"):
        Draft(town("north"), (weeks(4), weeks(4)))
    with pytest.raises(ValueError, match="rows of dates"):
        Draft(town("north", "south"), (weeks(4), weeks(4, many=1)))
