"""Weeks of booking in machine code: day by day, everybody in turn.

What a day has for whom is decided as in `engine.room`: promises can be shared out if and only if
no set of shares is promised more than the tranches open to any of them hold (Hall).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.compiled import compiled, entry

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

ROUNDING = 1e-9
NOWHERE = -1

# Columns of what is counted of dates.
PLACES, SHOWN, UNUSED, OVERFULL, BOOKED, MISSED = range(6)
DATE_FIGURES = 6
# Columns of what is counted of each kind.
ASKED, GOT, LEAD, SAME_DAY = range(4)
KIND_FIGURES = 4


class Rules(NamedTuple):
    """The policy by number: what is held, and what is open to which shares."""

    holds: Numbers  # places by date and set of tranches
    reach: Whole  # the set of tranches by days ahead, phase of the day and set of shares
    weight: Numbers  # what a booking takes, by days ahead
    misses: Numbers  # the chance to stay away, by days ahead


class Kinds(NamedTuple):
    """By kind: the share it uses, and the window it accepts."""

    share: Whole
    earliest: Whole
    latest: Whole


class People(NamedTuple):
    """Everybody, in the order in which they begin to search; luck is all their own."""

    day: Whole
    phase: Whole
    kind: Whole
    tries: Whole
    gives_back: Numbers  # when, as a share of the time until then; 1 or more: never
    shows: Numbers


class Book(NamedTuple):
    """What is written down while it is played."""

    taken: Numbers  # places by date and share
    date: Whole  # of each person, or nowhere
    ahead: Whole  # days between booking and date, of each person
    first_back: Whole  # who gives back first on each day, and after whom who
    next_back: Whole
    again: Whole  # who searches again, in turn


class Counted(NamedTuple):
    """What is counted: dates, kinds, and bookings and no-shows by days ahead."""

    dates: Numbers
    kinds: Numbers
    leads: Whole  # by kind and days since they began
    ahead: Whole  # booked, missed by days ahead


def empty_book(dates: int, shares: int, people: int) -> Book:
    """Before the first day."""
    return Book(
        taken=np.zeros((dates, shares)),
        date=np.full(people, NOWHERE),
        ahead=np.zeros(people, np.int64),
        first_back=np.full(dates, NOWHERE),
        next_back=np.full(people, NOWHERE),
        again=np.zeros(people, np.int64),
    )


@entry
def course(
    rules: Rules, kinds: Kinds, people: People, book: Book, span: tuple[int, int], out: Counted
) -> int:
    """Play all days; dates and people from the first to before the second day are counted."""
    days = len(rules.holds) - rules.reach.shape[0] + 1
    waiting, fresh = 0, 0
    for day in range(days):
        _given_back(rules, kinds, people, book, day)
        turns, waiting = waiting, 0
        for turn in range(turns):
            waiting = _turn(rules, kinds, people, book, (day, book.again[turn], waiting))
        while fresh < len(people.day) and people.day[fresh] == day:
            waiting = _turn(rules, kinds, people, book, (day, fresh, waiting))
            fresh += 1
    for who in range(fresh):
        _count_person(people, book, who, span, out)
    _count_dates(rules, people, book, span, out)
    return fresh


@compiled
def _given_back(rules: Rules, kinds: Kinds, people: People, book: Book, day: int) -> None:
    who = book.first_back[day]
    while who != NOWHERE:
        share = kinds.share[people.kind[who]]
        book.taken[book.date[who], share] -= rules.weight[book.ahead[who]]
        book.date[who] = -2 - book.date[who]
        who = book.next_back[who]


@compiled
def _turn(
    rules: Rules, kinds: Kinds, people: People, book: Book, turn: tuple[int, int, int]
) -> int:
    """One search of one person; how many search again tomorrow."""
    day, who, waiting = turn
    kind, began = people.kind[who], people.day[who]
    last = began + kinds.latest[kind]
    for date in range(
        max(day, began + kinds.earliest[kind]), min(last, day + rules.reach.shape[0] - 1) + 1
    ):
        if _fits(rules, book, kinds.share[kind], (day, date, people.phase[who])):
            _write(rules, kinds, people, book, (day, who, date))
            return waiting
    if began + people.tries[who] - 1 > day and day < last:
        book.again[waiting] = who
        waiting += 1
    return waiting


@compiled
def _fits(rules: Rules, book: Book, share: int, when: tuple[int, int, int]) -> bool:
    """Tell whether one more can be shared out, whoever else was promised something."""
    day, date, phase = when
    if rules.holds[date, -1] <= 0:
        return False
    shares = book.taken.shape[1]
    for subset in range(1 << shares):
        if (subset >> share) & 1:
            used = rules.weight[date - day]
            for other in range(shares):
                if (subset >> other) & 1:
                    used += book.taken[date, other]
            if used > rules.holds[date, rules.reach[date - day, phase, subset]] + ROUNDING:
                return False
    return True


@compiled
def _write(
    rules: Rules, kinds: Kinds, people: People, book: Book, booking: tuple[int, int, int]
) -> None:
    day, who, date = booking
    ahead = date - day
    book.taken[date, kinds.share[people.kind[who]]] += rules.weight[ahead]
    book.date[who], book.ahead[who] = date, ahead
    back = day + 1 + int(people.gives_back[who] * ahead)
    if people.gives_back[who] < 1 and back <= date:
        book.next_back[who] = book.first_back[back]
        book.first_back[back] = who


@compiled
def _count_person(
    people: People, book: Book, who: int, span: tuple[int, int], out: Counted
) -> None:
    """Of whoever began in the days counted: found or not, and how far away."""
    began, kind, date = people.day[who], people.kind[who], book.date[who]
    if not span[0] <= began < span[1]:
        return
    out.kinds[kind, ASKED] += 1
    if date == NOWHERE:
        return
    lead = (date if date >= 0 else -2 - date) - began
    out.kinds[kind, GOT] += 1
    out.kinds[kind, LEAD] += lead
    out.kinds[kind, SAME_DAY] += lead == 0
    out.leads[kind, lead] += 1


@compiled
def _count_dates(
    rules: Rules, people: People, book: Book, span: tuple[int, int], out: Counted
) -> None:
    """Of the dates counted: who was there, and what was left or too much."""
    book.taken[:, 0] = 0.0  # from here on those who come, by date
    for who in range(len(people.day)):
        date, ahead = book.date[who], book.ahead[who]
        if span[0] <= date < span[1]:
            misses = people.shows[who] < rules.misses[ahead]
            out.ahead[0, ahead] += 1
            out.ahead[1, ahead] += misses
            out.dates[BOOKED] += 1
            out.dates[MISSED] += misses
            book.taken[date, 0] += 1 - misses
    for date in range(span[0], span[1]):
        places, came = rules.holds[date, -1], book.taken[date, 0]
        out.dates[PLACES] += places
        out.dates[SHOWN] += came
        out.dates[UNUSED] += max(0.0, places - came)
        out.dates[OVERFULL] += max(0.0, came - places)
