"""From the journal to facts and sums: counted by hand, killed, late, and rebuilt from nothing."""

import random
from datetime import timedelta

import pytest
from django.db import connection

from anlauf.booking import commands as booking
from anlauf.booking.states import AppointmentState
from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.engine.figures import Days
from anlauf.evaluation import commands
from anlauf.evaluation.commands import reading
from anlauf.evaluation.models import BookingFact, Cursor, DayFigures, OfferSample, VisitFact
from anlauf.floor import commands as floor
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db

EVENING = make.moment("20:00")


def open_house(**said):
    """An office whose day was published as it always is: with an entry."""
    house = make_floor.house(**said)
    for day in house.office.days.all():
        journal.record("booking.supply_published", day, by=SYSTEM, at=make.AT)
    return house


def a_morning():
    """Two walk-ins served, one gone; one appointment served, one that nobody came to."""
    house = open_house()
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:00")
    make_floor.served(house, session, since="08:04", until="08:10")
    make_floor.ticket(house, "08:11")
    make_floor.served(house, session, since="08:30", until="08:50")
    floor.leave(make_floor.ticket(house, "08:51"), by=CLERK, at=make.moment("08:59"))
    make_floor.arrived(house, "09:30", came="09:00")
    make_floor.served(house, session, since="09:32", until="09:40")
    absent = make_floor.booked(house, "10:00")
    booking.end(absent, AppointmentState.MISSED, by=SYSTEM, at=make.moment("11:00"))
    return house


def sums():
    rows = DayFigures.objects.order_by("area_number", "office_number", "date").values()
    return [{k: v for k, v in row.items() if k != "id"} for row in rows]


def waits(octets):
    counts = Days.of([bytes(octets)], 60).counts[0]
    return {minute: int(number) for minute, number in enumerate(counts) if number}


def test_a_morning_counted_by_hand():
    house = a_morning()
    commands.catch_up(at=EVENING)

    day = DayFigures.objects.get(office_number=house.office.pk, date=make.DAY)

    assert waits(day.waits_walk_in) == {4: 1, 19: 1}
    assert waits(day.waits_appointed) == {2: 1}  # early is no wait
    assert (day.visits, day.left, day.served_minutes) == (4, 1, 6 + 20 + 8)
    assert (day.due, day.no_shows) == (2, 1)
    assert (day.open_minutes, day.clerk_minutes) == (8 * 60, 2 * 8 * 60)


def test_bookings_count_on_the_day_they_were_made():
    house = open_house(on=make.later(3))
    made = make_floor.booked(house, "10:00", on=make.later(3))
    commands.catch_up(at=EVENING)

    day = DayFigures.objects.get(office_number=house.office.pk, date=make.DAY)

    assert day.leads == 1
    assert day.lead_minutes == (made.starts_at - make.AT) // timedelta(minutes=1)
    assert day.due == 0


def test_no_fact_is_about_a_person_or_a_clerk():
    names = {field.name for model in (VisitFact, BookingFact) for field in model._meta.fields}
    assert not names & {"name", "email", "phone", "person", "desk", "language", "access_needs"}


def test_reading_twice_changes_nothing():
    a_morning()
    commands.catch_up(at=EVENING)
    before = sums()
    Cursor.objects.update(number=0)
    commands.catch_up(at=EVENING)
    assert sums() == before


def test_a_reader_killed_between_facts_and_cursor_loses_and_doubles_nothing(monkeypatch):
    a_morning()

    def kill(*_args, **_named):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_advance", kill)
        with pytest.raises(KeyboardInterrupt):
            commands.project(at=EVENING)
    assert not VisitFact.objects.exists()

    commands.catch_up(at=EVENING)
    assert VisitFact.objects.count() == 4
    assert set(commands.recompute(at=EVENING).values()) == {0}


def test_an_entry_that_appears_late_is_read_all_the_same():
    house = open_house()
    make_floor.ticket(house, "08:00")
    late = JournalEntry.objects.filter(thing="floor.visit").values().first()
    assert late is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('core_journalentry', 'id'))")
        gap = cursor.fetchone()[0]
    make_floor.ticket(house, "08:01")
    commands.catch_up(at=EVENING)
    VisitFact.objects.filter(number=late["thing_number"]).delete()  # as if it were not there yet

    JournalEntry.objects.create(**{**late, "id": gap})
    commands.catch_up(at=EVENING)

    assert VisitFact.objects.filter(number=late["thing_number"]).exists()
    assert gap not in Cursor.objects.get().gaps


def test_a_gap_is_forgotten_after_two_hours():
    a_morning()
    commands.catch_up(at=EVENING)
    Cursor.objects.update(gaps=[1_000_000])
    for hours in (1, 2):
        commands.catch_up(at=EVENING + timedelta(hours=hours))
    cursor = Cursor.objects.get()
    assert (cursor.gaps, cursor.gaps_before) == ([], [])


@pytest.mark.parametrize("seed", range(6))
def test_what_was_read_piece_by_piece_is_what_comes_from_nothing(seed):
    """Random days: people come, are served, leave, stay away; the reader stops anywhere."""
    luck = random.Random(seed)
    house = open_house(clerks=3)
    session = make_floor.clerk(house)
    minute = 0
    expected = [make_floor.booked(house, f"{hour:02d}:15") for hour in range(9, 14)]
    for _step in range(25):
        minute += luck.randint(1, 9)
        now = f"{8 + minute // 60:02d}:{minute % 60:02d}"
        deed = luck.choice(["ticket", "ticket", "serve", "leave", "cancel", "read", "sample"])
        if deed == "ticket":
            make_floor.ticket(house, now)
        elif deed == "serve" and house.office.visits.filter(state="waiting").exists():
            make_floor.served(house, session, since=now, until=now)
        elif deed == "leave":
            for visit in house.office.visits.filter(state="waiting")[:1]:
                floor.leave(visit, by=CLERK, at=make.moment(now))
        elif deed == "cancel" and expected:
            booking.cancel(expected.pop(), by=SYSTEM, at=make.moment(now))
        elif deed == "sample":
            commands.sample(at=make.moment(now))
        else:
            commands.project(at=make.moment(now), most=luck.randint(1, 7))
    commands.catch_up(at=EVENING)
    before = sums()

    found = commands.recompute(at=EVENING)

    assert set(found.values()) == {0}
    assert sums() == before


def test_a_fact_that_was_tampered_with_is_found_and_mended():
    a_morning()
    commands.catch_up(at=EVENING)
    before = sums()
    VisitFact.objects.filter(outcome="finished").update(wait=6000)

    found = commands.recompute(at=EVENING)

    assert found["evaluation_visitfact"] > 0
    assert sums() == before


def test_a_sample_is_taken_once_per_ten_minutes():
    house = open_house()
    commands.sample(at=make.moment("08:03"))
    commands.sample(at=make.moment("08:07"))
    commands.sample(at=make.moment("08:11"))

    mine = OfferSample.objects.filter(office_number=house.office.pk).order_by("at")
    anywhere = OfferSample.objects.filter(office_number__isnull=True)

    assert [row.at for row in mine] == [make.moment("08:00"), make.moment("08:10")]
    assert anywhere.count() == 2
    assert DayFigures.objects.filter(office_number__isnull=True).count() == 1
