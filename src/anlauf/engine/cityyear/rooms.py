"""Waits on site: days of a played year, drawn by their place in the week, played by the kernel."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from anlauf.engine.cityyear.people import Numbers, Whole, demand
from anlauf.engine.cityyear.year import Year
from anlauf.engine.simulate import (
    Appointment,
    Clerk,
    Habits,
    Line,
    LogNormal,
    OfficeDay,
    Service,
    WalkIns,
    simulate,
)
from anlauf.engine.simulate.tally import BINS, edges

HALF_HOUR = 30
SLOTS = 48
SKILL = frozenset({"all"})
LINES = (Line("appointment", level=1.0), Line("walk-in"))
CLOSING = 60.0  # minutes after closing in which people who are there are still served
MORNING = (0.12, 0.13, 0.13, 0.12, 0.1, 0.09, 0.08, 0.07, 0.06, 0.04, 0.03, 0.03)
"""The part of a day's people without appointment in each hour from seven on."""
FIRST_HOUR = 7
MOST_CLERKS = 64
LEND_FROM = 3.0  # clerks; two have to stay


@dataclass(frozen=True, eq=False)
class Rooms:
    """Waits of the days looked at, by office, counted in the kernel's bins."""

    waits: Whole

    def at(self, place: int) -> "Rooms":
        """Those of one office."""
        return Rooms(self.waits[place : place + 1])

    def quantile(self, share: float) -> float:
        """The minutes that this share of everybody waited at most."""
        counts = self.waits.sum(axis=0)
        so_far = np.concatenate([[0.0], np.cumsum(counts) / max(1, counts.sum())])
        return float(np.interp(share, so_far, edges()))


def rooms(year: Year, seed: int, replication: int, every: int = 16) -> Rooms:
    """Play one in so many days of every office; the same days and people whatever the plan."""
    city = year.city
    expected = demand(city, seed, replication) * 7 / 5 * city.manners.walk_ins
    booked = _booked(year)
    counts = np.zeros((len(city.branches), BINS), np.int64)
    for day in range(year.counted.first + replication % every, year.counted.last, every):
        clerks = present(year, day, booked[:, day] + expected[day], (seed, replication, day))
        for place in map(int, np.flatnonzero(clerks > 0)):
            made = _day(year, place, day, (float(clerks[place]), booked[place, day], expected))
            number = replication * 100_000 + day * len(city.branches) + place
            played = simulate(made, 1, seed=seed, first=number)
            counts[place] += played.waits.sum(axis=(0, 1, 2))
    return Rooms(counts)


def present(year: Year, day: int, people: Numbers, luck: tuple[int, ...]) -> Numbers:
    """Clerks at each open office once it is known who cannot come.

    A plan that moves nobody leaves it at that. One that does lends colleagues between offices, from
    where an hour has the least to do to where it has the most, as many as may move; on the way
    nobody serves.
    """
    city = year.city
    expected, lengths = planned(year, day)
    dice = np.random.default_rng((*luck, 9))
    chances = dice.random((len(expected), MOST_CLERKS))
    whole = np.floor(expected).astype(int)
    away = np.array(
        [(row[:many] < city.manners.absent).sum() for row, many in zip(chances, whole, strict=True)]
    )
    there = np.where(expected > 0, np.maximum(expected - away, np.minimum(expected, 1.0)), 0.0)
    for _ in range(int(year.plan.movable * expected.sum())):
        if not lend(there, lengths, people, year.plan.way):
            break
    return there


def lend(there: Numbers, lengths: Numbers, people: Numbers, way: int) -> bool:
    """Send one colleague where they help most; tell whether that evens anything out."""
    minutes = there * lengths
    load = np.divide(people, minutes, out=np.zeros(len(there)), where=minutes > 0)
    giver = int(np.argmin(np.where(there >= LEND_FROM, load, np.inf)))
    taker = int(np.argmax(load))
    if there[giver] < LEND_FROM:
        return False
    helps = max(0.0, min(lengths[giver], lengths[taker]) - way)
    given = people[giver] / (minutes[giver] - lengths[giver])
    if given >= people[taker] / (minutes[taker] + helps) or not helps:
        return False
    there[giver] -= 1
    there[taker] += helps / lengths[taker]
    return True


