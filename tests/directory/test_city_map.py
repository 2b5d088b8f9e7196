"""Degrees become points of a drawing: nothing is turned round, nothing falls off."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.directory.city_map import WIDTH, Shape, drawn
from anlauf.directory.distance import Point, kilometres

degrees = st.tuples(st.floats(5, 15), st.floats(47, 55)).map(list)


def test_north_is_up_and_east_is_right():
    square = [[9.0, 53.0], [10.0, 53.0], [10.0, 54.0], [9.0, 54.0]]
    drawing = drawn([Shape("a", "A", [square])], attribution={"en": "me"})
    west, north = drawing.sheet.put(9.0, 54.0)
    east, south = drawing.sheet.put(10.0, 53.0)
    assert west < east
    assert north < south
    assert drawing.outlines[0].path.count("L") == 3
    assert drawing.outlines[0].path.endswith("Z")
    assert drawing.attribution == {"en": "me"}


def test_a_square_of_the_globe_stays_true_at_the_middle_latitude():
    square = [[9.0, 53.0], [10.0, 54.0]]
    sheet = drawn([Shape("a", "A", [square])], attribution={}).sheet
    middle = 53.5
    wide = sheet.put(10.0, middle)[0] - sheet.put(9.0, middle)[0]
    high = sheet.put(9.0, 53.0)[1] - sheet.put(9.0, 54.0)[1]
    true = kilometres(Point(middle, 9), Point(middle, 10)) / kilometres(Point(53, 9), Point(54, 9))
    assert wide / high == pytest.approx(true, rel=0.01)


@given(st.lists(degrees, min_size=3, max_size=20, unique_by=lambda point: point[0]))
def test_every_point_lies_on_the_sheet(ring):
    sheet = drawn([Shape("a", "A", [ring])], attribution={}).sheet
    assert sheet.width == WIDTH
    for longitude, latitude in ring:
        x, y = sheet.put(longitude, latitude)
        assert 0 <= x <= sheet.width
        assert 0 <= y <= sheet.height


def test_a_city_without_outlines_has_an_empty_map():
    assert drawn([Shape("a", "A", [])], attribution={}).outlines == ()


@given(degrees, degrees)
def test_the_way_there_is_as_long_as_the_way_back(one, other):
    here, there = Point(one[1], one[0]), Point(other[1], other[0])
    assert kilometres(here, there) == pytest.approx(kilometres(there, here))
    assert kilometres(here, here) == 0


def test_a_known_distance():
    hamburg, berlin = Point(53.5511, 9.9937), Point(52.5200, 13.4050)
    assert kilometres(hamburg, berlin) == pytest.approx(255, abs=2)


def test_a_degree_of_latitude_is_the_same_everywhere():
    ways = [kilometres(Point(north, 9), Point(north + 1, 9)) for north in range(0, 80, 10)]
    assert all(one == pytest.approx(other) for one, other in pairwise(ways))
