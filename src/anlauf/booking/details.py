"""What every letter and calendar entry says about an appointment, in one language."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anlauf.booking import queries
from anlauf.booking.addresses import manage_link
from anlauf.booking.models import Appointment
from anlauf.core.text import say
from anlauf.engine.grid import TICK_MINUTES

_NAMED_OPENLY = frozenset({"residents"})
"""Areas whose services may stand where others look over one's shoulder: subject, SMS, calendar."""


@dataclass(frozen=True)
class Details:
    """An appointment in words."""

    city: str
    city_phone: str
    office: str
    street: str
    town: str
    date: str
    clock: str
    minutes: int
    services: tuple[str, ...]
    bring: tuple[str, ...]
    title: str
    code: str
    name: str
    link: str
    starts: datetime  # on the city's clock
    zone: ZoneInfo

    @property
    def ends(self) -> datetime:
        """When the visit should be over, on the city's clock."""
        length = timedelta(minutes=self.minutes)
        return (self.starts.astimezone(ZoneInfo("UTC")) + length).astimezone(self.zone)


def details(appointment: Appointment, language: str) -> Details:
    """The appointment in words of this language, which must be the active one."""
    told = queries.told(appointment)
    zone = ZoneInfo(told.zone)
    starts = appointment.starts_at.astimezone(zone)
    services = tuple(line(say(each.name, language), each.count) for each in told.lines)
    office = say(told.office_name, language)
    papers = [say(paper, language) for each in told.lines for paper in each.bring]
    papers = [*_proof(appointment, language), *papers]
    return Details(
        city=say(told.city, language),
        city_phone=told.city_phone,
        office=office,
        street=told.street,
        town=f"{told.postal_code} {told.town}",
        # Translators: a date with its weekday, in the letters of Django's date formats
        date=date_format(starts.date(), _("l, j F Y")),
        clock=starts.strftime("%H:%M"),
        minutes=appointment.ticks * TICK_MINUTES,
        services=services,
        bring=tuple(dict.fromkeys(papers)),
        title=_title(told.area, services, office),
        code=appointment.code,
        name=appointment.name,
        link=manage_link(appointment),
        starts=starts,
        zone=zone,
    )


def _proof(appointment: Appointment, language: str) -> list[str]:
    """What shows that it is urgent, if somebody said so."""
    rule = queries.claimed(appointment)
    return [] if rule is None else [say(rule.proof, language)]


def line(service: str, count: int) -> str:
    """A service with how many times it is wanted."""
    return service if count == 1 else f"{count} × {service}"


def is_named_openly(area: str) -> bool:
    """Tell whether services of this area may stand where others could read them."""
    return area in _NAMED_OPENLY


def _title(area: str, services: tuple[str, ...], office: str) -> str:
    if is_named_openly(area) and len(services) == 1:
        return _("%(service)s at %(office)s") % {"service": services[0], "office": office}
    return _("Appointment at %(office)s") % {"office": office}
