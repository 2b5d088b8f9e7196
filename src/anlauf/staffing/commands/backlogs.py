"""Every office's casework is played with the file time that its people are planned for.

Cases know nothing of rosters, so it is brought down to them from here.
"""

from datetime import datetime, timedelta

from anlauf.cases.commands import foresee
from anlauf.core.actors import Actor
from anlauf.staffing import queries
from anlauf.staffing.queries.file_time import file_time

_YEAR = timedelta(days=364)


def foresee_backlogs(*, by: Actor, at: datetime) -> int:
    """Foresee the backlog of every office that has cases; tell how many."""
    today = queries.today(at)
    filed = {
        office: file_time(office, today, today + _YEAR) for office in queries.planned_offices(today)
    }
    return foresee.foresee_backlogs(filed, by=by, at=at)
