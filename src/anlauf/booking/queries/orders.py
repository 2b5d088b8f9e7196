"""Everything free that answers one question, looked up once and read in several orders.

A visit may be followed by a second one (`then`) for what does not fit into the first: only times
count at which both are free, one right after the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import groupby, islice
from operator import attrgetter
from typing import cast

from anlauf.booking.queries.offer import Offer, offered
from anlauf.booking.queries.waves import Wave, waves_of
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import ANY_TIME, Line, Policy, Question, Start
from anlauf.engine import search
from anlauf.engine.grid import TICK_MINUTES
from anlauf.engine.preference import Preference, best_fits
from anlauf.engine.search import DayBits

_FITS_A_DAY = 3


@dataclass(frozen=True)
class Fitting:
    """A time near to what was wished, at every office where it is free."""

    starts: tuple[Start, ...]
    days_off: int
    minutes_off: int

    @property
    def exact(self) -> bool:
        """Tell whether both the weekday and the time of day are as wished."""
        return not self.days_off and not self.minutes_off


@dataclass(frozen=True)
class Results:
    """Where a visit could start: one number of bits for each office and date."""

    question: Question
    offer: Offer
    days: tuple[DayBits, ...]

    @property
    def next_wave(self) -> Wave | None:
        """When more is opened than is free now."""
        return next(iter(waves_of(self.offer, self.question, most=1)), None)

    def earliest(self, most: int) -> list[Start]:
        """The earliest starts, equal times in the order of the offices."""
        found = search.first_starts(self.days, most, self.offer.since)
        return [self.offer.start(one) for one in found]

    def varied(self, most: int, *, offices: int) -> list[Start]:
        """The earliest starts, of each time only so many offices."""
        moments = -(-most // offices)
        found = search.first_starts(
            self.days, moments * len(self.offer.terms.needs), self.offer.since
        )
        some = [
            start
            for _moment, group in groupby(found, key=attrgetter("date", "tick"))
            for start in islice(group, offices)
        ]
        return [self.offer.start(one) for one in some[:most]]

    def by_office(self) -> dict[int, Start | None]:
        """The earliest start at each office that offers it; None where it is full."""
        found = search.first_start_by_office(self.days, self.offer.since)
        return {
            office: self.offer.start(found[office]) if office in found else None
            for office in self.offer.terms.needs
        }

    def counts(self) -> dict[date, int]:
        """The dates with starts left, and how many over all offices."""
        counts: dict[date, int] = {}
        for day in self.days:
            counts[day.date] = counts.get(day.date, 0) + day.starts.bit_count()
        return counts

    def on(self, wanted: date) -> list[Start]:
        """Every start of one date, office by office."""
        return [
            self.offer.start(search.Start(day.date, tick, day.office))
            for day in self.days
            if day.date == wanted
            for tick in search.ticks_in(day.starts)
        ]

    def fitting(self, wished: Preference, most: int) -> list[Fitting]:
        """The times nearest to what was wished, the best first."""
        since, _tick = self.offer.since
        found = best_fits(self.days, wished, since=since, most=most, per_day=_FITS_A_DAY)
        return [
            Fitting(
                starts=tuple(
                    self.offer.start(search.Start(fit.date, fit.tick, office))
                    for office in fit.offices
                ),
                days_off=fit.days_off,
                minutes_off=fit.ticks_off * TICK_MINUTES,
            )
            for fit in found
        ]

    @cached_property
    def minutes(self) -> dict[int, int]:
        """How long the visit takes at each office that offers it."""
        return {
            office: need.ticks * TICK_MINUTES for office, need in self.offer.terms.needs.items()
        }

    @cached_property
    def differ(self) -> bool:
        """Tell whether it takes longer at one office than at another."""
        return len(set(self.minutes.values())) > 1


def results(
    question: Question,
    *,
    at: datetime,
    then: tuple[Line, ...] = (),
    policy: Policy | None = None,
) -> Results:
    """Look up what is free for the question and, with `then`, for a second visit right after."""
    policy = policy or policy_at(at)
    if not then:
        offer = offered(question, at=at, policy=policy)
        return Results(question, offer, tuple(offer.days()))

    first = offered(replace(question, every=1), at=at, policy=policy)
    after = replace(question, lines=then, between=ANY_TIME, every=1)
    second = offered(after, at=at, policy=policy)
    return Results(question, first, tuple(_one_after_the_other(first, second, question.every)))


def _one_after_the_other(first: Offer, second: Offer, every: int) -> Iterator[DayBits]:
    """The starts at whose end a start of the second visit stands, the first of each stretch."""
    following = {(day.date, day.office): day.starts for day in second.days()}
    for day in first.days():
        length = first.terms.needs[cast(int, day.office)].ticks
        both = day.starts & (following.get((day.date, day.office), 0) >> length)
        starts = search.firsts(both, every)
        if starts:
            yield DayBits(day.date, day.office, starts)
