"""No pin on the map hides another."""

from itertools import combinations
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from anlauf.web.planning.pins import spread

spots = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.tuples(st.floats(0, 1000), st.floats(0, 1000)),
    max_size=12,
)


@given(spots)
def test_any_two_are_apart(points):
    placed = spread(points, distance=20)
    assert placed.keys() == points.keys()
    assert all(dist(a, b) > 15 for a, b in combinations(placed.values(), 2))


def test_whoever_stands_alone_stays():
    placed = spread({"a": (100.0, 100.0), "b": (500.0, 500.0)})
    assert dist(placed["a"], (100, 100)) < 1


def test_the_picture_is_the_same_every_time():
    points = {"a": (1.0, 1.0), "b": (1.0, 1.0), "c": (2.0, 1.0)}
    assert spread(points) == spread(dict(reversed(points.items())))
