"""An appointment as an entry for people's own calendars (RFC 5545)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vText

from anlauf.booking.details import Details, details
from anlauf.booking.models import Appointment
from anlauf.booking.states import GONE


class Method(StrEnum):
    """What the entry asks a calendar to do."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Edition:
    """What an entry asks for, and its place in the row of entries about one appointment."""

    method: Method
    sequence: int


def entry(appointment: Appointment, *, at: datetime) -> str:
    """The calendar file of this appointment: an entry to keep, or one to take out again.

    The entry keeps its number over every move; a higher `SEQUENCE` replaces what a calendar knows.
    """
    method = Method.CANCEL if appointment.state in GONE else Method.PUBLISH
    edition = Edition(method, appointment.sequence)
    with translation.override(appointment.language):
        return written(appointment, details(appointment, appointment.language), edition, at=at)


def written(appointment: Appointment, words: Details, edition: Edition, *, at: datetime) -> str:
    """The calendar file with these words."""
    calendar = Calendar()
    calendar.add("prodid", "-//Anlauf//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", edition.method)
    calendar.add_component(_event(appointment, words, edition, at=at))
    text = bytes(calendar.to_ical()).decode()
    zone = _timezone(words.zone.key, words.starts.year)
    return text.replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT", 1)


def _event(appointment: Appointment, words: Details, edition: Edition, *, at: datetime) -> Event:
    event = Event()
    event.add("uid", str(appointment.uid))
    event.add("sequence", edition.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", words.starts)
    event.add("dtend", words.ends)
    event.add("summary", words.title)
    event.add("location", vText(f"{words.office}, {words.street}, {words.town}"))
    event.add("url", words.link)
    event.add("description", _description(words))
    event.add("status", "CANCELLED" if edition.method is Method.CANCEL else "CONFIRMED")
    return event


@lru_cache(maxsize=16)
def _timezone(zone: str, year: int) -> str:
    """When the clocks change around this year: the longest part of every file, always the same."""
    part = Timezone.from_tzid(zone, first_date=date(year, 1, 1), last_date=date(year + 2, 1, 1))
    return bytes(part.to_ical()).decode()


def _description(words: Details) -> str:
    code = _("Your code on arrival: %(code)s") % {"code": words.code}
    change = _("Move or cancel: %(link)s") % {"link": words.link}
    return f"{code}\n{change}"
