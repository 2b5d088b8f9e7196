"""A large problem falls into parts: people who serve needs that hardly anybody else serves.

Whoever serves several parts roams. Between the parts only they matter.
"""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.state import Search

LARGEST = 60  # people in a part; whoever would join more than that roams


@dataclass(frozen=True)
class Part:
    """People who serve nothing but these needs, and the needs."""

    people: Counts
    needs: Counts


@dataclass(frozen=True)
class Parts:
    """All parts, and who serves several of them. Every need is in one part."""

    parts: tuple[Part, ...]
    roaming: Counts


def parts(search: Search, largest: int = LARGEST) -> Parts:
    """The parts of a problem: who serves least is joined first."""
    served = _served(search)
    part_of = np.arange(len(search.cover.wanted))
    size = np.zeros(len(part_of), dtype=np.int64)
    home = np.full(len(search.contracts), -1, dtype=np.int64)
    for number in np.argsort([len(needs) for needs in served], kind="stable").tolist():
        touched = np.unique(part_of[served[number]])
        together = size[touched].sum() + len(search.contracts[number].people)
        if len(touched) and together <= largest:
            part_of[np.isin(part_of, touched)] = touched[0]
            size[touched], size[touched[0]] = 0, together
            home[number] = served[number][0]
    return _laid(search, part_of, home)


def _served(search: Search) -> list[Counts]:
    """The needs that each contract can serve."""
    cover = search.cover
    order = np.argsort(cover.cells % cover.duties, kind="stable")
    by_duty = np.split(
        cover.rows[order],
        np.searchsorted(cover.cells[order] % cover.duties, np.arange(1, cover.duties)),
    )
    nothing = [np.array([], dtype=np.int64)]
    return [
        np.unique(np.concatenate(nothing + [by_duty[duty] for duty in contract.duties]))
        for contract in search.contracts
    ]


def _laid(search: Search, part_of: Counts, home: Counts) -> Parts:
    """The parts with their people; needs that nobody alone serves are one part together."""
    settled = home >= 0
    known = np.unique(part_of[home[settled]])
    part_of = np.where(np.isin(part_of, known), part_of, -1)
    of_contract = np.full(len(home), -2)
    of_contract[settled] = part_of[home[settled]]
    of_person = of_contract[search.contract_of]
    found = (
        Part(np.flatnonzero(of_person == number), np.flatnonzero(part_of == number))
        for number in (*known.tolist(), -1)
    )
    roaming = np.flatnonzero(of_person == -2)
    return Parts(tuple(part for part in found if len(part.needs)), roaming)
