"""Times on offer."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from anlauf.api import named
from anlauf.api.doors import open_to_all
from anlauf.api.problems import Problem
from anlauf.api.schemas import DayOut, Key, LineIn, TimeOut
from anlauf.booking import queries as booking
from anlauf.booking.values import Line, Question
from anlauf.core import clock
from anlauf.directory import queries as directory

router = Router(tags=["times"])


class Asked(Schema):
    """Which service, for how many, where and when."""

    service: Key
    count: int = Field(default=1, ge=1, le=99)
    office: Key | None = None
    district: Key | None = None
    since: date | None = None
    until: date | None = None


@router.get("/times", response={200: list[TimeOut], 404: Problem, 422: Problem})
@open_to_all
def times(
    request: HttpRequest,
    asked: Query[Asked],
    most: int = Query(10, ge=1, le=200),  # type: ignore[type-arg]
) -> list[TimeOut]:
    """The next times on offer, earliest first, at one office or at all that are competent."""
    keys = _offices(asked)
    found = booking.times_on_offer(_question(asked, keys), at=clock.now(), most=most)
    return [named.time_out(start, keys) for start in found]


@router.get("/days", response={200: list[DayOut], 404: Problem, 422: Problem})
@open_to_all
def days(request: HttpRequest, asked: Query[Asked]) -> list[DayOut]:
    """How many times are on offer on each day that has some."""
    found = booking.days_on_offer(_question(asked, _offices(asked)), at=clock.now())
    return [DayOut(date=day, times=times) for day, times in sorted(found.items()) if times]


def _offices(asked: Asked) -> dict[int, str]:
    service = named.service(asked.service)
    district = named.district(asked.district) if asked.district else None
    competent = directory.competent_offices(service, district)
    keys = {office.pk: office.key for office in competent}
    if asked.office is None:
        return keys
    line = Line(service.pk)
    return {named.competent(named.office(asked.office), [line], asked.district): asked.office}


def _question(asked: Asked, keys: dict[int, str]) -> Question:
    line = LineIn(service=asked.service, count=asked.count)
    return Question(
        lines=named.lines([line]), offices=tuple(keys), since=asked.since, until=asked.until
    )
