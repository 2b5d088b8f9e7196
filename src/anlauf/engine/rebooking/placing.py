"""Places people one by one, whoever has most to lose first, and then lets them change places."""

from collections.abc import Hashable, Iterable, Mapping

from anlauf.engine.capacity import Page
from anlauf.engine.rebooking.exchange import improve
from anlauf.engine.rebooking.people import (
    USUAL,
    Bounds,
    Day,
    Displaced,
    NewPlace,
    Rebooking,
    Weights,
)
from anlauf.engine.rebooking.table import Table

_NOWHERE_ELSE = 10**6


def rebooked(
    people: Iterable[Displaced],
    pages: Mapping[Day, Page],
    bounds: Bounds,
    *,
    weights: Weights = USUAL,
) -> Rebooking:
    """The best new places for all of them together; the same question has the same answer."""
    everybody = _once_each(people)
    tables = []
    for place_all in (_insert, _take_turns):
        table = Table(everybody, pages, bounds, weights)
        place_all(table)
        tables.append(table)
    return improve(min(tables, key=lambda table: table.rebooking().objective))


def first_come(
    people: Iterable[Displaced],
    pages: Mapping[Day, Page],
    bounds: Bounds,
    *,
    weights: Weights = USUAL,
) -> Rebooking:
    """What everybody would get who took the nearest place left, by rank."""
    table = Table(_once_each(people), pages, bounds, weights)
    _take_turns(table)
    return table.rebooking()


def _take_turns(table: Table) -> None:
    for person in table.people:
        for place in table.best(person):
            table.lay(person, place)


def _insert(table: Table) -> None:
    """Place next whoever would lose most if their nearest place went to somebody else."""
    choices = {person.key: table.best(person, most=2) for person in table.people}
    waiting = [person for person in table.people if choices[person.key]]
    while waiting:
        chosen = max(waiting, key=lambda person: _regret(choices[person.key]))
        taken = choices[chosen.key][0]
        table.lay(chosen, taken)
        waiting.remove(chosen)
        for person in waiting:
            if any(place.day == taken.day for place in choices[person.key]):
                choices[person.key] = table.best(person, most=2)
        waiting = [person for person in waiting if choices[person.key]]


def _regret(places: list[NewPlace]) -> int:
    """How much further the second nearest place is than the nearest."""
    if len(places) == 1:
        return _NOWHERE_ELSE
    return places[1].displacement - places[0].displacement


def _once_each(people: Iterable[Displaced]) -> list[Displaced]:
    by_key: dict[Hashable, Displaced] = {}
    for person in people:
        if by_key.setdefault(person.key, person) is not person:
            raise ValueError(f"{person.key!r} is displaced twice.")
    return list(by_key.values())
