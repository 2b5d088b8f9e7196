"""Hours, services, weeks, searches and access counted by the second hand."""

from collections import Counter

import pytest
from django.core.management import call_command

from anlauf.core.actors import SYSTEM
from anlauf.demo import past
from anlauf.evaluation import commands
from anlauf.evaluation.models import AccessFigures, HourFigures, ServiceFigures
from scripts import recount_parts
from scripts.recount import rows
from scripts.recount_things import bookings
from tests import make
from tests.evaluation.test_counted_anew import busy_days

pytestmark = pytest.mark.django_db
TABLES = {"hours", "services", "service_weeks", "days", "counts", "funnel", "access"}
OVER = {"finished", "missed", "left"}


def city_with_a_past(seed):
    """Two offices with some services and a month behind them, and a day that was lived."""
    house = busy_days(seed)
    for key in ("harburg", "altona"):
        office = make.office(key)
        for number in range(4):
            make.offering(office, make.service(f"{key}-{number}"))
    # Few people: many parts are too small to be told of.
    weeks = past.weeks(make.DAY, days=40, seed=seed, visits=14)
    commands.load_past(weeks, by=SYSTEM, at=make.AT)
    return house


def differences(folder):
    call_command("raw_rows", folder, verbosity=0)
    return recount_parts.differences(folder)


@pytest.mark.parametrize("seed", range(3))
def test_both_hands_agree_on_every_part(tmp_path, seed):
    city_with_a_past(seed)
    compared, found = differences(tmp_path)
    assert not found
    with (tmp_path / "parts.csv").open() as file:
        next(file)
        tables = Counter(line.partition(",")[0] for line in file)
    assert set(tables) == TABLES
    assert compared >= sum(tables.values()) > 500


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (HourFigures, "visits"),
        (ServiceFigures, "lead_minutes"),
        (ServiceFigures, "online"),
    ],
)
def test_a_sum_that_was_tampered_with_is_found(tmp_path, model, column):
    city_with_a_past(1)
    told = "bookings_told" if model is ServiceFigures else "told"
    row = model.objects.filter(**{told: True}).order_by(f"-{column}").first()
    setattr(row, column, getattr(row, column) + 7)
    row.save()
    _compared, found = differences(tmp_path)
    assert found


def test_a_part_that_nobody_may_know_is_found_when_it_is_told(tmp_path):
    city_with_a_past(1)
    HourFigures.objects.filter(told=False).update(told=True)
    _compared, found = differences(tmp_path)
    assert any("hours" in line for line in found)


def test_small_parts_stay_untold_as_one_counts_on_fingers():
    assert recount_parts.told({"a": 9, "b": 7, "c": 5}) == {"a", "b", "c"}
    assert recount_parts.told({"a": 9, "b": 7, "c": 1}) == {"a"}
    assert recount_parts.told({"a": 9, "b": 2, "c": 2}) == set()
    assert recount_parts.told({"a": 9, "b": 2, "c": 3, "d": 0}) == {"a"}


def test_access_is_added_up_as_somebody_with_a_pencil_would(tmp_path):
    """What access was made of is forgotten later; while it is there, it is counted beside it."""
    busy_days(2)
    sums: Counter[str] = Counter()
    for row in AccessFigures.objects.filter(aspect="language"):
        sums["visits"] += row.visits
        sums["bookings"] += row.bookings
    call_command("raw_rows", tmp_path, verbosity=0)
    over = [row for row in rows(tmp_path, "visits") if row["state"] in OVER]
    made = list(bookings(tmp_path))
    assert (sums["visits"], sums["bookings"]) == (len(over), len(made))
    assert sums["visits"] > 5
