"""An office of one's own for benchmarks that need no city around it."""

from collections.abc import Iterable
from datetime import date

from anlauf.booking.models import OfficeDay
from anlauf.directory.models import (
    Area,
    City,
    Desk,
    District,
    Offering,
    Office,
    Place,
    Service,
    Skill,
)
from anlauf.directory.states import Channel, Competence, OfficeKind
from anlauf.engine.capacity import EMPTY_DAY
from anlauf.engine.grid import TICKS


def build(key: str, *, desks: int) -> Office:
    """An office in the one bench city, with so many desks and one service of 15 minutes."""
    City.objects.get_or_create(
        key="city",
        defaults={
            "name": {"de": "Stadt"},
            "zone": "Europe/Berlin",
            "holiday_region": "HH",
            "languages": ["de"],
            "postal_codes": ["20095"],
        },
    )
    district, _ = District.objects.get_or_create(key="middle", name="Mitte")
    place = Place.objects.create(
        key=key, street="Marktstraße 1", postal_code="20095", town="Stadt", district=district
    )
    area, _ = Area.objects.get_or_create(key="residents", name={"de": "Einwohner"}, position=1)
    skill, _ = Skill.objects.get_or_create(key="residents", name={"de": "Einwohner"}, area=area)
    service, _ = Service.objects.get_or_create(
        key="card", name={"de": "Ausweis"}, area=area, skill=skill, competence=Competence.CITY
    )
    office = Office.objects.create(
        key=key,
        name={"de": key},
        short=key,
        area=area,
        place=place,
        kind=OfficeKind.FULL,
        sort_key=key,
    )
    Offering.objects.create(
        office=office, service=service, minutes=15, minutes_further=0, channels=[Channel.VISIT]
    )
    for number in range(1, desks + 1):
        Desk.objects.create(office=office, number=number, name=str(number))
    return office


def open_all_day(office: Office, days: Iterable[date], *, clerks: int) -> None:
    """So many clerks and desks at every tick of these dates."""
    OfficeDay.objects.bulk_create(
        OfficeDay(
            office=office,
            date=day,
            spans=[[0, TICKS]],
            groups=[["residents"]],
            supply=bytes([clerks]) * TICKS,
            promised=EMPTY_DAY,
            desks=bytes([clerks]) * TICKS,
        )
        for day in days
    )
