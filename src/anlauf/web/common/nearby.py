"""Other offices for somebody who walks in, as kiosk and phone show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anlauf.booking.values import Line
from anlauf.directory import queries as directory
from anlauf.engine.waits import WaitRange
from anlauf.floor import queries as floor
from anlauf.floor.afar import Nearby
from anlauf.people.queries import Office


@dataclass(frozen=True)
class Beside:
    """One of them with its address."""

    office: Office
    facts: Nearby


def beside(
    here: Office, lines: Sequence[Line], wait: WaitRange | None = None, *, at: datetime
) -> list[Beside]:
    """Where it goes on today; with a wait here only where it is quicker."""
    found = floor.nearby(here, lines, wait, at=at)
    offices = {row.pk: row for row in directory.offices()} if found else {}
    return [Beside(offices[one.office], one) for one in found]
