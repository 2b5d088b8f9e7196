"""From nothing to a city with people in it: tables, directory, staff, supply, first bookings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from anlauf.booking.imports.policies import load_policies
from anlauf.booking.imports.releases import load_releases
from anlauf.booking.imports.urgency import load_urgency
from anlauf.cases.imports.kinds import load_kinds
from anlauf.core.actors import SYSTEM
from anlauf.demo import (
    counts,
    crew,
    habits,
    logins,
    matters,
    opinions,
    past,
    past_cities,
    posts,
    tours,
    town,
)
from anlauf.demo.citizens import Citizens, Window
from anlauf.demo.clerks import Clerks
from anlauf.demo.life import Life
from anlauf.directory import queries as directory
from anlauf.directory.imports import folder, report
from anlauf.directory.imports.load import load
from anlauf.evaluation.tasks import publish_open_data, write_reports
from anlauf.floor.imports import load_arrivals, load_dispatch
from anlauf.floor.queries import Desk
from anlauf.forecasts.tasks import refit as learn_tonight
from anlauf.staffing import commands as staffing
from anlauf.staffing.imports import load_patterns, load_people, load_shifts

HAMBURG = Path(__file__).parent / "hamburg"
HABITS = Path(__file__).parent / "habits.toml"
SEED = 2026
WEEK = 7

FIRST_HOUR = timedelta(minutes=65)
MORNING = timedelta(hours=4)

Say = Callable[[str], None]


class BrokenCity(Exception):
    """The shipped city files do not hold together; the message lists what is wrong."""


@dataclass(frozen=True)
class Fullness:
    """How much of a day is promised some days ahead, as weeks of booking would leave it."""

    days: int
    share: float


TODAY = Fullness(0, 0.82)
COMING = (
    Fullness(1, 0.80),
    Fullness(2, 0.76),
    Fullness(3, 0.72),
    Fullness(4, 0.66),
    Fullness(7, 0.45),
    Fullness(8, 0.36),
    Fullness(9, 0.28),
    Fullness(10, 0.22),
    Fullness(11, 0.16),
)


def describe(*, at: datetime, say: Say) -> None:
    """Load the city's files, the patterns of its staff and the people to log in as."""
    reading = folder.read(HAMBURG)
    if reading.described is None:
        raise BrokenCity("\n".join(report.of_reading(reading)))
    load(reading.described, by=SYSTEM, at=at)
    load_patterns(reading.described.staff, by=SYSTEM, at=at)
    load_shifts(reading.described.shifts, by=SYSTEM, at=at)
    load_people(reading.described.employees, by=SYSTEM, at=at)
    load_kinds(reading.described.casework, by=SYSTEM, at=at)
    load_urgency(reading.described.urgency, by=SYSTEM, at=at)
    load_policies(reading.described.policies, by=SYSTEM, at=at)
    load_releases(reading.described.releases, by=SYSTEM, at=at)
    load_dispatch(reading.described.dispatch, by=SYSTEM, at=at)
    load_arrivals(reading.described.arrivals, by=SYSTEM, at=at)
    logins.welcome(at=at)
    colleagues = crew.gathered(town.read(), at=at)
    say(f"{len(reading.described.offices)} offices, {len(colleagues)} clerks.")


def publish(*, at: datetime, say: Say) -> None:
    """Put the coming ten weeks on offer."""
    published = staffing.publish_ahead(staffing.DAYS_AHEAD, by=SYSTEM, at=at)
    days = sum(len(office.written) for office in published.values())
    say(f"{days} office days on offer.")


def people(*, seed: int = SEED) -> Citizens:
    """Everybody who may want something from the city."""
    return Citizens(town.read(), habits.read(HABITS), seed)


def fill(citizens: Citizens, today: date, *, at: datetime) -> Iterator[int]:
    """Book today and the coming days, office by office; yields how many were booked."""
    for fullness in (TODAY, *COMING):
        on = today + timedelta(days=fullness.days)
        midnight = datetime.combine(on + timedelta(days=1), time(), citizens.town.zone)
        yield from fill_window(citizens, Window(on, midnight), fullness.share, at=at)


def fill_window(citizens: Citizens, window: Window, share: float, *, at: datetime) -> Iterator[int]:
    """Book a part of a day in every office; yields after each how many were booked."""
    for branch in citizens.town.branches:
        yield citizens.fill(branch, window, share, at=at)


def life(*, at: datetime, seed: int = SEED) -> Life:
    """The simulated city as it stands at this moment."""
    citizens = people(seed=seed)
    colleagues = crew.gathered(citizens.town, at=at)
    clerks = Clerks(colleagues, _desks(citizens.town), citizens.habits, seed)
    return Life(citizens, clerks, at)


def everything(today: date, *, at: datetime, say: Say, days: int = past.DAYS) -> datetime:
    """Prepare the city for this day and let its first hour pass; tell how late it is then."""
    describe(at=at, say=say)
    publish(at=at, say=say)
    say(f"{tours.invent(today, at=at)} days of mobile teams on the road.")
    say(f"{matters.apply(at=at)} cases on their way.")
    invented = past.invent(today, at=at, days=days)
    say(f"{invented['visits']} visits of the past {days} days invented.")
    past_cities.describe(at=at)
    posts.invent(today, at=at)
    answers = opinions.invent(today, at=at, weeks=-(-days // WEEK))
    rows = counts.invent(habits.read(HABITS), today, at=at)
    learn_tonight.configure().defer(timestamp=0)
    for later in (write_reports, publish_open_data):
        later.configure().defer(timestamp=0)
    say(f"{rows} counts and {answers} sums of visitors' answers invented.")
    say("Forecasts, reports and open data follow in the background.")
    say("People book for this morning ...")
    morning = Window(today, at + MORNING)
    booked = sum(fill_window(people(), morning, TODAY.share, at=at))
    say(f"{booked} appointments this morning. The doors open ...")
    until = at + FIRST_HOUR
    served = life(at=at).until(until)
    say(f"{served} people served by {until.astimezone(town.read().zone):%H:%M}.")
    return until


def _desks(known: town.Town) -> dict[int, list[Desk]]:
    """Desks for the simulated clerks; the last two of the office to log in at stay free.

    Two people can try the counter there, and as a colleague is missing, somebody waits for them.
    """
    desks = {branch.number: directory.desks_of(branch.number) for branch in known.branches}
    own = next(branch.number for branch in known.branches if branch.key == logins.OFFICE)
    return desks | {own: desks[own][:-2]}
