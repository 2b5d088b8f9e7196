"""Times on offer, read from the pages this process knows."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import cast

from anlauf.booking.queries import windows
from anlauf.booking.queries.needs import Terms, counted, terms
from anlauf.booking.queries.windows import Cut, Way, way
from anlauf.booking.snapshots.answers import ANSWERS, Answered, Found
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.snapshots.recent import RECENT, Look
from anlauf.booking.values import Policy, Question, Start, Wish
from anlauf.engine import search
from anlauf.engine.grid import TICK_MINUTES, instant

_DAY = timedelta(days=1)


def times_on_offer(
    question: Question, *, at: datetime, most: int = 10, policy: Policy | None = None
) -> list[Start]:
    """The earliest starts over all offices asked about, earliest first."""
    policy = policy or policy_at(at)
    offer = offered(question, at=at, policy=policy)
    found = search.first_starts(offer.days(), most, offer.since)
    return [offer.start(one) for one in found]


def earliest_per_office(
    question: Question, *, at: datetime, policy: Policy | None = None
) -> dict[int, Start | None]:
    """The earliest start at each office that offers all of it; None where it is full."""
    policy = policy or policy_at(at)
    offer = offered(question, at=at, policy=policy)
    found = search.first_start_by_office(offer.until_all_found(), offer.since)
    return {
        office: offer.start(found[office]) if office in found else None
        for office in question.offices
        if office in offer.terms.needs
    }


def starts_of_day(
    question: Question, on: date, *, at: datetime, policy: Policy | None = None
) -> list[Start]:
    """Every start of one date, earliest first."""
    policy = policy or policy_at(at)
    that_day = replace(question, since=on, until=on)
    offer = offered(that_day, at=at, policy=policy)
    return [
        offer.start(search.Start(on, tick, day.office))
        for day in offer.days()
        for tick in search.ticks_in(day.starts)
    ]


def days_on_offer(
    question: Question, *, at: datetime, policy: Policy | None = None
) -> dict[date, int]:
    """The dates with starts left, and how many starts each has over the offices asked about."""
    policy = policy or policy_at(at)
    offer = offered(question, at=at, policy=policy)
    counts: dict[date, int] = {}
    for day in offer.days():
        counts[day.date] = counts.get(day.date, 0) + day.starts.bit_count()
    return counts


def times_instead(
    question: Question, wish: Wish, *, at: datetime, here: int, anywhere: int
) -> list[Start]:
    """So many times at the wished office, nearest to the wish, then up to so many elsewhere.

    Near is what is near on the wished date: were it the next time, everybody refused in a rush
    would run for the same one. Where that date is full, the office's next times follow it.
    """
    offer = offered(question, at=at, policy=policy_at(at))
    near = offer.near(wish, here)
    found = near or offer.earliest(here, since=wish.date, office=wish.office)
    others = (one for one in offer.earliest(anywhere) if not near or one.office != wish.office)
    return [offer.start(one) for one in [*found, *others]]


@dataclass(frozen=True)
class Offer:
    """A question with everything looked up that its answer needs."""

    terms: Terms
    since: tuple[date, int]
    first: date
    last: date
    today: date
    weekdays: frozenset[int]
    ticks: int
    every: int
    share: str
    ways: tuple[Way, ...]
    way_of: dict[int, int]  # the place of each office's way

    def days(self) -> Iterator[search.DayBits]:
        """Where a visit could start, by date; a date is looked at only when it is reached."""
        pages = self.pages
        answered = ANSWERS.of(self._asked)
        on = self.first
        while on <= self.last:
            if on.weekday() in self.weekdays:
                yield from self._answer(pages, answered, on)
            on += _DAY

    def until_all_found(self) -> Iterator[search.DayBits]:
        """Like `days`, but no further than to the date on which the last office has a start."""
        missing = set(self.terms.needs)
        for day in self.days():
            yield day
            missing.discard(cast(int, day.office))
            if not missing:
                return

    def earliest(
        self, most: int, *, since: date = date.min, office: int | None = None
    ) -> list[search.Start]:
        """The earliest starts from a date on, at one office or at all."""
        wanted = (day for day in self.days() if day.date >= since and office in {None, day.office})
        return search.first_starts(wanted, most, self.since)

    def near(self, wish: Wish, most: int) -> list[search.Start]:
        """The starts of the wished date at the wished office nearest to the wished one.

        First those whole visits away from it: taken together they leave no gaps nobody fits into.
        """
        if not self.first <= wish.date <= self.last:
            return []
        found = self._answer(self.pages, ANSWERS.of(self._asked), wish.date)
        starts = next((day.starts for day in found if day.office == wish.office), 0)
        visit = self.terms.needs[wish.office].ticks

        def away(tick: int) -> tuple[bool, int]:
            return (tick - wish.start) % visit != 0, abs(tick - wish.start)

        nearest = sorted(search.ticks_in(starts), key=away)[:most]
        return [search.Start(wish.date, tick, wish.office) for tick in sorted(nearest)]

    def start(self, found: search.Start) -> Start:
        """The found time in booking's words."""
        office = cast(int, found.office)
        minutes = self.terms.needs[office].ticks * TICK_MINUTES
        at = instant(found.date, found.tick, self.terms.zone)
        return Start(office, found.date, found.tick, minutes, at)

    @cached_property
    def pages(self) -> Look:
        """Every page as it stood when this was first asked."""
        return RECENT.look(self.today)

    @property
    def _asked(self) -> Hashable:
        """All that an answer depends on besides the pages and the hour."""
        return self.terms.asked, tuple(self.way_of.values()), self.share, self.ticks, self.every

    def _answer(self, pages: Look, answered: Answered, on: date) -> Found:
        """The date's answer, kept from an earlier question if it still is true."""
        version = pages.version(on)
        cuts = tuple(way.cut(on) for way in self.ways)
        if version is None:
            return self._look(pages, on, cuts)
        return ANSWERS.answer(answered, on, (version, cuts), lambda on: self._look(pages, on, cuts))

    def _look(self, pages: Look, on: date, cuts: tuple[Cut | None, ...]) -> Found:
        """The starts wanted at each office that has some on this date."""
        there = pages.on(on)
        found = []
        for office, need in self.terms.needs.items():
            known, cut = there.get(office), cuts[self.way_of[office]]
            if known is None or cut is None:
                continue
            window = search.starts_from(self.ticks, cut.since)
            room = known.room(need, self.share, cut.release, cut.opened)
            starts = known.starts(need, window, self.every, room)
            if starts:
                found.append(search.DayBits(on, office, starts))
        return tuple(found)


def offered(question: Question, *, at: datetime, policy: Policy) -> Offer:
    """Look up once what every answer to this question needs."""
    wanted = counted(question.lines)
    found = terms(wanted, question.offices, channel=question.channel)
    rules = {found.rules[office]: None for office in found.needs}
    place = {each: index for index, each in enumerate(rules)}
    ways = tuple(way(each, policy, found.zone, at=at) for each in rules)
    since, latest = windows.since(ways), windows.until(ways)
    return Offer(
        terms=found,
        since=since,
        first=max(question.since or since[0], since[0]),
        last=min(question.until or latest, latest),
        today=ways[0].today,
        weekdays=question.weekdays,
        ticks=search.starts_from((1 << question.between.end) - 1, question.between.start),
        every=question.every,
        share=question.share,
        ways=ways,
        way_of={office: place[found.rules[office]] for office in found.needs},
    )
