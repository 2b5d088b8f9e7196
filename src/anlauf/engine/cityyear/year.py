"""One year of one city by one plan: booked day by day, hours shared out anew where they follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from anlauf.engine.cityyear import course
from anlauf.engine.cityyear.balance import Ahead, Bounds, balanced
from anlauf.engine.cityyear.course import NOWHERE, Book
from anlauf.engine.cityyear.model import WEEK, City, Window
from anlauf.engine.cityyear.people import Numbers, People, Whole, people
from anlauf.engine.cityyear.plans import Plan
from anlauf.engine.forecast import Calendar, History, Horizon, Series, forecast

PATHS = 2  # only the mean is asked for
LEARNT_FROM = 120  # days; six weeks ahead the season matters little
HOUR = 60.0


@dataclass(frozen=True, eq=False)
class Year:
    """What came of it; `places`, `hours` by office and date."""

    city: City
    plan: Plan
    everybody: People
    book: Book
    hours: Numbers

    @property
    def counted(self) -> Window:
        """The days that count: long after the first, and before the last calendar is full."""
        return Window(self.city.counted, self.city.days - self.city.horizon)

    @cached_property
    def lead(self) -> Whole:
        """Days from booking to date of each person; below 0: found nothing."""
        return np.where(self.book.date == NOWHERE, NOWHERE, self.book.date - self.book.asked)

    def booked(self, window: Window) -> Whole:
        """Who booked in these days, by number."""
        asked = self.book.asked
        return np.flatnonzero((asked >= window.first) & (asked < window.last))

    def mean_leads(self, window: Window) -> Numbers:
        """The mean days from booking to date by office."""
        who, offices = self.booked(window), len(self.city.branches)
        many = np.bincount(self.book.where[who], minlength=offices)
        whole = np.bincount(self.book.where[who], weights=self.lead[who], minlength=offices)
        found = np.full(offices, np.nan)
        np.divide(whole, many, out=found, where=many > 0)
        return found

    @cached_property
    def comes(self) -> Whole:
        """Who comes to their date in the days that count, by number."""
        book, window = self.book, self.counted
        no_show = self.city.manners.no_show
        chances = np.array([no_show.of(lead) for lead in range(self.city.horizon + 1)])
        there = (book.date >= window.first) & (book.date < window.last) & ~book.gone
        shows = self.everybody.shows >= chances[np.maximum(self.lead, 0)]
        return np.flatnonzero(there & shows)


def play(city: City, plan: Plan, seed: int, replication: int) -> Year:
    """A year with this replication's people."""
    everybody = people(city, seed, replication)
    hours = np.tile(_usual(city)[:, None], (1, city.days + city.horizon + 1))
    book = course.empty(_places(city, hours), plan.open(city), _near(city), everybody)
    day = 0
    for begins, ends in _periods(city, plan):
        decided = begins - plan.notice
        course.advance(book, everybody, day, decided, city.manners.sooner)
        day = decided
        hours[:, begins:ends] = _shared_out(city, plan, book, _asking(city, everybody, day), begins)
        fresh = _places(city, hours)[:, begins:ends]
        book.places[:, begins:ends] = np.maximum(fresh, book.taken[:, begins:ends])
    course.advance(book, everybody, day, city.days, city.manners.sooner)
    return Year(city, plan, everybody, book, hours)


def _periods(city: City, plan: Plan) -> Iterator[tuple[int, int]]:
    """The periods whose hours are decided anew; none where nothing moves."""
    if not plan.movable:
        return
    length = WEEK * plan.weeks
    first = city.counted - city.counted % WEEK - length
    for begins in range(first, city.days, length):
        yield begins, min(begins + length, city.days)


def _shared_out(city: City, plan: Plan, book: Book, asking: Numbers, begins: int) -> Numbers:
    """The hours of a period, decided now: from the forecast and from what is booked already."""
    now = len(asking)
    ends = begins + WEEK * plan.weeks
    coming = _foreseen(city, asking, ends - now)
    booked = book.taken[:, now:].sum(axis=1)
    before = book.places[:, now:begins].sum(axis=1)
    ahead = Ahead(
        booked + coming - before, (1 - city.manners.walk_ins) * HOUR / city.slot, float(plan.weeks)
    )
    found = balanced(ahead, _bounds(city, plan))
    return found[:, None]


def _foreseen(city: City, asking: Numbers, days: int) -> Numbers:
    """How many will ask in the coming days, by office, as the engine's forecast says.

    Some of them will give their place back: as many as usually do.
    """
    series = tuple(Series(one.name, "all") for one in city.branches)
    known = asking[-LEARNT_FROM:]
    since = city.date_of(len(asking) - len(known))
    history = History(series, since, known[:, :, None])
    told = forecast(history, Calendar(), Horizon(days), seed=1, paths=PATHS)
    mean = told.mean.sum(axis=0)
    by_name = {one.office: value for one, value in zip(told.series, mean, strict=True)}
    people = np.array([by_name[one.name] for one in city.branches])
    return people * (1 - city.manners.cancels)


def _asking(city: City, everybody: People, until: int) -> Numbers:
    """First searches by day and office before a day: what a booking system knows."""
    known = everybody.day < until
    shape = (until, len(city.branches))
    found = np.zeros(shape)
    np.add.at(found, (everybody.day[known], everybody.office[known]), 1.0)
    return found


def _bounds(city: City, plan: Plan) -> Bounds:
    least = np.array([one.least for one in city.branches])
    most = np.array([one.most_with(plan.longest_day) for one in city.branches])
    return Bounds(_usual(city), least, most, plan.movable)


def _usual(city: City) -> Numbers:
    return np.array([one.hours for one in city.branches])


def _places(city: City, hours: Numbers) -> Numbers:
    """Places by office and date: a week's hours shared out over its open days."""
    days = hours.shape[1]
    weekdays = np.array([one.weekdays for one in city.branches])
    share = np.stack([weekdays[:, city.date_of(day).weekday()] for day in range(days)], axis=1)
    is_open = np.array([city.open_on(day) for day in range(days)])
    kept = 1 - city.manners.walk_ins
    return np.ascontiguousarray(hours * share * is_open * kept * HOUR / city.slot)


def _near(city: City) -> Whole:
    width = max(1, *(len(one.near) for one in city.branches))
    found = np.full((len(city.branches), width), NOWHERE)
    for office, one in enumerate(city.branches):
        found[office, : len(one.near)] = one.near
    return found
