"""Asks the house what the pages of steering show."""

from datetime import date, datetime

from anlauf.booking import queries as booking
from anlauf.booking.states import UNCONFIRMED, Share
from anlauf.directory.queries import Office
from anlauf.evaluation import queries as evaluation
from anlauf.evaluation.queries import OfficeNow
from anlauf.floor import queries as floor
from anlauf.web.planning.network import OfficeFigures, days_until


def figures(*, at: datetime) -> list[OfficeFigures]:
    """Every office as it is this moment."""
    today = floor.today(at)
    return [_figures(now, today) for now in evaluation.city_now(at=at)]


def appointments(office: Office, on: date) -> list[tuple[int, str]]:
    """Start tick and state of every confirmed appointment on this date, walk-ins apart."""
    return [
        (row.start, row.state)
        for row in booking.appointments_of_day(office.pk, on)
        if row.state not in UNCONFIRMED and row.share != Share.WALK_IN
    ]


def _figures(now: OfficeNow, today: date) -> OfficeFigures:
    start = now.next_start
    return OfficeFigures(
        key=now.office.key,
        area=now.office.area.key,
        area_name=now.office.area.name,
        name=now.office.name,
        short=now.office.short,
        longitude=now.office.place.longitude,
        latitude=now.office.place.latitude,
        is_open=now.open,
        waiting=now.waiting,
        longest_minutes=now.longest_now_minutes,
        usual_minutes=now.median_minutes,
        open_desks=now.open_desks,
        desks=now.desks,
        walk_ins_open=now.walk_ins_open,
        next_free=start.at if start else None,
        next_free_days=days_until(today, start.date if start else None),
    )
