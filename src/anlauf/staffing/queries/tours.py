"""Mobile teams and their tours: who is where, and what stands in the way of a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Refused, Unknown
from anlauf.directory import snapshots as places
from anlauf.directory.distance import kilometres
from anlauf.directory.models import Offering, Office, Skill
from anlauf.engine import tours as rules
from anlauf.engine import travel
from anlauf.engine.grid import Span
from anlauf.staffing import tours
from anlauf.staffing.models import Stop, Team, Tour, TourPattern
from anlauf.staffing.states import TourState
from anlauf.staffing.tours import Day, Halt


class NothingBefore(Refused):
    """A day that was never changed."""

    code = "nothing_before"
    sentence = _("There is nothing to take back on that day.")


LIVING = (TourState.PLANNED, TourState.PUBLISHED)


def teams() -> list[Team]:
    """Every team, those that still drive first, by name."""
    return list(Team.objects.select_related("home__place").order_by("-active", "name"))


def team(key: str) -> Team:
    """One team; raises Unknown."""
    row = Team.objects.filter(key=key).select_related("home__place").first()
    if row is None:
        raise Unknown
    return row


def patterns_of(one: Team) -> list[TourPattern]:
    """Where a team goes by habit, by weekday."""
    return list(TourPattern.objects.filter(team=one).order_by("weekday", "pk"))


def tours_between(since: date, until: date) -> list[Tour]:
    """All tours of these dates with their stops, by date and team."""
    return list(_complete().filter(date__gte=since, date__lte=until).order_by("date", "team"))


def tour_on(one: Team, on: date) -> Tour:
    """A team's day, however it stands; raises Unknown."""
    row = _complete().filter(team=one, date=on).first()
    if row is None:
        raise Unknown
    return row


def tours_on(one: Team, dates: Iterable[date]) -> list[Tour]:
    """A team's days on these dates, where there are any."""
    return list(_complete().filter(team=one, date__in=list(dates)).order_by("date"))


def tours_of(one: Team, since: date, until: date) -> list[Tour]:
    """A team's days of a period, by date."""
    rows = _complete().filter(team=one, date__gte=since, date__lte=until)
    return list(rows.order_by("date"))


def offices_of_team(one: Team, since: date) -> set[int]:
    """The offices that a team's published tours open from a date on."""
    rows = Stop.objects.filter(
        tour__team=one, tour__state=TourState.PUBLISHED, tour__date__gte=since
    )
    return set(rows.values_list("office", flat=True))


def planned_tours(one: Team, since: date) -> list[Tour]:
    """The days of a team that are planned from a date on and wait to be published."""
    rows = _complete().filter(team=one, date__gte=since, state=TourState.PLANNED)
    return list(rows.order_by("date"))


def day_of(row: Tour) -> Day:
    """A row as the day it is, whose stops should be prefetched."""
    halts = tuple(
        Halt(stop.office_id, Span(stop.start, stop.end), stop.way_minutes, stop.room)
        for stop in sorted(row.stops.all(), key=lambda stop: stop.position)
    )
    left_out = tuple(row.left_out)
    return Day(row.team_id, row.date, halts, TourState(row.state), row.note, left_out)


def with_halts(row: Tour, halts: Sequence[Halt]) -> Day:
    """A day with other stops; offices that were announced and are left out stay known."""
    day = day_of(row)
    there = {halt.office for halt in halts}
    left_out = tuple(sorted(day.offices - there)) if day.opens else ()
    return replace(day, halts=tuple(halts), left_out=left_out)


def published_days(one: Team, dates: Iterable[date]) -> list[Day]:
    """The planned days among these, as they would be once published."""
    rows = [row for row in tours_on(one, dates) if row.state == TourState.PLANNED]
    return [replace(day_of(row), state=TourState.PUBLISHED) for row in rows]


def cancelled_day(row: Tour) -> Day:
    """A day once it is cancelled."""
    return replace(day_of(row), state=TourState.CANCELLED)


def day_before(row: Tour) -> Day:
    """A day as it was before it was last changed; without any change there is none."""
    if row.before is None:
        raise NothingBefore
    return tours.day_read(row.team_id, row.date, row.before)


def driven(day: Day, one: Team) -> rules.Tour:
    """A day as the rules of tours know it."""
    stops = tuple(halt.stop for halt in day.halts)
    return rules.Tour(one.pk, stops, one.setup_minutes, one.packing_minutes)


def problems_of(day: Day, one: Team) -> list[rules.Problem]:
    """What stands in the way of a day, the other teams' tours of that date included."""
    rows = _complete().filter(date=day.date, state__in=LIVING).exclude(team=one)
    return rules.problems(driven(day, one), [driven(day_of(row), row.team) for row in rows])


def way_minutes(one: Office, other: Office) -> int:
    """How long driving between two offices probably takes; half an hour if nobody knows where."""
    here, there = places.point(one.place), places.point(other.place)
    if here is None or there is None:
        return 30
    if one.place_id == other.place_id:
        return 0
    return travel.minutes(kilometres(here, there))[0]


def offices_on_tour(since: date) -> set[int]:
    """The offices to which published tours go from a date on."""
    rows = Stop.objects.filter(tour__state=TourState.PUBLISHED, tour__date__gte=since)
    return set(rows.values_list("office", flat=True))


def mobile_offices() -> list[Office]:
    """The offices that are open when a team comes."""
    rows = Office.objects.filter(kind__in=tours.OPENED_BY_TOURS).select_related("place")
    return list(rows.order_by("sort_key"))


def skills_on_tour() -> list[Skill]:
    """What must be known for all that mobile offices do, by key."""
    wanted = Offering.objects.filter(office__kind__in=tours.OPENED_BY_TOURS)
    return list(Skill.objects.filter(pk__in=wanted.values("service__skill")).order_by("key"))


def offices_numbered(numbers: Iterable[int]) -> Mapping[int, Office]:
    """These offices with their places, by number."""
    rows = Office.objects.filter(pk__in=set(numbers)).select_related("place")
    return {row.pk: row for row in rows}


def _complete() -> QuerySet[Tour]:
    rows = Tour.objects.select_related("team__home")
    return rows.prefetch_related("stops__office__place", "team__skills")
