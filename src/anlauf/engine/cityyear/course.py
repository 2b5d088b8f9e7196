"""Days of booking in all offices at once, in machine code: everybody in turn takes a first date."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.cityyear.people import People
from anlauf.engine.compiled import compiled, entry

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

NOWHERE = -1


class Book(NamedTuple):
    """What there is and what is promised, and who comes back on which day."""

    places: Numbers  # by office and date
    open: Numbers  # the part of a date's places on offer, by days ahead
    near: Whole  # other offices by office, or nowhere
    taken: Numbers  # by office and date
    where: Whole  # office of each person's date, or nowhere
    date: Whole
    gone: NDArray[np.bool_]  # gave their date back
    asked: Whole  # the day on which they booked
    back_first: Whole  # who gives back on each day, and after whom who
    back_next: Whole
    again_first: Whole  # who asks again on each day
    again_next: Whole
    tried: Whole


def empty(places: Numbers, open_by_day: Numbers, near: Whole, people: People) -> Book:
    """Before the first day."""
    dates, many = places.shape[1], len(people.day)
    return Book(
        places=places,
        open=open_by_day,
        near=near,
        taken=np.zeros_like(places),
        where=np.full(many, NOWHERE),
        date=np.full(many, NOWHERE),
        gone=np.zeros(many, np.bool_),
        asked=np.full(many, NOWHERE),
        back_first=np.full(dates + 1, NOWHERE),
        back_next=np.full(many, NOWHERE),
        again_first=np.full(dates + 1, NOWHERE),
        again_next=np.full(many, NOWHERE),
        tried=np.zeros(many, np.int64),
    )


@entry
def advance(book: Book, people: People, since: int, until: int, sooner: int) -> None:
    """Let the days from `since` to before `until` pass."""
    one = int(np.searchsorted(people.day, since))
    for day in range(since, until):
        back = book.back_first[day]
        while back != NOWHERE:
            book.taken[book.where[back], book.date[back]] -= 1
            book.gone[back] = True
            back = book.back_next[back]
        again = book.again_first[day]
        while again != NOWHERE:
            _ask(book, people, again, day, sooner)
            again = book.again_next[again]
        while one < len(people.day) and people.day[one] == day:
            _ask(book, people, one, day, sooner)
            one += 1


@compiled
def _ask(book: Book, people: People, one: int, day: int, sooner: int) -> None:
    """Take the first date, perhaps elsewhere, or come again tomorrow."""
    book.tried[one] += 1
    office = people.office[one]
    earliest, latest = people.earliest[one], people.latest[one]
    found = _first(book, office, day, earliest, latest)
    if people.moves[one]:
        for place in range(book.near.shape[1]):
            other = book.near[office, place]
            if other == NOWHERE:
                continue
            there = _first(book, other, day, earliest, latest)
            if there != NOWHERE and (found == NOWHERE or there + sooner <= found):
                office, found = other, there
    if found != NOWHERE:
        _take(book, people, one, day, office, found)
    elif book.tried[one] < people.tries[one] and day + 1 < len(book.again_first):
        book.again_next[one] = book.again_first[day + 1]
        book.again_first[day + 1] = one


@compiled
def _first(book: Book, office: int, day: int, earliest: int, latest: int) -> int:
    """The first date with a place on offer in somebody's window, or nowhere."""
    for ahead in range(earliest, latest + 1):
        date = day + ahead
        if date >= book.places.shape[1]:
            return NOWHERE
        if book.taken[office, date] + 1 <= book.places[office, date] * book.open[ahead]:
            return date
    return NOWHERE


@compiled
def _take(book: Book, people: People, one: int, day: int, office: int, date: int) -> None:
    """Write a promise down, and when it will be given back."""
    book.taken[office, date] += 1
    book.where[one], book.date[one], book.asked[one] = office, date, day
    if people.gives_back[one] <= 1 and date > day:
        back = day + 1 + int(people.gives_back[one] * (date - day - 1))
        book.back_next[one] = book.back_first[back]
        book.back_first[back] = one
