"""What somebody is told before they draw a number from afar: when to come, or where else to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlauf.booking import queries as booking
from anlauf.booking.values import Line, Question, Start
from anlauf.core.refusal import Refused
from anlauf.directory.queries import Office
from anlauf.engine.joining import Joined, Standing, be_there
from anlauf.engine.waits import WaitRange
from anlauf.floor import queries as floor
from anlauf.floor.commands import NoWalkInsLeft, TicketsLater
from anlauf.web.citizen import addresses
from anlauf.web.citizen.join_form import WhatForm
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.nearby import Beside, beside

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Answer:
    """Whether a number can be drawn now; otherwise why not, and what can be done instead."""

    refusal: Refused | None = None
    wait: WaitRange | None = None
    there: datetime | None = None
    start: Start | None = None
    book: str = ""
    nearby: tuple[Beside, ...] = ()


def answer(office: Office, what: WhatForm, *, at: datetime) -> Answer:
    """Look at the day as it stands; drawing looks again."""
    lines = what.lines()
    way = timedelta(minutes=what.cleaned_data["way"])
    later = floor.tickets_from(office.pk, at=at)
    if later is not None:
        others = tuple(beside(office, lines, at=at))
        return Answer(TicketsLater.of(later), book=_book(office, what), nearby=others)
    try:
        possible = floor.first_from(office.pk, lines, at + way, at=at) is not None
    except Refused as refusal:  # not so many at once, not offered together
        return Answer(refusal=refusal, book=_book(office, what))
    if not possible or floor.tickets_stopped(office.pk, at=at) is not None:
        return _instead(office, what, lines, at=at)

    wait = floor.wait_for(office.pk, lines, at=at)
    rule = floor.arrival_policy(office.pk, floor.today(at))
    standing = Standing(0, None if wait is None else wait.low * _MINUTE)
    there = be_there(Joined(able=at + way, way=way), standing, rule.terms, at)
    quicker = beside(office, lines, wait, at=at) if rule.is_long(wait) else []
    return Answer(wait=wait, there=there, nearby=tuple(quicker))


def _instead(office: Office, what: WhatForm, lines: Sequence[Line], *, at: datetime) -> Answer:
    starts = booking.times_on_offer(Question(tuple(lines), (office.pk,)), at=at, most=1)
    start = next(iter(starts), None)
    others = tuple(beside(office, lines, at=at))
    return Answer(NoWalkInsLeft(start), start=start, book=_book(office, what), nearby=others)


def _book(office: Office, what: WhatForm) -> str:
    """The way to an appointment here for the first of the services."""
    journey = Journey(count=str(what.cleaned_data["count"]), where="office", office=office.key)
    return addresses.of("questions", what.chosen[0].key, journey)
