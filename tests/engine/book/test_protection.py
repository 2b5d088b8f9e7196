"""What theory says about places kept for the urgent, and the weeks that are played agree."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from anlauf.engine.book import (
    Kind,
    Policy,
    Times,
    Wanted,
    Weeks,
    best,
    emsr_b,
    evaluate,
    littlewood,
    worth,
)
from anlauf.engine.release import Opening, Release, Tranche

values = st.lists(st.integers(1, 40), min_size=2, max_size=3, unique=True)
means = st.floats(0.5, 12)


@settings(max_examples=40, deadline=None)
@given(values, means, means, st.integers(1, 25))
def test_with_two_classes_all_three_agree(worths, many, few, places):
    high, low = sorted(worths, reverse=True)[:2]
    urgent, others = Wanted(high, few), Wanted(low, many)
    kept = littlewood(urgent, others, places)
    assert emsr_b([urgent, others], places) == (kept,)
    earned = worth([urgent, others], places, [kept])
    assert earned == pytest.approx(worth([urgent, others], places, best([urgent, others], places)))
    assert all(worth([urgent, others], places, [k]) <= earned + 1e-9 for k in range(places + 1))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=3, max_size=3, unique=True), means, means, means)
def test_the_exact_levels_earn_most_of_all(worths, one, two, three):
    high, middle, low = sorted(worths, reverse=True)
    classes = [Wanted(high, one), Wanted(middle, two), Wanted(low, three)]
    most = worth(classes, 8, best(classes, 8))
    nested = (kept for kept in product(range(9), repeat=2) if kept[0] <= kept[1])
    assert all(worth(classes, 8, kept) <= most + 1e-9 for kept in nested)
    assert worth(classes, 8, emsr_b(classes, 8)) >= 0.97 * most


def test_a_known_case_of_littlewoods_rule():
    """Keep while the chance that so many ask exceeds the ratio of the values."""
    kept = littlewood(Wanted(4, 10), Wanted(1, 50), 40)
    assert poisson.sf(kept - 1, 10) > 0.25 >= poisson.sf(kept, 10)


@pytest.mark.slow
@pytest.mark.parametrize("kept", [4, 8, 12])
def test_weeks_with_kept_places_are_played_as_computed(kept):
    """Everybody else asks the day before for one place only; the urgent on the day itself."""
    places, others, urgent = 20, 18.0, 7.0
    rule = Release(
        (
            Tranche("all", 100 - 5 * kept, (Opening("online", 1), Opening("urgent", 0))),
            Tranche("kept", 5 * kept, (Opening("urgent", 0),)),
        )
    )
    weeks = Weeks(
        (Kind("others", "online", others, 1, 1), Kind("urgent", "urgent", urgent, 0, 0)),
        (places,) * 7,
        days=100,
        before=5,
    )
    season = evaluate(weeks, Policy(rule), Times(30, seed=2))
    classes = [Wanted(3, urgent), Wanted(1, others)]
    earned = sum(
        price * weeks.days * (1 - season.ci(f"refused/{name}").value) * many
        for name, price, many in (("urgent", 3, urgent), ("others", 1, others))
    )
    got = 3 * season.kinds[:, 1, 1] + season.kinds[:, 0, 1]
    error = got.std(ddof=1) / len(got) ** 0.5
    assert abs(got.mean() / 100 - worth(classes, places, [kept])) < 3 * error / 100
    assert earned == pytest.approx(got.mean(), rel=0.02)


def test_classes_must_be_in_order():
    with pytest.raises(ValueError, match="highest value"):
        best([Wanted(1, 3), Wanted(2, 3)], 5)
    with pytest.raises(ValueError, match="need 1 levels"):
        worth([Wanted(2, 3), Wanted(1, 3)], 5, [1, 2])
    with pytest.raises(ValueError, match="left out"):
        Wanted(0, 3)