def planned(year: Year, day: int) -> tuple[Numbers, Numbers]:
    """Clerks on average over the opening hours of each office by the plan, and these in minutes."""
    city = year.city
    weekday = city.date_of(day).weekday()
    found, lengths = np.zeros(len(city.branches)), np.zeros(len(city.branches))
    for place, branch in enumerate(city.branches):
        begins, ends = branch.doors(weekday, float(year.hours[place, day]))
        if ends > begins and city.open_on(day):
            lengths[place] = ends - begins
            minutes = year.hours[place, day] * branch.weekdays[weekday] * 60
            found[place] = minutes / lengths[place]
    return found, lengths


def _booked(year: Year) -> Whole:
    """Appointments of each office and date that were not given back; no-shows are drawn there."""
    book = year.book
    kept = (book.date >= 0) & ~book.gone
    found = np.zeros(year.hours.shape, np.int64)
    np.add.at(found, (book.where[kept], book.date[kept]), 1)
    return found


def _day(year: Year, place: int, day: int, there: tuple[float, int, Numbers]) -> OfficeDay:
    """One office on one day: clerks who are there, appointments laid where the plan puts them."""
    city, branch = year.city, year.city.branches[place]
    weekday = city.date_of(day).weekday()
    begins, ends = branch.doors(weekday, float(year.hours[place, day]))
    many, booked, expected = there
    clerks = tuple(_clerks(many * (ends - begins) / 60, begins, ends))
    hours = year.hours[place, day] * branch.weekdays[weekday]
    come = _walk_ins(float(expected[day, place]), begins, ends)
    usual = tuple(_clerks(hours, begins, ends))
    return OfficeDay(
        services=(Service("any", "all", LogNormal(city.minutes, city.spread)),),
        lines=LINES,
        clerks=clerks,
        desks=len(clerks),
        walk_ins=(WalkIns("any", "walk-in", come),),
        appointments=tuple(_appointments(year, usual, come, int(booked), (begins, ends))),
        habits=Habits(no_show=city.manners.no_show),
        slot=float(HALF_HOUR),
    )


def _clerks(hours: float, begins: int, ends: int) -> Iterator[Clerk]:
    """Clerks all day, and one for what is left over, in the middle of the day."""
    length = (ends - begins) / 60
    whole = int(hours / length + 1e-9)
    for number in range(whole):
        yield Clerk(f"c{number}", SKILL, float(begins), ends + CLOSING)
    rest = (hours - whole * length) * 60
    if rest >= HALF_HOUR:
        middle = begins + (ends - begins - rest) / 2
        yield Clerk("part", SKILL, middle, middle + rest)


def _walk_ins(people: float, begins: int, ends: int) -> tuple[float, ...]:
    """People without appointment by half-hour while the doors are open."""
    parts = np.zeros(SLOTS)
    for slot in range(begins // HALF_HOUR, min(SLOTS, ends // HALF_HOUR)):
        hour = slot // 2 - FIRST_HOUR
        parts[slot] = MORNING[hour] if 0 <= hour < len(MORNING) else 0.02
    return tuple(float(one) for one in people * parts / max(parts.sum(), 1e-9))


def _appointments(
    year: Year,
    clerks: tuple[Clerk, ...],
    come: tuple[float, ...],
    booked: int,
    span: tuple[int, int],
) -> Iterator[Appointment]:
    """Everybody booked, spread over the day as the plan offers places."""
    slots = np.arange(span[0] // HALF_HOUR, span[1] // HALF_HOUR)
    there = np.array([_present(clerks, float(slot * HALF_HOUR)) for slot in slots], dtype=np.int64)
    room = there * HALF_HOUR / year.city.slot
    taken = np.array(come)[slots]
    if year.plan.follows:
        room = np.maximum(room - taken, 0.15 * room)
    if not room.sum() or not booked:
        return
    marks = (np.arange(booked) + 0.5) / booked * room.sum()
    ends = np.cumsum(room)
    for mark in marks:
        slot = int(np.searchsorted(ends, mark))
        before = ends[slot] - room[slot]
        within = (mark - before) / room[slot]
        due = slots[slot] * HALF_HOUR + 5 * int(within * HALF_HOUR / 5)
        yield Appointment("any", float(due), "appointment", lead=7)


def _present(clerks: tuple[Clerk, ...], minute: float) -> int:
    return sum(one.starts <= minute < one.ends for one in clerks)
