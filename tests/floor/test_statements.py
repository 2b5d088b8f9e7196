"""How often each step of a visit asks the database; a full counter feels every one more."""

from contextlib import suppress
from functools import partial
from uuid import uuid4

import pytest

from anlauf.booking import audit
from anlauf.booking.commands import NoWalkInsLeft
from anlauf.core.actors import DEVICE
from anlauf.core.models import JournalEntry
from anlauf.floor import commands
from anlauf.floor.models import Visit
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def steps(visit, session):
    """The verbs of a whole cycle with the most statements each may take."""
    at = make.moment("09:05")
    return [
        (5, partial(commands.call_next, session, by=CLERK, at=at)),
        (2, partial(commands.start, visit, by=CLERK, at=at)),
        (2, partial(commands.finish, visit, by=CLERK, at=at)),
    ]


def warm(house, session):
    """Once around, so that what a process reads once has been read."""
    visit = make_floor.arrived(house, "08:00", came="07:55")
    commands.call_next(session, by=CLERK, at=make.moment("08:00"))
    commands.finish(
        commands.start(visit, by=CLERK, at=make.moment("08:00")),
        by=CLERK,
        at=make.moment("08:10"),
    )


def fill(house):
    """Let people in until nobody else can be served."""
    with suppress(NoWalkInsLeft):
        for _ in range(40):
            make_floor.ticket(house, "08:00")


def without_savepoints(statements):
    """The statements themselves: a test is a transaction already, a city's command is not."""
    return [one for one in statements if "SAVEPOINT" not in one["sql"]]


def test_a_visit_with_an_appointment_takes_thirteen_statements(count_statements):
    house = make_floor.house()
    session = make_floor.clerk(house)
    warm(house, session)
    code = make_floor.booked(house, "09:00").code

    with count_statements() as coming:
        visit = commands.check_in(code, house.office.pk, by=DEVICE, at=make.moment("08:58"))

    assert len(without_savepoints(coming)) == 4
    for most, step in steps(visit, session):
        with count_statements() as taken:
            step()
        assert len(without_savepoints(taken)) == most, step.func.__name__
    assert list(audit.differences()) == []


def test_a_walk_in_is_let_in_with_six_statements(count_statements):
    house = make_floor.house()
    make_floor.ticket(house, "08:30")

    with count_statements() as statements:
        make_floor.ticket(house, "08:31")

    assert len(without_savepoints(statements)) == 6


def test_a_full_day_writes_nothing_down(count_statements):
    house = make_floor.house(clerks=1, hours=1)
    fill(house)
    before = JournalEntry.objects.count(), Visit.objects.count()

    with count_statements() as statements, pytest.raises(NoWalkInsLeft):
        make_floor.ticket(house, "08:01")

    assert (JournalEntry.objects.count(), Visit.objects.count()) == before
    assert not [one for one in statements if "ROLLBACK" in one["sql"]]
    assert list(audit.differences()) == []


def test_a_retry_on_a_day_that_is_full_by_now_finds_the_first_ticket():
    house = make_floor.house(clerks=1, hours=1)
    key = uuid4()
    first = make_floor.ticket(house, "08:00", request_key=key)
    fill(house)

    assert make_floor.ticket(house, "08:02", request_key=key) == first


def test_each_step_leaves_one_entry_about_the_visit_and_one_about_its_promise():
    house = make_floor.house()
    session = make_floor.clerk(house)
    visit = make_floor.arrived(house, "08:00", came="07:55")
    commands.call_next(session, by=CLERK, at=make.moment("08:00"))
    commands.start(visit, by=CLERK, at=make.moment("08:01"))
    commands.finish(visit, by=CLERK, at=make.moment("08:10"))

    assert make_floor.verbs(visit) == [
        "floor.checked_in",
        "floor.called",
        "floor.started",
        "floor.finished",
    ]
    kept = JournalEntry.objects.filter(
        thing="booking.appointment", thing_number=visit.appointment_id
    )
    assert list(kept.order_by("pk").values_list("verb", flat=True))[-2:] == [
        "booking.arrived",
        "booking.served",
    ]
