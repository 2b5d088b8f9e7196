"""Reserving, naming, confirming and cancelling, step by step as the component does it.

The key handed to the browser shows and cancels an appointment. It confirms one only where another
appointment has proved the mailbox: what proves it first is the key in the letter.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.translation import get_language

from anlauf.api.munich import asked, captcha, doors, process, shapes
from anlauf.api.munich.errors import Faulty
from anlauf.booking import commands
from anlauf.booking.commands import introduce, rush
from anlauf.booking.queries import Appointment, processes
from anlauf.booking.queries.processes import Process
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core.actors import CITIZEN
from anlauf.core.limits import STEPS
from anlauf.directory import queries as directory
from anlauf.directory.queries import visits
from anlauf.engine.grid import instant, local

_GONE = (AppointmentState.CANCELLED, AppointmentState.EXPIRED)


@doors.answers("POST", STEPS)
def reserve(request: HttpRequest, at: datetime) -> shapes.Process:
    """Keep a time for as long as the form takes."""
    said = asked.body(request)
    office = said.number("officeId", "invalidOfficeId")
    lines = said.lines("serviceId", "serviceCount")
    start = said.moment("timestamp", "invalidTimestamp", after=at)
    said.settle()
    _check_offered(office, lines)

    zone = directory.zone()
    date, tick = local(start, zone)
    if instant(date, tick, zone) != start:
        raise Faulty("appointmentNotAvailable")
    request_key = uuid4()  # nobody is named yet: the same wish again may be the next person's
    network = _let_through(request, request_key, said.text("captchaToken"), at=at)
    wish = Wish(lines, office, date, tick, language=_language(), network=network)
    held = commands.hold(wish, request_key=request_key, by=CITIZEN, at=at)
    return process.shape(Process(held), at=at)


@doors.answers("GET", STEPS)
def show(request: HttpRequest, at: datetime) -> shapes.Process:
    """The appointment that a key opens."""
    found = _opened(asked.address(request), at=at)
    if _is_gone(found.appointment, at=at):
        raise Faulty("appointmentNotFound")
    return process.shape(found, at=at)


@doors.answers("POST", STEPS)
def update(request: HttpRequest, at: datetime) -> shapes.Process:
    """Write down whom a reserved time is for."""
    said = asked.body(request)
    name, email, phone = said.text("familyName"), said.text("email"), said.phone()
    if not name:
        said.wrong.append("invalidFamilyName")
    for field in ("customTextfield", "customTextfield2"):
        said.short_text(field)
    if not email:
        said.wrong.append("emailIsRequired")
    held = _opened(said, at=at).appointment

    contact = Contact(name, email, phone, language=_language())
    introduce.introduce(held, contact, by=CITIZEN, at=at)
    return process.shape(Process(held), at=at)


@doors.answers("POST", STEPS)
def preconfirm(request: HttpRequest, at: datetime) -> shapes.Process:
    """Send the letter whose key confirms; asking twice is asking once."""
    held = _opened(asked.body(request), at=at).appointment
    if held.state not in UNCONFIRMED or _is_gone(held, at=at):
        raise Faulty("processNotReservedAnymore")
    if not held.email:
        raise Faulty("emailIsRequired")

    introduce.ask_mailbox(held, by=CITIZEN, at=at)
    return process.shape(Process(held), at=at)


@doors.answers("POST", STEPS)
def confirm(request: HttpRequest, at: datetime) -> shapes.Process:
    """Book what the letter's key has opened, or what a known mailbox has reserved anew."""
    found = _opened(asked.body(request), at=at)
    appointment = found.appointment
    if appointment.state == AppointmentState.CANCELLED:
        raise Faulty("appointmentNotFound")
    if _is_gone(appointment, at=at):
        raise Faulty("preconfirmationExpired")
    if appointment.state not in UNCONFIRMED:
        raise Faulty("processNotPreconfirmedAnymore")

    if found.by_letter:
        booked = commands.confirm_mail(appointment, by=CITIZEN, at=at)
    else:
        booked = introduce.confirm_as_known(appointment, by=CITIZEN, at=at)
    told = process.shape(Process(booked, by_letter=found.by_letter), at=at)
    told["captchaToken"] = captcha.token(doors.network(request), at=at)
    return told


@doors.answers("POST", STEPS)
def cancel(request: HttpRequest, at: datetime) -> shapes.Process:
    """Give the time back; doing it twice is doing it once."""
    found = _opened(asked.body(request), at=at)
    appointment = found.appointment
    if appointment.state == AppointmentState.HELD:
        freed = commands.release(appointment, by=CITIZEN, at=at)
    elif appointment.state == AppointmentState.EXPIRED:
        raise Faulty("appointmentNotFound")
    else:
        freed = commands.cancel(appointment, by=CITIZEN, at=at)
    return process.shape(Process(freed, by_letter=found.by_letter), at=at)


def _let_through(request: HttpRequest, request_key: UUID, token: str, *, at: datetime) -> str:
    """The network of somebody who may reserve now; in a crowd that takes a token."""
    asker = rush.Asker(doors.origin(request), request_key)
    try:
        return rush.let_through(asker, at=at)
    except rush.ChallengeRequired:
        captcha.admit(token, asker.network, at=at)
        return asker.network


def _opened(said: asked.Reader, *, at: datetime) -> Process:
    """The appointment the request names, if its key opens it and nothing else is wrong."""
    number = said.number("processId", "invalidProcessId")
    key = said.auth_key()
    said.settle()
    return processes.process(number, key, at=at)


def _check_offered(office: int, lines: tuple[Line, ...]) -> None:
    """Refuse what the office does not do, and more of it than one visit may hold."""
    rows = visits.offerings_for_visits().filter(office=office)
    offered = {row.service_id: row for row in rows}
    if any(line.service not in offered for line in lines):
        raise Faulty("invalidLocationAndServiceCombination")
    if any(line.count > offered[line.service].most for line in lines):
        raise Faulty("tooManyServicesPerAppointment")


def _is_gone(appointment: Appointment, *, at: datetime) -> bool:
    """Tell whether nobody can use it any more, also when its end has not been written down yet."""
    if appointment.state in UNCONFIRMED:
        return appointment.held_until is not None and appointment.held_until <= at
    return appointment.state in _GONE


def _language() -> str:
    return get_language() or "de"
