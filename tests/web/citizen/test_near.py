"""Distances in Hamburg, against a map."""

import pytest

from anlauf.web.citizen.near import Point, kilometres

TOWN_HALL = Point(53.5503, 9.9920)
ALTONA_STATION = Point(53.5519, 9.9352)


def test_from_the_town_hall_to_altona():
    assert kilometres(TOWN_HALL, ALTONA_STATION) == pytest.approx(3.8, abs=0.1)


def test_there_is_as_far_as_back():
    assert kilometres(TOWN_HALL, ALTONA_STATION) == kilometres(ALTONA_STATION, TOWN_HALL)


def test_here_is_no_distance():
    assert kilometres(TOWN_HALL, TOWN_HALL) == 0
