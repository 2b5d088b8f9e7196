"""What every letter and page says about an entry on the waiting list, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anlauf.booking import queries
from anlauf.booking.details import Details, details, is_named_openly, line
from anlauf.booking.queries import KeptWish, Offer
from anlauf.core.links import link
from anlauf.core.text import say
from anlauf.engine.grid import TICKS, clock_text

_EVERY_DAY = 7


@dataclass(frozen=True)
class WishDetails:
    """An entry in words."""

    city: str
    city_phone: str
    title: str
    services: tuple[str, ...]
    offices: tuple[str, ...]
    since: str
    until: str
    weekdays: str  # empty: any
    between: str  # empty: any
    name: str
    link: str


def wish_details(wish: KeptWish, language: str) -> WishDetails:
    """The entry in words of this language, which must be the active one."""
    told = queries.told_wish(wish)
    services = tuple(line(say(name, language), count) for name, count in told.services)
    openly = len(services) == 1 and is_named_openly(told.area)
    return WishDetails(
        city=say(told.city, language),
        city_phone=told.city_phone,
        title=services[0] if openly else _("an appointment"),
        services=services,
        offices=tuple(say(name, language) for name in told.offices),
        since=date_format(wish.since, _("l, j F Y")),
        until=date_format(wish.until, _("l, j F Y")),
        weekdays=_weekdays(wish.weekdays),
        between=_between(wish.start, wish.end),
        name=wish.name,
        link=link(f"/wish/{queries.wish_key(wish)}/"),
    )


@dataclass(frozen=True)
class Offered:
    """A time kept for one entry alone, in words; `until_date` is empty when that is today."""

    time: Details
    until: str
    until_date: str
    link: str


def offered_words(offer: Offer, language: str) -> Offered:
    """The offer in words of this language, which must be the active one."""
    time = details(offer.appointment, language)
    until = offer.until.astimezone(time.zone)
    today = offer.made_at.astimezone(time.zone).date()
    return Offered(
        time=time,
        until=until.strftime("%H:%M"),
        until_date="" if until.date() == today else date_format(until.date(), _("l, j F Y")),
        link=link(f"/offer/{queries.offer_key(offer)}/"),
    )


def _weekdays(numbers: Iterable[int]) -> str:
    chosen = sorted(set(numbers))
    return "" if len(chosen) == _EVERY_DAY else ", ".join(str(WEEKDAYS[day]) for day in chosen)


def _between(start: int, end: int) -> str:
    if start == 0 and end == TICKS:
        return ""
    if start == 0:
        return _("before %(clock)s") % {"clock": clock_text(end)}
    if end == TICKS:
        return _("from %(clock)s on") % {"clock": clock_text(start)}
    return _("from %(start)s to %(end)s") % {"start": clock_text(start), "end": clock_text(end)}
