"""People's own words: only screened ones, only of weeks in which enough people answered."""

from dataclasses import dataclass
from datetime import date

from anlauf.engine.figures import MINIMUM
from anlauf.surveys.models import Remark, Tally
from anlauf.surveys.states import Dimension, RemarkState


@dataclass(frozen=True)
class Remarks:
    """The words of one office and week in no order, and how many more there were."""

    texts: tuple[str, ...]
    waiting: int
    withheld: int


def remarks(office: int, week: date) -> Remarks | None:
    """What people of this week wrote; None when too few answered to stay unknown."""
    all_of = Tally.objects.filter(
        office_number=office, week=week, dimension=Dimension.ALL, question="", score=0
    )
    people = all_of.values_list("number", flat=True).first() or 0
    if people < MINIMUM:
        return None
    rows = Remark.objects.filter(office_number=office, week=week)
    states = list(rows.values_list("state", flat=True))
    shown = rows.filter(state=RemarkState.SHOWN).order_by("pk")  # drawn by lot, not by time
    return Remarks(
        tuple(shown.values_list("text", flat=True)),
        states.count(RemarkState.WAITING),
        states.count(RemarkState.WITHHELD),
    )
