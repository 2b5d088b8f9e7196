"""The city this moment, office by office."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from anlauf.booking import queries as booking
from anlauf.booking.models import OfficeDay
from anlauf.booking.states import OCCUPYING, UNCONFIRMED, Share
from anlauf.booking.values import Line, Question, Start
from anlauf.directory import queries as directory
from anlauf.directory.models import Offering, Office, Service
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Need
from anlauf.engine.grid import Span, ticks_for
from anlauf.evaluation.values import OfficeNow
from anlauf.floor import queries as floor

_DESKS_IN_USE = Count("desks", filter=Q(desks__active=True))
_BOOKED = Count(
    "appointments",
    filter=Q(appointments__state__in=sorted(OCCUPYING - UNCONFIRMED))
    & ~Q(appointments__share=Share.WALK_IN),
)


@dataclass(frozen=True)
class _Wanted:
    """What people of an area want most, and the area's offices asked about."""

    service: Service
    offices: tuple[int, ...]


def city_now(*, at: datetime, offices: Collection[int] | None = None) -> tuple[OfficeNow, ...]:
    """Every office this moment by the same definitions: eight statements, and two per area.

    Open is what the published day says. Appointments are those of today that were confirmed,
    whatever became of them; walk-ins are not among them.
    """
    shown = directory.offices()
    if offices is not None:
        shown = shown.filter(pk__in=offices)
    rows = list(shown.annotate(desks_in_use=_DESKS_IN_USE))
    numbers = [row.pk for row in rows]
    seen = floor.look(at)
    pages = OfficeDay.objects.filter(office__in=numbers, date=seen.today)
    days = {day.office_id: day for day in pages.annotate(booked=_BOOKED)}
    rooms = floor.waiting_rooms(numbers, seen)
    wanted = _most_wanted(rows)
    walk_ins = floor.first_walk_ins(days, _needs(wanted), seen)
    starts = _next_starts(wanted, at=at)
    return tuple(
        OfficeNow(
            office=row,
            open=any(span.holds(seen.tick) for span in spans),
            spans=spans,
            open_desks=room.open_desks,
            desks=row.desks_in_use,
            waiting=room.waiting,
            longest_now_minutes=room.longest_now_minutes,
            longest_minutes=room.longest_minutes,
            median_minutes=room.median_minutes,
            walk_ins_open=walk_ins.get(row.pk) is not None,
            next_start=starts.get(row.pk),
            appointments=day.booked if day is not None else 0,
        )
        for row in rows
        for day in [days.get(row.pk)]
        for room in [rooms[row.pk]]
        for spans in [_spans(day)]
    )


def next_starts_by_area(*, at: datetime) -> dict[int, dict[int, Start | None]]:
    """By area and office the next time on offer for what people of the area want most."""
    wanted = _most_wanted(directory.offices())
    return {one.service.area_id: _next_starts([one], at=at) for one in wanted}


def _spans(day: OfficeDay | None) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in day.spans) if day is not None else ()


def _most_wanted(rows: Iterable[Office]) -> list[_Wanted]:
    """By area the service at the head of its catalogue."""
    by_area: dict[int, list[int]] = {}
    for row in rows:
        by_area.setdefault(row.area_id, []).append(row.pk)
    first = directory.services().filter(area__in=by_area)
    services = first.order_by("area", "position", "key").distinct("area")
    return [_Wanted(service, tuple(by_area[service.area_id])) for service in services]


def _needs(wanted: Iterable[_Wanted]) -> Mapping[int, Need]:
    """What that service takes where walk-ins may have it, by office."""
    offered = Offering.objects.filter(
        service__in=[one.service.pk for one in wanted],
        office__in=[office for one in wanted for office in one.offices],
        service__walk_in=True,
        channels__contains=[Channel.VISIT],
    )
    rows = offered.values_list("office", "minutes", "service__skill__key")
    return {office: Need(frozenset({skill}), ticks_for(minutes)) for office, minutes, skill in rows}


def _next_starts(wanted: Iterable[_Wanted], *, at: datetime) -> dict[int, Start | None]:
    """The next time on offer for that service, by office."""
    starts: dict[int, Start | None] = {}
    for one in wanted:
        question = Question((Line(one.service.pk),), one.offices)
        with suppress(booking.NotOffered):
            starts |= booking.earliest_per_office(question, at=at)
    return starts
