"""People's own words: only screened ones, only of weeks in which enough people answered."""

from collections.abc import Collection
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

    def with_one(self, state: RemarkState, text: str) -> "Remarks":
        """The same and one more."""
        return Remarks(
            (*self.texts, text) if state == RemarkState.SHOWN else self.texts,
            self.waiting + (state == RemarkState.WAITING),
            self.withheld + (state == RemarkState.WITHHELD),
        )


def remarks(office: int, week: date) -> Remarks | None:
    """What people of this week wrote; None when too few answered to stay unknown."""
    return remarks_by_week(office, [week]).get(week)


def remarks_by_week(office: int, weeks: Collection[date]) -> dict[date, Remarks]:
    """What people wrote, of every week in which enough answered to stay unknown."""
    enough = Tally.objects.filter(
        office_number=office,
        week__in=weeks,
        dimension=Dimension.ALL,
        question="",
        score=0,
        number__gte=MINIMUM,
    )
    told = dict.fromkeys(enough.values_list("week", flat=True), Remarks((), 0, 0))
    rows = Remark.objects.filter(office_number=office, week__in=told)
    # In the order of their keys, which are drawn by lot, and not by time.
    for week, state, text in rows.order_by("pk").values_list("week", "state", "text"):
        told[week] = told[week].with_one(RemarkState(state), text)
    return told
