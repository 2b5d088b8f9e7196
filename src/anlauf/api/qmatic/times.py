"""Dates and times, as the clock on the branch's wall shows them and without a zone."""

from datetime import date

from anlauf.api.doors import Caller
from anlauf.api.qmatic import catalogue, matrix
from anlauf.api.qmatic.catalogue import Shape
from anlauf.api.qmatic.doors import Call, answers
from anlauf.api.qmatic.errors import Wrong
from anlauf.booking import queries as booking
from anlauf.booking.values import Line, Question
from anlauf.core.limits import SEARCHES
from anlauf.engine.grid import clock_text

_QUARTER_OF_AN_HOUR = 3


@answers(SEARCHES, "GET")
def dates(call: Call, branch: str, asked: str) -> Shape:
    """The dates with times left."""
    found = booking.days_on_offer(_question(branch, asked, call.who), at=call.at)
    return {"dates": [f"{day.isoformat()}T00:00:00" for day, number in found.items() if number]}


@answers(SEARCHES, "GET")
def times(call: Call, branch: str, day: str, asked: str) -> Shape:
    """The first free time in each quarter of an hour of a date."""
    question = _question(branch, asked, call.who)
    found = booking.starts_of_day(question, date_of(day), at=call.at)
    return {"times": [clock_text(start.tick) for start in found]}


def date_of(text: str) -> date:
    """The date in a path."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(what="the date does not exist") from None


def lines(services: tuple[str, ...], persons: int, who: Caller) -> tuple[Line, ...]:
    """Each service for each person, as this interface counts."""
    known = catalogue.whole(who)
    return tuple(Line(known.service(key).pk, persons) for key in services)


def _question(branch: str, asked: str, who: Caller) -> Question:
    said = matrix.read(asked)
    office = catalogue.branch_numbered(branch)
    wanted = lines(said.services, said.persons, who)
    return Question(wanted, (office.pk,), every=_QUARTER_OF_AN_HOUR)
