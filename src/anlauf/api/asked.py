"""A search on the wire: which services, where, when, how."""

from collections.abc import Collection, Sequence
from datetime import date, time

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from anlauf.api import named
from anlauf.api.doors import Caller
from anlauf.api.schemas import ClockTime, Count, Key, LineIn, Weekday
from anlauf.booking.queries import NotOffered
from anlauf.booking.values import Question
from anlauf.core.refusal import Invalid
from anlauf.directory import queries as directory
from anlauf.directory.queries import Serving
from anlauf.directory.states import Channel
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
    count: list[Count] = Field(default=[], max_length=10)
    office: list[Key] = Field(default=[], max_length=50)
    district: Key | None = None
    since: date | None = None
    until: date | None = None
    weekday: list[Weekday] = Field(default=[], max_length=7, description="Monday is 1, Sunday is 7")
    after: ClockTime | None = Field(default=None, description="begins at this time or later")
    before: ClockTime | None = Field(default=None, description="begins before this time")
    channel: Channel = Channel.VISIT
    step_free: bool = False
    internal: bool = Field(default=False, description="asks for scope `internal`")
    urgent: bool = Field(default=False, description="times of the urgent lane instead")


def question(asked: Asked, who: Caller) -> tuple[Question, dict[int, str]]:
    """The question in numbers, and the keys of the offices it asks about."""
    lines = _lines(asked)
    serving = _serving(asked.service, asked.office, asked.district)
    keys = _kept(serving, step_free=asked.step_free)
    wanted = Question(
        lines=named.numbered(lines, serving.services),
        offices=tuple(keys),
        since=asked.since,
        until=asked.until,
        channel=asked.channel,
        share=named.share(who, internal=asked.internal, urgent=asked.urgent),
        weekdays=weekdays(asked.weekday),
        between=between(asked.after, asked.before),
    )
    return wanted, keys


def offices(
    services: Sequence[str], only: Collection[str], district: str | None, *, step_free: bool = False
) -> dict[int, str]:
    """The offices that may serve all of it for somebody who lives there, as far as asked for."""
    return _kept(_serving(services, only, district), step_free=step_free)


def weekdays(numbers: Collection[int]) -> frozenset[int]:
    """The weekdays asked for, all where none is named; inside, Monday is 0."""
    return frozenset(number - 1 for number in numbers) or frozenset(range(7))


def between(after: str | None, before: str | None) -> Span:
    """The ticks at which a visit may begin."""
    first = tick_of(time.fromisoformat(after)) if after else 0
    end = tick_of(time.fromisoformat(before)) if before else TICKS
    if first >= end:
        raise EndsTooEarly
    return Span(first, end)


def _serving(services: Sequence[str], only: Collection[str], district: str | None) -> Serving:
    """Who may serve it, where all that is named exists and somebody may."""
    found = directory.serving(services, only, district)
    if district and not found.district:
        raise named.UnknownDistrict(key=district)
    for key in services:
        if key not in found.services:
            raise named.UnknownService(key=key)
    for key in only:
        if key not in found.named:
            raise named.UnknownOffice(key=key)
    if not found.offices and not found.city_wide:
        raise named.NotCompetent
    if not found.offices:
        raise NotOffered
    return found


def _kept(serving: Serving, *, step_free: bool) -> dict[int, str]:
    if not step_free:
        return serving.offices
    return {pk: key for pk, key in serving.offices.items() if pk in serving.step_free}


def _lines(asked: Asked) -> list[LineIn]:
    if len(asked.count) > len(asked.service):
        raise UnevenCounts
    counts = asked.count + [1] * (len(asked.service) - len(asked.count))
    return [
        LineIn(service=service, count=count)
        for service, count in zip(asked.service, counts, strict=True)
    ]
