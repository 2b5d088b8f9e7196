"""From numbers of clerks to a day that can be played."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.simulate.model import Clerk, Line, OfficeDay, Service, WalkIns
from anlauf.engine.staffing.office import Office

Team = NDArray[np.int64]  # clerks by profile and slot


def played(office: Office, team: Team) -> OfficeDay:
    """The day with this team; who needs which skill waits in a line of that name."""
    return OfficeDay(
        services=tuple(Service(one.skill, one.skill, one.minutes) for one in office.demands),
        lines=tuple(Line(one.skill, patience=one.patience) for one in office.demands),
        clerks=tuple(_clerks(office, team)),
        desks=office.desks,
        walk_ins=tuple(WalkIns(one.skill, one.skill, one.expected) for one in office.demands),
        slot=office.slot,
    )


def _clerks(office: Office, team: Team) -> Iterator[Clerk]:
    stays = max(one.promise.within for one in office.demands)
    for profile, counts in zip(office.profiles, team.tolist(), strict=True):
        for number, (first, end) in enumerate(_duties(counts)):
            late = stays if end == office.slots else 0.0
            yield Clerk(
                f"{profile.name} {number + 1}",
                profile.skills,
                first * office.slot,
                end * office.slot + late,
            )


def _duties(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Duties from slot to slot that add up to the counts: who came first goes first."""
    there: list[int] = []
    for slot, count in enumerate([*counts, 0]):
        while len(there) > count:
            yield there.pop(0), slot
        there += [slot] * (count - len(there))
