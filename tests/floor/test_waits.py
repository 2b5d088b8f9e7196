"""Waits of a real room: what is announced is kept, what happened is learned, nobody is named."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command

from anlauf.booking.values import WalkIn
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.engine.service_times import part_of_day
from anlauf.floor import commands, queries
from anlauf.floor.models import AnnouncedWait, ServiceTime, WaitingHabits
from anlauf.floor.queries import cases, rooms, waits
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


@pytest.fixture(autouse=True)
def _nothing_known():
    queries.forget_learned()
    yield
    queries.forget_learned()


def a_busy_room(people=4):
    house = make_floor.house()
    session = make_floor.clerk(house)
    visits = [make_floor.ticket(house, f"08:0{n}") for n in range(people)]
    return house, session, visits


def test_every_range_that_is_told_is_kept_once():
    _house, _session, visits = a_busy_room()

    first = commands.announce_waits(at=at("08:05"))
    again = commands.announce_waits(at=at("08:05"))

    assert (first, again) == (len(visits), 0)
    row = AnnouncedWait.objects.get(visit=visits[2])
    told = make.sure(queries.position(visits[2], at=at("08:05")).wait)
    assert (row.low, row.high, row.median) == (told.low, told.high, told.median)
    assert row.ahead == 2


def test_a_range_that_changes_is_kept_beside_the_old_one():
    house, session, visits = a_busy_room()
    commands.announce(house.office.pk, at=at("08:05"))
    make_floor.served(house, session, since="08:06", until="08:30")
    commands.announce(house.office.pk, at=at("08:30"))

    assert visits[3].announced.count() == 2


def test_ranges_are_held_against_what_happened():
    house, session, _visits = a_busy_room()
    commands.announce(house.office.pk, at=at("08:05"))
    make_floor.served(house, session, since="08:06", until="08:20")

    score = make.sure(queries.wait_score(at("08:00"), at("09:00")))

    assert score.ranges == 1  # nobody knows yet how long the others wait
    assert score.coverage == 1.0
    assert score.bias == pytest.approx(-1.0, abs=1.5)


def test_the_room_is_played_once_for_everybody_until_somebody_moves(monkeypatch):
    house, session, visits = a_busy_room()
    played = []
    original = waits.play_room

    def counted(office, **said):
        played.append(office)
        return original(office, **said)

    monkeypatch.setattr(waits, "play_room", counted)
    for visit in visits:
        queries.position(visit, at=at("08:10"))
    assert len(played) == 1

    make_floor.called(house, session, "08:10")
    queries.position(visits[3], at=at("08:10"))
    assert len(played) == 2


def test_five_hundred_people_cost_no_more_statements_than_five(count_statements):
    house = make_floor.house(clerks=60, hours=10)
    make_floor.clerk(house)
    counts = []
    for number in (3, 12):
        visits = [make_floor.ticket(house) for _ in range(number)]
        queries.learned_at(at("08:05"))
        queries.habits_of(house.office.pk, at=at("08:05"))
        queries.planned_at(house.office.pk, at=at("08:05"))
        with count_statements() as statements:
            queries.position(visits[-1], at=at("08:05"))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 14


def a_day_of_long_services(house, session, many=12):
    for number in range(many):
        minute = 24 * number
        since = f"{8 + minute // 60:02d}:{minute % 60:02d}"
        until = f"{8 + (minute + 23) // 60:02d}:{(minute + 23) % 60:02d}"
        make_floor.ticket(house, since)
        make_floor.served(house, session, since=since, until=until)


def test_service_times_are_learned_from_what_was_done():
    house = make_floor.house()
    session = make_floor.clerk(house)
    a_day_of_long_services(house, session)

    learned = commands.learn_waits(by=SYSTEM, at=at("20:00"))

    assert learned == 12
    row = ServiceTime.objects.get(service=house.service, office=house.office, part="morning")
    assert row.cases == 5
    factor = queries.learned_at(at("20:30")).of(house.service.pk, house.office.pk, part_of_day(11))
    assert 1.1 < factor.mean < 1.6  # 23 minutes instead of 15, a little believed


def test_a_slow_morning_makes_announced_waits_longer_the_same_day():
    house = make_floor.house()
    session = make_floor.clerk(house)
    a_day_of_long_services(house, session, many=5)
    visits = [make_floor.ticket(house, "10:01") for _ in range(5)]

    today = rooms.room_of(house.office.pk, at=at("10:45"))

    assert 1.02 < today.tempo < 1.3
    assert make.sure(queries.position(visits[-1], at=at("10:45")).wait).high > 0


def test_what_began_a_moment_ago_says_nothing_about_the_day():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house, "10:00")
    make_floor.served(house, session, since="10:00", until="10:01")
    assert rooms.room_of(house.office.pk, at=at("10:30")).tempo == 1.0
    assert rooms.room_of(house.office.pk, at=at("10:45")).tempo < 1.0


def test_what_was_learned_makes_announced_waits_longer():
    house = make_floor.house()
    session = make_floor.clerk(house)
    a_day_of_long_services(house, session)
    tomorrow = make.DAY + timedelta(days=1)
    make.office_day(house.office, supply=[2] * 96, on=tomorrow)
    nine = make.moment("09:00", tomorrow)
    visits = [
        commands.give_ticket(
            WalkIn(house.office.pk, house.line), request_key=uuid4(), by=SYSTEM, at=nine
        )
        for _ in range(5)
    ]
    before = make.sure(queries.position(visits[-1], at=nine).wait)
    commands.learn_waits(by=SYSTEM, at=at("20:00"))
    queries.forget_waits()
    after = make.sure(queries.position(visits[-1], at=nine).wait)

    assert after.median > before.median


def test_learning_again_replaces_what_was_learned_that_day():
    house = make_floor.house()
    session = make_floor.clerk(house)
    a_day_of_long_services(house, session, many=3)
    commands.learn_waits(by=SYSTEM, at=at("20:00"))
    rows = ServiceTime.objects.count(), WaitingHabits.objects.count()
    commands.learn_waits(by=SYSTEM, at=at("20:00"))

    assert (ServiceTime.objects.count(), WaitingHabits.objects.count()) == rows
    assert JournalEntry.objects.filter(verb="floor.waits_learned").count() == 2


def test_nothing_that_is_learned_names_anybody():
    columns = {field.name for model in (ServiceTime, WaitingHabits) for field in model._meta.fields}
    assert not columns & {"person", "session", "desk", "clerk"}


def test_arrivals_and_turnovers_are_cases_too():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.arrived(house, "08:30", came="08:20")
    make_floor.ticket(house, "08:21")
    make_floor.served(house, session, since="08:22", until="08:30")
    make_floor.served(house, session, since="08:32", until="08:40")

    kept = cases.kept_appointments(at("07:00"), at("18:00"))[house.office.pk]
    between = cases.turnovers(at("07:00"), at("18:00"))[house.office.pk]
    walk_ins = cases.walk_ins_by_hour(at("07:00"), at("18:00"), make.ZONE)[house.office.pk]

    assert (kept.late, kept.missed) == ((-10.0,), 0)
    assert between == [2.0]
    assert walk_ins[0][1][8] == 1.0


def test_the_command_line_shows_what_was_learned(capsys):
    house = make_floor.house()
    session = make_floor.clerk(house)
    call_command("service_times")
    assert "planned minutes hold" in capsys.readouterr().out
    a_day_of_long_services(house, session, many=3)
    commands.learn_waits(by=SYSTEM, at=at("20:00"))
    call_command("service_times", house.office.key)
    shown = capsys.readouterr().out
    assert "× planned" in shown
    assert CLERK.kind not in shown


def test_a_phone_asks_twice_while_nothing_changes_in_the_room(count_statements):
    house = make_floor.house()
    make_floor.clerk(house)
    visits = [make_floor.ticket(house, "08:00") for _ in range(5)]
    now = at("08:01")
    assert [queries.position(visit, at=now).ahead for visit in visits] == [0, 1, 2, 3, 4]

    with count_statements() as statements:
        queries.position(visits[3], at=now)
    assert len(statements) == 2

    commands.leave(visits[0], by=CLERK, at=now)
    assert queries.position(visits[3], at=now).ahead == 2
