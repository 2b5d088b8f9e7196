"""Booking, reading and cancelling.

A program whose key vouches for those it books for gets an appointment at once. From anybody else a
mail address is proved first, by the letter that goes there: until then the time is only kept.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import get_language

from anlauf.api.crowd import let_through
from anlauf.api.qmatic import catalogue, times
from anlauf.api.qmatic.catalogue import Shape, branch_shape
from anlauf.api.qmatic.doors import Call, answers
from anlauf.api.qmatic.errors import Wrong
from anlauf.booking import commands
from anlauf.booking.queries import UnknownAppointment, processes, requests
from anlauf.booking.queries.processes import Process
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Contact, Wish
from anlauf.core import limits
from anlauf.core.limits import STEPS
from anlauf.directory.queries import visits
from anlauf.engine.grid import TICK_MINUTES, OffGrid, tick_of

_BOOKED = 20  # what a calendar of this kind calls a booked appointment
_MOST_PERSONS = 99
_PUBLIC_ID = re.compile(r"(?P<number>[0-9]{1,18})-(?P<key>[0-9a-f]{64})", re.ASCII)
_GONE = (AppointmentState.CANCELLED, AppointmentState.EXPIRED)


@answers(STEPS, "POST")
def book(call: Call, branch: str, day: str, clock: str) -> Shape:
    """Book a time for as many persons as are named."""
    said = _body(call.request)
    customers, services = _listed(said, "customers"), _listed(said, "services")
    keys = tuple(dict.fromkeys(str(each.get("publicId")) for each in services))
    contact = _contact(customers[0])
    request_key = _request_key(call, contact, said)
    wish = Wish(
        lines=times.lines(keys, len(customers), call.who),
        office=catalogue.branch_numbered(branch).pk,
        date=times.date_of(day),
        start=_tick(clock),
        network=let_through(call.request, request_key, "", at=call.at),
    )
    booked = commands.book(wish, contact, request_key=request_key, by=call.who.actor, at=call.at)
    return _shape(Process(booked), len(customers))


@answers(STEPS, "GET", "DELETE")
def show_or_cancel(call: Call, public_id: str) -> Shape | None:
    """Read an appointment, or give its time back."""
    found = _opened(public_id, at=call.at)
    appointment = found.appointment
    if call.request.method == "DELETE":
        if appointment.state == AppointmentState.HELD:
            raise UnknownAppointment
        commands.cancel(appointment, by=call.who.actor, at=call.at)
        return None
    persons = max(line.count for line in appointment.services.all())
    return {"appointment": _shape(found, persons)}


def _opened(public_id: str, *, at: datetime) -> Process:
    said = _PUBLIC_ID.fullmatch(public_id)
    if said is None:
        raise UnknownAppointment
    found = processes.process(int(said["number"]), said["key"], at=at)
    if found.appointment.state in _GONE:
        raise UnknownAppointment
    return found


def _request_key(call: Call, contact: Contact, said: Mapping[str, object]) -> UUID:
    """The same for the same request sent twice, for this interface knows no key for that.

    Without a contact nobody can tell a retry from the next person who wants the same.
    """
    if not (contact.email or contact.phone):
        return uuid4()
    whose = call.who.program or limits.network(str(call.request.META.get("REMOTE_ADDR", "")))
    words = json.dumps([whose, call.request.path, said], sort_keys=True)
    return requests.request_key(words, at=call.at)


def _shape(found: Process, persons: int) -> Shape:
    """The appointment for the wire; its moments are in UTC, as this interface writes them."""
    appointment = found.appointment
    office = visits.office_with_districts(appointment.day.office_id)
    offered = catalogue.Catalogue(tuple(visits.offerings_for_visits().filter(office=office)))
    lines = [line.service.key for line in appointment.services.select_related("service")]
    ends = appointment.starts_at + timedelta(minutes=appointment.ticks * TICK_MINUTES)
    customer = {
        "name": appointment.name,
        "lastName": appointment.name,
        "firstName": None,
        "email": appointment.email or None,
        "phone": appointment.phone or None,
    }
    return {
        "publicId": f"{appointment.pk}-{processes.process_key(appointment)}",
        "title": appointment.code if found.tells_all else "",
        "start": _moment(appointment.starts_at.isoformat()),
        "end": _moment(ends.isoformat()),
        "branch": branch_shape(office, offered.services_of(office.pk)),
        "services": [
            catalogue.service_shape(offered.services[key])
            for key in lines
            if key in offered.services
        ],
        "customers": [customer] * persons,
        "numberOfCustomers": persons,
        "notes": None,
        "status": _BOOKED,
        "confirmed": appointment.state not in UNCONFIRMED,
        "allDay": False,
        "blocking": False,
        "custom": None,
    }


def _moment(text: str) -> str:
    return text.replace("+00:00", ".000+0000")


def _contact(customer: Mapping[str, object]) -> Contact:
    """Who comes: the first of the customers, who is the same person in every one of them."""
    names = (str(customer.get(part) or "").strip() for part in ("firstName", "lastName"))
    return Contact(
        name=" ".join(name for name in names if name),
        email=str(customer.get("email") or ""),
        phone=str(customer.get("phone") or ""),
        language=get_language() or settings.LANGUAGE_CODE,
    )


def _tick(clock: str) -> int:
    try:
        return tick_of(time.fromisoformat(clock))
    except OffGrid:
        raise commands.TimeTaken from None
    except ValueError:
        raise Wrong(what="no clock shows this time") from None


def _body(request: HttpRequest) -> Mapping[str, object]:
    try:
        said = json.loads(request.body)
    except RequestDataTooBig:
        raise Wrong(what="the body is too long") from None
    except (ValueError, RecursionError):
        raise Wrong(what="the body is no JSON") from None
    if not isinstance(said, dict):
        raise Wrong(what="the body is no object")
    return said


def _listed(said: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = said.get(name)
    if not isinstance(found, list) or not 1 <= len(found) <= _MOST_PERSONS:
        raise Wrong(what=f"{name} must be a list of 1 to {_MOST_PERSONS}")
    if not all(isinstance(each, dict) for each in found):
        raise Wrong(what=f"{name} must hold objects")
    return found
