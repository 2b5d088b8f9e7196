"""What must be reached: each promise in each of its spans, measured on a sample."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.staffing.office import Office, Span
from anlauf.engine.staffing.play import Counts

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Aim:
    """One promise in one span: the skill by its number, and the slots it is about."""

    skill: int
    slots: tuple[int, ...]
    share: float


def aims_of(office: Office) -> list[Aim]:
    """Everything that is promised to anybody who is expected."""
    found = []
    for number, demand in enumerate(office.demands):
        asked = tuple(slot for slot, many in enumerate(demand.expected) if many > 0)
        each = demand.promise.span is Span.EACH_SLOT
        spans: list[tuple[int, ...]] = [(slot,) for slot in asked] if each else [asked]
        found += [Aim(number, slots, demand.promise.share) for slots in spans if slots]
    return found


def by_aim(counts: Counts, aims: Sequence[Aim]) -> Numbers:
    """People by replication and aim."""
    columns = [counts[:, aim.skill, list(aim.slots)].sum(axis=1) for aim in aims]
    return np.array(columns, dtype=np.float64).reshape(len(aims), len(counts)).T
