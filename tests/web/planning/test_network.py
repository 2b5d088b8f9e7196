"""The city summed up and sorted."""

from dataclasses import replace

import pytest

from anlauf.web.planning.network import OfficeFigures, Sort, rows, totals
from tests import make

CALM = OfficeFigures(
    key="altona",
    area="residents",
    area_name={"de": "Einwohner"},
    name={"de": "Altona"},
    short="Altona",
    longitude=9.9,
    latitude=53.5,
    is_open=True,
    waiting=2,
    longest_minutes=5,
    usual_minutes=8,
    open_desks=3,
    desks=5,
    walk_ins_open=True,
    next_free=make.moment("09:00"),
    next_free_days=0,
)
LONG = replace(
    CALM,
    key="harburg",
    short="Harburg",
    waiting=9,
    longest_minutes=40,
    usual_minutes=20,
    open_desks=2,
    next_free=make.moment("09:00", make.later(12)),
    next_free_days=12,
)
FULL = replace(CALM, key="bergedorf", short="Bergedorf", next_free=None, next_free_days=None)
CLOSED = replace(
    CALM,
    key="oejendorf",
    short="Öjendorf",
    is_open=False,
    waiting=0,
    longest_minutes=0,
    usual_minutes=None,
    open_desks=0,
    next_free_days=14,
)
ALL = [CALM, LONG, FULL, CLOSED]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.PRESSURE, ["Harburg", "Altona", "Bergedorf", "Öjendorf"]),
        (Sort.NAME, ["Altona", "Bergedorf", "Harburg", "Öjendorf"]),
        (Sort.WAITING, ["Harburg", "Altona", "Bergedorf", "Öjendorf"]),
        (Sort.WAIT, ["Harburg", "Altona", "Bergedorf", "Öjendorf"]),
        (Sort.DESKS, ["Altona", "Bergedorf", "Harburg", "Öjendorf"]),
        (Sort.NEXT, ["Altona", "Harburg", "Öjendorf", "Bergedorf"]),
    ],
)
def test_the_order(sort, order):
    assert [row.figures.short for row in rows(ALL, sort)] == order


def test_the_sums():
    city = totals(rows(ALL, Sort.NAME))
    assert (city.waiting, city.open_desks) == (13, 8)
    assert (city.open_offices, city.offices) == (3, 4)
    assert city.longest is not None
    assert city.longest.figures.short == "Harburg"
    assert (city.within_10_days, city.within_14_days) == (25, 75)
    assert city.usual_minutes == 8


def test_a_city_without_offices_has_no_longest_wait():
    city = totals([])
    assert city.longest is None
    assert city.usual_minutes is None
    assert city.within_10_days == 0
