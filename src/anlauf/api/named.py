"""From the keys on the wire to the numbers inside, and back."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from anlauf.api.doors import Caller
from anlauf.api.schemas import (
    AppointmentOut,
    ContactIn,
    LineIn,
    LineOut,
    MoveIn,
    TimeOut,
    WishIn,
)
from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import UNCONFIRMED, Share
from anlauf.booking.values import Contact, Line, Start, Wish
from anlauf.core.refusal import Invalid, Unknown
from anlauf.directory import queries as directory
from anlauf.directory.queries import District, Service
from anlauf.engine.grid import TICK_MINUTES, clock_text, tick_of


class UnknownOffice(Unknown):
    """No visible office has that key."""

    code = "unknown_office"
    sentence = _("There is no office “%(key)s”.")


class UnknownService(Unknown):
    """No public service has that key."""

    code = "unknown_service"
    sentence = _("There is no service “%(key)s”.")


class NotCompetent(Invalid):
    """Where somebody lives decides which office may help, and it is not this one."""

    code = "not_competent"
    sentence = _(
        "For this service your district of residence decides which office may help you."
        " Please name your district, or choose the office for it."
    )


class UnknownDistrict(Unknown):
    """No district has that key."""

    code = "unknown_district"
    sentence = _("There is no district “%(key)s”.")


class UnknownUrgency(Unknown):
    """No published reason has that key."""

    code = "unknown_urgency"
    sentence = _("There is no reason “%(key)s” for urgent matters.")


def office(key: str) -> int:
    """The number of the office with this key."""
    number = directory.offices().filter(key=key).values_list("pk", flat=True).first()
    if number is None:
        raise UnknownOffice(key=key)
    return number


def service(key: str) -> Service:
    """The service with this key."""
    try:
        return directory.service(key)
    except ObjectDoesNotExist:
        raise UnknownService(key=key) from None


def district(key: str) -> District:
    """The district with this key."""
    try:
        return directory.districts().get(key=key)
    except ObjectDoesNotExist:
        raise UnknownDistrict(key=key) from None


def competent(office: int, wanted: Iterable[Line], district_key: str | None) -> int:
    """The office again, if it may serve this for somebody who lives there."""
    home = district(district_key) if district_key else None
    if not directory.competent(office, [line.service for line in wanted], home):
        raise NotCompetent
    return office


def lines(wanted: Iterable[LineIn]) -> tuple[Line, ...]:
    """What is wanted, in numbers; the same service named twice adds up."""
    counts = _counts(wanted)
    known = directory.services().filter(key__in=counts).values_list("key", "pk")
    return _numbered(counts, dict(known))


def numbered(wanted: Iterable[LineIn], known: Mapping[str, int]) -> tuple[Line, ...]:
    """The same, where the numbers have been asked for already."""
    return _numbered(_counts(wanted), known)


def wish(wanted: WishIn, who: Caller) -> Wish:
    """A wish from the wire, from the share this caller may take from."""
    counts = _counts(wanted.services)
    meant = directory.meant(wanted.office, counts)
    found = _numbered(counts, meant.services)
    if meant.office is None:
        raise UnknownOffice(key=wanted.office)
    if wanted.district or not meant.city_wide:
        competent(meant.office, found, wanted.district)
    return Wish(
        lines=found,
        office=meant.office,
        date=wanted.date,
        start=tick_of(time.fromisoformat(wanted.time)),
        channel=wanted.channel,
        share=share(who, internal=wanted.internal, urgent=wanted.urgency is not None),
        language=wanted.language,
        urgency=urgency(wanted.urgency),
        urgent_on=wanted.urgent_on,
    )


def share(who: Caller, *, internal: bool, urgent: bool) -> str:
    """The share this caller may take from; whether a matter is urgent is checked by booking."""
    if urgent:
        return Share.URGENT
    return who.share(Share.INTERNAL if internal else Share.ONLINE)


def urgency(key: str | None) -> int | None:
    """The number of the reason claimed."""
    if key is None:
        return None
    number = booking.urgency_number(key)
    if number is None:
        raise UnknownUrgency(key=key)
    return number


def moved(appointment: Appointment, to: MoveIn) -> Wish:
    """The same services as before, elsewhere or at another time."""
    same = tuple(Line(line.service_id, line.count) for line in appointment.services.all())
    number = office(to.office)
    stays = number == appointment.day.office_id
    return Wish(
        lines=same,
        office=number if stays else competent(number, same, to.district),
        date=to.date,
        start=tick_of(time.fromisoformat(to.time)),
        channel=appointment.channel,
        language=appointment.language,
    )


def contact(given: ContactIn) -> Contact:
    """A contact from the wire."""
    return Contact(
        name=given.name.strip(),
        email=given.email.strip(),
        phone=given.phone.strip(),
        language=given.language,
        access_needs=tuple(given.access_needs),
    )


def appointment_out(appointment: Appointment, key: str, *, at: datetime) -> AppointmentOut:
    """A promise for the wire, with the key that opens it.

    The form's key tells no code: with it and the address somebody could find the letters' key.
    """
    until = appointment.held_until if appointment.state in UNCONFIRMED else None
    return AppointmentOut(
        key=key,
        code=appointment.code if key == booking.manage_key(appointment) else "",
        state=appointment.state,
        office=directory.office_key(appointment.day.office_id),
        date=appointment.day.date,
        time=clock_text(appointment.start),
        starts_at=appointment.starts_at,
        minutes=appointment.ticks * TICK_MINUTES,
        services=[
            LineOut(service=directory.service_key(line.service), count=line.count)
            for line in booking.services_of(appointment)
        ],
        held_until=until,
        seconds_left=None if until is None else max(0, int((until - at).total_seconds())),
    )


def time_out(start: Start, keys: dict[int, str]) -> TimeOut:
    """A time on offer for the wire; from our own values, so it need not be checked."""
    return TimeOut.model_construct(
        office=keys[start.office],
        date=start.date,
        time=clock_text(start.tick),
        starts_at=start.at,
        minutes=start.minutes,
    )


def _counts(wanted: Iterable[LineIn]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in wanted:
        counts[line.service] = counts.get(line.service, 0) + line.count
    return counts


def _numbered(counts: Mapping[str, int], known: Mapping[str, int]) -> tuple[Line, ...]:
    for key in counts:
        if key not in known:
            raise UnknownService(key=key)
    return tuple(Line(known[key], count) for key, count in counts.items())
