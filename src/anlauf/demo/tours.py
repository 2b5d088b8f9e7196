"""The demo's mobile teams: the city's published hours of its mobile offices, driven as tours.

Which team goes where follows the city's pages; vehicles, kit and crews are assumed, and so is the
one day with two places. On days without a tour the weekly hours and the patterns hold as before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from anlauf.core.actors import SYSTEM
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.engine.grid import Span, tick_of
from anlauf.engine.opening import OpeningRule
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.tours import Halt

WEEKS = timedelta(weeks=5)
UNPUBLISHED = timedelta(weeks=1)  # at the end, for whoever tries out how to publish
FRIDAY = 4
KIT = (
    "2 Laptops mit Kartenleser",
    "Fingerabdruck-Scanner",
    "Drucker und Papier",
    "Router mit Mobilfunk",
    "Dienstsiegel",
    "Kartenterminal und Quittungsblock",
    "Aufsteller „Mobiles Kundenzentrum“",
)

Key = tuple[int, tuple[int, ...], str]


@dataclass(frozen=True)
class Team:
    """Who drives where; home and places by the offices' keys."""

    name: str
    vehicle: str
    home: str
    places: tuple[str, ...]
    rooms: Mapping[str, str]


TEAMS = (
    Team("Ost 1", "Transporter 1", "hh-e-barmbek", ("hh-e-bramfeld",), {}),
    Team(
        "Ost 2",
        "Transporter 2",
        "hh-e-wandsbek",
        (
            "hh-e-volksdorf",
            "hh-e-curslack",
            "hh-e-horn",
            "hh-e-lurup",
            "hh-e-rothenburgsort",
        ),
        dict.fromkeys(("hh-e-curslack", "hh-e-horn"), "Beratungsraum der Filiale"),
    ),
    Team(
        "Süd",
        "Transporter 3",
        "hh-e-harburg",
        ("hh-e-wilhelmsburg", "hh-e-finkenwerder"),
        {},
    ),
)
TWO_PLACES = (("hh-e-curslack", time(9), time(12)), ("hh-e-horn", time(14), time(16, 30)))


def invent(today: date, *, at: datetime) -> int:
    """Note the teams down, plan their days and publish all but the last week; tell how many."""
    days = 0
    for team in TEAMS:
        places = [directory.office(key) for key in team.places]
        key = _made(team, places, at=at)
        for habit in _habits(team, places):
            commands.set_habit(key, habit, by=SYSTEM, at=at)
        planned = commands.lay_out(key, today, today + WEEKS, by=SYSTEM, at=at).planned
        sure = [on for on in planned if on <= today + WEEKS - UNPUBLISHED]
        commands.publish_tours(key, sure, {}, by=SYSTEM, at=at)
        days += len(planned)
    return days


def _made(team: Team, places: list[Office], *, at: datetime) -> str:
    """The team: two clerks, as its places have two desks at least."""
    skills = {skill.key for place in places for skill in directory.skills_at(place)}
    said = commands.Described(
        name=team.name,
        home=directory.office(team.home).pk,
        clerks=2,
        skills=tuple(sorted(skills)),
        vehicle=team.vehicle,
        kit=KIT,
    )
    return commands.make_team(said, by=SYSTEM, at=at).key


def _habits(team: Team, places: list[Office]) -> Iterator[commands.Habit]:
    """Each day of the published hours, then the day that was assumed."""
    homes = directory.office(team.home)
    by_day: dict[Key, list[tuple[Office, Span]]] = defaultdict(list)
    for place in places:
        for rule in directory.schedule_of(place.pk).rules:
            for day in _days(rule):
                by_day[day] += [(place, span) for span in rule.spans]
    for (weekday, nth, parity), stops in sorted(by_day.items(), key=lambda item: item[0]):
        yield commands.Habit(weekday, _halts(team, homes, stops), nth, parity)
    two = [(key, Span(tick_of(opens), tick_of(closes))) for key, opens, closes in TWO_PLACES]
    if {key for key, _doors in two} <= set(team.places):
        stops = [(directory.office(key), doors) for key, doors in two]
        yield commands.Habit(FRIDAY, _halts(team, homes, stops), (), "even")


def _days(rule: OpeningRule) -> Iterator[Key]:
    for weekday in sorted(rule.weekdays):
        yield weekday, tuple(sorted(rule.nth or ())), rule.week_parity or ""


def _halts(team: Team, home: Office, stops: list[tuple[Office, Span]]) -> tuple[Halt, ...]:
    """The places of a day in the order in which they open, with the ways between them."""
    halts = []
    before = home
    for place, doors in sorted(stops, key=lambda stop: stop[1]):
        way = staffing.way_minutes(before, place)
        halts.append(Halt(place.pk, doors, way, team.rooms.get(place.key, "")))
        before = place
    return tuple(halts)
