"""The entry people put into their own calendars."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any
from uuid import uuid4

import icalendar
import pytest

from anlauf.booking import calendar, commands
from anlauf.booking.models import Appointment
from anlauf.core.actors import CITIZEN
from tests import make

pytestmark = pytest.mark.django_db


def read(appointment: Appointment) -> tuple[icalendar.Calendar, Any]:
    found = icalendar.Calendar.from_ical(calendar.entry(appointment, at=make.AT))
    assert isinstance(found, icalendar.Calendar)
    return found, found.events[0]


def test_it_begins_and_ends_on_the_citys_clock():
    whole, event = read(make.appointment())
    assert event.start.astimezone(UTC) == make.moment("08:00")
    assert event.end - event.start == timedelta(minutes=15)
    assert whole.timezones[0].tz_name == "Europe/Berlin"
    assert whole["METHOD"] == "PUBLISH"


def test_a_move_keeps_the_entry_and_counts_it_up():
    wish = make.wish()
    old = make.appointment(wish)
    new = commands.move(
        old,
        replace(wish, start=make.tick("09:00")),
        request_key=uuid4(),
        by=CITIZEN,
        at=make.AT,
    )
    before, after = read(old)[1], read(new)[1]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_a_cancelled_appointment_is_taken_out_again():
    appointment = make.appointment()
    cancelled = commands.cancel(appointment, by=CITIZEN, at=make.AT)
    whole, event = read(cancelled)
    assert (whole["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


@pytest.mark.parametrize(
    ("on", "offset"), [(date(2027, 3, 29), 2), (date(2026, 10, 26), 1), (date(2027, 7, 1), 2)]
)
def test_summer_and_winter_time_are_in_the_file(on, offset):
    offering = make.offering(make.office())
    make.office_day(offering.office, on=on)
    at = make.moment("08:00", on) - timedelta(days=3)
    appointment = make.appointment(make.wish(offering, on=on), at=at)
    _whole, event = read(appointment)
    assert event.start.utcoffset() == timedelta(hours=offset)
    assert f"{event.start:%H:%M}" == "08:00"


def test_it_carries_place_code_and_link():
    appointment = make.appointment()
    _whole, event = read(appointment)
    assert "20095 Hamburg" in event["LOCATION"]
    assert appointment.code in event["DESCRIPTION"]
    assert "/appointment/" in event["URL"]
