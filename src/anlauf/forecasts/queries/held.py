"""How well forecasts held: for each model its errors, and whether it still fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from anlauf.engine.drift import LIMIT, Watch, watched
from anlauf.forecasts.models import DayCount, Foreseen, Night
from anlauf.forecasts.values import Error

LOOKED_BACK = 400  # nights
WEEKS = 4


class Model(StrEnum):
    """What is learnt from what happened."""

    PEOPLE = "people"
    MINUTES = "minutes"
    NO_SHOWS = "no_shows"
    WALK_INS = "walk_ins"
    WAITS = "waits"


@dataclass(frozen=True)
class Held:
    """A model's errors, oldest first, with their dates."""

    model: Model
    days: tuple[tuple[date, Error], ...]
    watch: Watch

    @property
    def last(self) -> Error | None:
        """The latest error."""
        return self.days[-1][1] if self.days else None

    @property
    def wape(self) -> float | None:
        """What was missed of what came, in the last four weeks, as a share."""
        lately = self._lately()
        came = sum(abs(one.came) for one in lately)
        return sum(abs(one.came - one.expected) for one in lately) / came if came else None

    @property
    def bias(self) -> float | None:
        """How far too low (above nothing) or too high the model was in the last four weeks."""
        lately = self._lately()
        expected = sum(abs(one.expected) for one in lately)
        return sum(one.came - one.expected for one in lately) / expected if expected else None

    @property
    def evidence(self) -> float:
        """How much speaks against the model, as a share of what it takes to say so."""
        return min(1.0, self.watch.now / LIMIT)

    def _lately(self) -> list[Error]:
        if not self.days:
            return []
        since = self.days[-1][0] - timedelta(weeks=WEEKS)
        return [one for on, one in self.days if on > since]


@dataclass(frozen=True)
class OfficeHeld:
    """How forecasts held at one office: days, what was missed of what came, days in their bands."""

    office: int
    days: int
    people: int
    wape: float
    bias: float
    inside: float


def held(upto: date | None = None) -> list[Held]:
    """Every model with what the nights have found."""
    rows = Night.objects.order_by("-date")
    nights = list(reversed((rows if upto is None else rows.filter(date__lte=upto))[:LOOKED_BACK]))
    return [_held(model, nights) for model in Model]


def held_with(on: date, errors: Mapping[str, Error]) -> list[Held]:
    """The same with a night that is not written down yet."""
    before = Night.objects.filter(date__lt=on).order_by("-date")[:LOOKED_BACK]
    tonight = Night(date=on, errors={name: one.__dict__ for name, one in errors.items()})
    nights = [*reversed(before), tonight]
    return [_held(model, nights) for model in Model]


def last_night() -> Night | None:
    """The latest night that was noted."""
    return Night.objects.order_by("-date").first()


def offices_held(last: date, weeks: int = WEEKS) -> list[OfficeHeld]:
    """How the forecasts of the last weeks held, office by office."""
    first = last - timedelta(weeks=weeks) + timedelta(days=1)
    came: dict[tuple[int, date], int] = {}
    for office, on, people in DayCount.objects.filter(date__range=(first, last)).values_list(
        "office", "date", "people"
    ):
        came[office, on] = came.get((office, on), 0) + sum(people)
    rows = Foreseen.objects.filter(skill="", date__range=(first, last)).order_by("office", "date")
    by_office: dict[int, list[tuple[Foreseen, int]]] = {}
    for row in rows:
        if (row.office_id, row.date) in came:
            pair = (row, came[row.office_id, row.date])
            by_office.setdefault(row.office_id, []).append(pair)
    return [_office(office, pairs) for office, pairs in by_office.items()]


def _office(office: int, pairs: list[tuple[Foreseen, int]]) -> OfficeHeld:
    people = sum(came for _row, came in pairs)
    missed = [came - sum(row.expected) for row, came in pairs]
    inside = sum(row.marks[1] <= came <= row.marks[-2] for row, came in pairs)
    return OfficeHeld(
        office,
        len(pairs),
        people,
        sum(map(abs, missed)) / max(1, people),
        sum(missed) / max(1, people),
        inside / len(pairs),
    )


def _held(model: Model, nights: Iterable[Night]) -> Held:
    days = tuple(
        (night.date, Error(**night.errors[model])) for night in nights if model in night.errors
    )
    return Held(model, days, watched([one.relative for _on, one in days]))
