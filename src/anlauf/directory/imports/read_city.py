"""Reads the city itself, its districts and quarters, areas, skills and places."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from django.utils.translation import gettext as _

from anlauf.directory.imports.described import Area, City, District, Place, Quarter, Skill
from anlauf.directory.imports.table import Table
from anlauf.directory.states import Access

_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z]+)*$")
_REGION = re.compile(r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")


def city(table: Table) -> City:
    """The one table that speaks of the whole network."""
    found = City(
        key=table.id(),
        name=table.wording("name"),
        zone=table.text("zone"),
        holiday_region=table.text("holiday_region"),
        languages=table.texts("languages", needed=True),
        postal_codes=table.texts("postal_codes", needed=True),
        phone=table.text("phone", default=""),
    )
    _check_zone(table, found.zone)
    _check_region(table, found.holiday_region)
    table.done()
    return found


def district(table: Table) -> District:
    """A district with its quarters."""
    found = District(
        key=table.id(),
        name=table.text("name"),
        quarters=tuple(_quarter(each) for each in table.tables("quarters", "quarter")),
    )
    table.done()
    return found


def area(table: Table) -> Area:
    """An area."""
    found = Area(
        key=table.id(),
        name=table.wording("name"),
        position=table.whole("position", default=0),
        booked_by_phone=table.flag("booked_by_phone", default=True),
    )
    table.done()
    return found


def skill(table: Table) -> Skill:
    """A skill."""
    found = Skill(key=table.id(), name=table.wording("name"), area=table.one("area", "area"))
    table.done()
    return found


def place(table: Table, postal_codes: frozenset[str]) -> Place:
    """An address."""
    latitude, longitude = _point(table)
    found = Place(
        key=table.id(),
        street=table.text("street"),
        postal_code=table.text("postal_code"),
        town=table.text("town"),
        district=table.one("district", "district"),
        latitude=latitude,
        longitude=longitude,
        access=tuple(each.value for each in table.some_of("access", Access)),
        sourced=not table.assumed & {"street", "postal_code"},
    )
    if found.postal_code and postal_codes and found.postal_code not in postal_codes:
        table.wrong(
            "postal_code",
            _("%(code)s is no postal code of this city.") % {"code": found.postal_code},
        )
    table.done()
    return found


def _quarter(table: Table) -> Quarter:
    latitude, longitude = _point(table)
    found = Quarter(
        key=table.id(),
        name=table.text("name"),
        latitude=latitude or 0.0,
        longitude=longitude or 0.0,
        postal_codes=table.texts("postal_codes"),
    )
    if latitude is None or longitude is None:
        table.wrong("id", _("A quarter needs latitude and longitude."))
    table.done()
    return found


def _point(table: Table) -> tuple[float | None, float | None]:
    latitude, longitude = table.decimal("latitude"), table.decimal("longitude")
    if (latitude is None) != (longitude is None):
        table.wrong("latitude", _("Latitude and longitude are given together or not at all."))
    for key, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if value is not None and abs(value) > most:
            table.wrong(key, _("%(value)s is not on the globe.") % {"value": value})
    return (
        None if latitude is None else float(latitude),
        None if longitude is None else float(longitude),
    )


def _check_zone(table: Table, zone: str) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        table.wrong(
            "zone",
            _("“%(zone)s” is no time zone.") % {"zone": zone},
            _("Write it like Europe/Berlin."),
        )


def _check_region(table: Table, region: str) -> None:
    if not region:
        return
    country, _dash, part = region.partition("-")
    known = holidays.list_supported_countries()
    if not _REGION.match(region) or country not in known or (part and part not in known[country]):
        table.wrong(
            "holiday_region",
            _("The public holidays of “%(region)s” are not known.") % {"region": region},
            _("Write it like DE-HH."),
        )
