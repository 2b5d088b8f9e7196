"""Figures counted by a second hand: from exported rows, by a script that shares nothing with us."""

import csv
import random
from fractions import Fraction

import pytest
from django.core.management import call_command

from anlauf.booking import commands as booking
from anlauf.booking.states import AppointmentState
from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.evaluation import commands
from anlauf.evaluation.models import DayFigures
from anlauf.evaluation.queries import raw
from scripts import recount
from tests import make
from tests.floor import make_floor

EVENING = make.moment("20:00")


def written(folder, **files):
    """Files as the command would write them, filled in by hand."""
    empty = {
        "visits": "id,office_id,date,arrived_at,due_at,state",
        "periods": "visit_id,kind,started_at,ended_at",
        "appointments": "id,office_id,date,share,state,booked_at,starts_at,moved_from_id,came",
        "samples": "date,area_number,office_number,minutes",
        "past_visits": "office_number,date,appointed,wait",
        "past_bookings": "office_number,booked_on,date,lead,outcome",
    }
    (folder / "city.csv").write_text("zone\nEurope/Berlin\n")
    (folder / "offices.csv").write_text("id,key,area_id,area\n1,mitte,1,residents\n")
    for name, head in empty.items():
        lines = files.get(name, ())
        (folder / f"{name}.csv").write_text("\n".join([head, *lines]) + "\n")


def test_the_second_hand_counts_as_one_counts_on_fingers(tmp_path):
    waits = [0, 60, 61, 900, 901, 1800]  # seconds: 0, 1, 2, 15, 16 and 30 minutes begun
    written(
        tmp_path,
        past_visits=[
            *(f"1,2026-06-01,t,{wait}" for wait in waits),
            *(f"1,2026-06-02,t,{wait}" for wait in [6000] * 4),  # four people: told of in no figure
        ],
        past_bookings=[f"1,2026-06-01,2026-06-01,{lead},served" for lead in [1440] * 4]
        + ["1,2026-06-01,2026-06-01,7200,no_show"],
        samples=["2026-06-01,1,1,100", "2026-06-01,1,1,", "2026-06-01,1,,14400"],
    )
    days = recount.read(tmp_path)
    told = recount.figures(
        [days["1", "2026-06-01"], days["1", "2026-06-02"]], [days["1", "2026-06-01"]]
    )
    assert {key: (value, number) for key, (value, number) in told.items()} == {
        "lead": (Fraction(4 * 1440 + 7200, 5 * 1440), 5),
        "next_free": (1, 1),
        "kept_10": (Fraction(1, 2), 2),
        "kept_14": (Fraction(1, 2), 2),
        "wait_median": (2, 6),
        "wait_p90": (30, 6),
        "within_15": (Fraction(4, 6), 6),
        "within_30": (1, 6),
        "no_show": (Fraction(1, 5), 5),
    }


def busy_days(seed):
    """Random days of a floor, long enough that most groups are told of."""
    luck = random.Random(seed)
    house = make_floor.house(clerks=3)
    for day in house.office.days.all():
        journal.record("booking.supply_published", day, by=SYSTEM, at=make.AT)
    session = make_floor.clerk(house)
    for number in range(6):
        came = f"{9 + number:02d}:{luck.randint(0, 20):02d}"
        make_floor.arrived(house, f"{9 + number:02d}:15", came=came)
        make_floor.served(
            house,
            session,
            since=f"{9 + number:02d}:3{luck.randint(0, 9)}",
            until=f"{9 + number:02d}:45",
        )
    gone = make_floor.booked(house, "15:00")
    booking.end(gone, AppointmentState.MISSED, by=SYSTEM, at=make.moment("15:40"))
    minute = 0
    for _one in range(7):
        minute += luck.randint(1, 5)
        make_floor.ticket(house, f"15:{minute:02d}")
        make_floor.served(
            house, session, since=f"15:{minute + 1:02d}", until=f"15:{minute + 1:02d}"
        )
    for hour in range(8, 15):
        commands.sample(at=make.moment(f"{hour:02d}:00"))
    commands.catch_up(at=EVENING)
    return house


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_both_hands_agree_on_every_value(tmp_path, seed):
    busy_days(seed)
    call_command("raw_rows", tmp_path, verbosity=0)
    compared, found = recount.differences(tmp_path)
    assert not found
    assert compared >= 27


@pytest.mark.django_db
def test_a_sum_that_was_tampered_with_is_found_by_the_second_hand(tmp_path):
    busy_days(1)
    DayFigures.objects.filter(due__gt=4).update(no_shows=3)
    call_command("raw_rows", tmp_path, verbosity=0)
    _compared, found = recount.differences(tmp_path)
    assert any("no_show" in line for line in found)


@pytest.mark.django_db
def test_nothing_personal_is_in_the_rows(tmp_path):
    busy_days(2)
    call_command("raw_rows", tmp_path, verbosity=0)
    heads = set()
    for name in raw.RAW:
        with (tmp_path / f"{name}.csv").open(newline="") as file:
            heads |= set(next(csv.reader(file)))
    assert not heads & {"name", "email", "phone", "number", "note", "desk_id", "person_id", "needs"}
