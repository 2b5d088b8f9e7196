"""The live feed: the same as the screens, with its age, and honest when nobody writes it."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.evaluation import commands
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db
NINE = make.moment("09:00")


@pytest.fixture
def house():
    house = make_floor.house()
    make_floor.clerk(house)
    make_floor.ticket(house, "08:50")
    make_floor.ticket(house, "08:55")
    return house


def at_this(client, moment):
    before = clock.use(clock.StoppedClock(moment))
    answer = client.get("/open-data/live.json")
    clock.use(before)
    return answer


def test_the_feed_tells_who_waits_and_since_when_it_is_true(client, house):
    commands.write_live(at=NINE)
    answer = at_this(client, NINE + timedelta(seconds=40))
    told = answer.json()
    assert (told["stale"], told["age_seconds"]) == (False, 40)
    [office] = told["offices"]
    assert (office["key"], office["waiting"]) == (house.office.key, 2)
    assert office["longest_wait_minutes"] == 10
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_feed_nobody_writes_says_that_it_is_stale(client, house):
    commands.write_live(at=NINE)
    told = at_this(client, NINE + timedelta(minutes=4)).json()
    assert told["stale"] is True
    assert told["at"] == NINE.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_without_a_first_writing_there_is_no_feed(client):
    assert client.get("/open-data/live.json").status_code == 404


def test_the_list_of_open_data_names_it(client):
    assert b"/open-data/live.json" in client.get("/open-data/").content
