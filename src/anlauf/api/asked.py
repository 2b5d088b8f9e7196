"""A search on the wire: which services, where, when, how."""

from datetime import date, time

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from anlauf.api import named
from anlauf.api.doors import Caller
from anlauf.api.schemas import ClockTime, Key, LineIn
from anlauf.booking.queries import NotOffered
from anlauf.booking.states import Share
from anlauf.booking.values import Question
from anlauf.core.refusal import Invalid
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.directory.states import Access, Channel
from anlauf.engine.grid import TICKS, Span, tick_of


class UnevenCounts(Invalid):
    """More counts than services."""

    code = "uneven_counts"
    sentence = _("Please name a service for each count, in the same order.")


class EndsTooEarly(Invalid):
    """The time of day ends before it begins."""

    code = "ends_too_early"
    sentence = _("The earliest time of day must lie before the latest.")


class Asked(Schema):
    """Which services for how many, where, when and how.

    `service` and `count` may be repeated, in the same order: a family's two passports and three
    registrations are one visit. Without `office`, all competent offices are asked.
    """

    service: list[Key] = Field(min_length=1, max_length=10)
    count: list[int] = Field(default=[], max_length=10)
    office: list[Key] = Field(default=[], max_length=50)
    district: Key | None = None
    since: date | None = None
    until: date | None = None
    weekday: list[int] = Field(default=[], max_length=7, description="Monday is 1, Sunday is 7")
    after: ClockTime | None = Field(default=None, description="begins at this time or later")
    before: ClockTime | None = Field(default=None, description="begins before this time")
    channel: Channel = Channel.VISIT
    step_free: bool = False
    internal: bool = Field(default=False, description="asks for scope `internal`")


def question(asked: Asked, who: Caller) -> tuple[Question, dict[int, str]]:
    """The question in numbers, and the keys of the offices it asks about."""
    keys = _offices(asked)
    wanted = Question(
        lines=named.lines(_lines(asked)),
        offices=tuple(keys),
        since=asked.since,
        until=asked.until,
        channel=asked.channel,
        share=who.share(Share.INTERNAL if asked.internal else Share.ONLINE),
        weekdays=frozenset(_weekday(number) for number in asked.weekday) or frozenset(range(7)),
        between=_between(asked),
    )
    return wanted, keys


def _lines(asked: Asked) -> list[LineIn]:
    if len(asked.count) > len(asked.service):
        raise UnevenCounts
    counts = asked.count + [1] * (len(asked.service) - len(asked.count))
    return [
        LineIn(service=service, count=named.count(count))
        for service, count in zip(asked.service, counts, strict=True)
    ]


def _offices(asked: Asked) -> dict[int, str]:
    """The offices that may serve all of it for somebody who lives there, as far as asked for."""
    home = named.district(asked.district) if asked.district else None
    wanted = [named.service(key) for key in asked.service]
    for key in asked.office:
        named.office(key)
    found: list[set[Office]] = [set(directory.competent_offices(one, home)) for one in wanted]
    offices = set.intersection(*found)
    if asked.office:
        offices = {office for office in offices if office.key in asked.office}
    if not offices and not directory.city_wide(service.pk for service in wanted):
        raise named.NotCompetent
    if not offices:
        raise NotOffered
    if asked.step_free:
        offices = {office for office in offices if Access.STEP_FREE in office.place.access}
    in_order = sorted(offices, key=lambda office: (office.area.position, office.sort_key))
    return {office.pk: office.key for office in in_order}


def _weekday(number: int) -> int:
    if number not in range(1, 8):
        raise named.OutOfRange(field="weekday", least=1, most=7)
    return number - 1


def _between(asked: Asked) -> Span:
    first = _tick(asked.after) if asked.after else 0
    end = _tick(asked.before) if asked.before else TICKS
    if first >= end:
        raise EndsTooEarly
    return Span(first, end)


def _tick(clock: str) -> int:
    return tick_of(time.fromisoformat(clock))
