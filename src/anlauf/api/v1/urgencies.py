"""The published reasons that open the urgent lane."""

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from anlauf.api import named
from anlauf.api.doors import open_to_all
from anlauf.api.problems import Problem
from anlauf.api.schemas import Key, LineIn, UrgencyOut
from anlauf.booking import queries as booking
from anlauf.core import clock
from anlauf.directory import queries as directory
from anlauf.engine.grid import local

router = Router(tags=["catalogue"])


class About(Schema):
    """Services an urgent matter may be about."""

    service: list[Key] = Field(default=[], max_length=10)


@router.get("/urgencies", response={200: list[UrgencyOut], 404: Problem, 422: Problem})
@open_to_all
def urgencies(request: HttpRequest, about: Query[About]) -> list[UrgencyOut]:
    """The reasons that count today, for all of these services or, without any, at all."""
    today, _tick = local(clock.now(), directory.zone())
    lines = named.lines([LineIn(service=key) for key in about.service])
    rules = booking.urgency_rules(lines, today) if lines else booking.published_rules(today)
    return [
        UrgencyOut(
            key=rule.key,
            name=rule.name,
            explanation=rule.explanation,
            proof=rule.proof,
            within_days=rule.within_days,
        )
        for rule in rules
    ]
