"""What keeps a team from a day on the road, each with a sentence that says what to change."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Invalid, Refused
from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine.grid import TICK_MINUTES, TICKS, clock_text
from anlauf.engine.tours import MOST_STOPS, Problem, Trouble
from anlauf.staffing import queries, tours
from anlauf.staffing.models import Team
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import Day


class TourAlready(Refused):
    """A team has one day a day."""

    code = "tour_planned_already"
    sentence = _("%(team)s has a tour on that day already. Please change that one.")


class TakeBackFirst(Refused):
    """People were told that the team does not come."""

    code = "tour_was_cancelled"
    sentence = _(
        "The tour of %(team)s on that day was cancelled. Please take the cancellation back first."
    )


class DayHasPassed(Refused):
    """What was driven was driven."""

    code = "tour_day_has_passed"
    sentence = _("%(day)s is over. Please choose a day from today on.")


class OnHoliday(Refused):
    """Offices stay closed on public holidays."""

    code = "tour_on_holiday"
    sentence = _("%(day)s is a public holiday (%(name)s). Please choose another day.")


class OpensByItself(Refused):
    """An office that opens by itself."""

    code = "office_is_not_mobile"
    sentence = _("%(place)s opens by itself; a team goes to mobile offices only.")


class HasOwnHours(Refused):
    """Somebody gave the office hours of its own on that date."""

    code = "office_has_own_day"
    sentence = _(
        "%(place)s has particular hours on %(day)s already. Please remove them on its page of"
        " opening hours first."
    )


class NoStop(Invalid):
    """A tour to nowhere."""

    code = "tour_without_stop"
    sentence = _("Please enter at least one place with the times it is open.")


class TooManyStops(Invalid):
    """More than a day holds."""

    code = "tour_with_too_many_stops"
    sentence = _("A tour has at most %(most)s places.")


class TooEarly(Refused):
    """The team would set off the evening before."""

    code = "tour_too_early"
    sentence = _(
        "To open %(place)s at %(opens)s the team would have to set off before midnight."
        " Please let it open %(minutes)s minutes later."
    )


class TooLate(Refused):
    """The team would pack after midnight."""

    code = "tour_too_late"
    sentence = _(
        "The team would still be packing at %(place)s after midnight."
        " Please let it close %(minutes)s minutes earlier."
    )


class WrongOrder(Refused):
    """Stops that overlap, or stand in the wrong order."""

    code = "tour_stops_overlap"
    sentence = _(
        "%(place)s opens at %(opens)s, before %(other)s closes at %(closes)s. Please put the places"
        " in the order in which the team goes there, or let %(place)s open at %(possible)s."
    )


class TooClose(Refused):
    """There is no time for the way."""

    code = "tour_too_close"
    sentence = _(
        "The team cannot be ready at %(place)s at %(opens)s: after %(other)s closes at %(closes)s,"
        " packing, %(way)s minutes on the way and setting up take until %(possible)s. Please let"
        " %(place)s open then, or let %(other)s close %(minutes)s minutes earlier."
    )


class PlaceTaken(Refused):
    """Two teams at one place."""

    code = "tour_place_taken"
    sentence = _(
        "%(team)s is at %(place)s on that day from %(opens)s to %(closes)s, and both would be there"
        " for %(minutes)s minutes, setting up and packing included. Please choose a time before or"
        " after it, or another place."
    )


def check(team: Team, days: Iterable[Day], offices: Sequence[Office], *, at: datetime) -> None:
    """Refuse a day that cannot be driven, or that an office stands against."""
    today = queries.today(at)
    by_number = {office.pk: office for office in offices}
    for day in days:
        if day.date < today:
            raise DayHasPassed(day=_said(day.date))
        if day.state == TourState.CANCELLED:
            continue
        _check_date(day)
        _check_offices(day, by_number)
        for problem in queries.problems_of(day, team):
            raise _refusal(problem, by_number)


def _check_date(day: Day) -> None:
    for on, name in directory.holidays_between(day.date, day.date).items():
        raise OnHoliday(day=_said(on), name=name)


def _check_offices(day: Day, offices: dict[int, Office]) -> None:
    for halt in day.halts:
        office = offices[halt.office]
        if office.kind not in tours.OPENED_BY_TOURS:
            raise OpensByItself(place=office.short)
        for own in directory.schedule_of(office.pk).other_days:
            if own.date == day.date and not tours.is_of_tours(own):
                raise HasOwnHours(place=office.short, day=_said(day.date))


_REFUSALS: dict[Trouble, type[Refused]] = {
    Trouble.TOO_EARLY: TooEarly,
    Trouble.TOO_LATE: TooLate,
    Trouble.ORDER: WrongOrder,
    Trouble.TOO_CLOSE: TooClose,
    Trouble.TAKEN: PlaceTaken,
}


def _refusal(problem: Problem, offices: dict[int, Office]) -> Refused:
    """The first thing in the way, in words."""
    stop, other = problem.stop, problem.other
    if stop is None:
        return NoStop()
    if problem.trouble == Trouble.TOO_MANY:
        return TooManyStops(most=MOST_STOPS)
    facts: dict[str, object] = {
        "place": offices[stop.place].short,
        "opens": clock_text(stop.doors.start),
        "way": stop.way,
        "minutes": problem.minutes,
    }
    if other is not None:
        facts |= {"other": offices[other.place].short, "closes": clock_text(other.doors.end)}
        facts["possible"] = _later(stop.doors.start, problem.minutes)
    if problem.team and other is not None:
        team = Team.objects.get(pk=problem.team)
        facts |= {"team": team.name, "opens": clock_text(other.doors.start)}
    return _REFUSALS[problem.trouble](**facts)


def _said(on: date) -> str:
    return date_format(on, "DATE_FORMAT")


def _later(tick: int, minutes: int) -> str:
    """A clock time so many minutes later; past midnight there is none to offer."""
    then = tick + minutes // TICK_MINUTES
    return clock_text(min(then, TICKS))
