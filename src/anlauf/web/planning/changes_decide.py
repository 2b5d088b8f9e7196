"""What somebody decides about everybody in conflict, as it stands on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from anlauf.booking.decisions import CANCEL, KEEP, Choice, Decision, Decisions, Target, move_to
from anlauf.booking.queries import Appointment, conflicts_named
from anlauf.core import carriers
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.engine.grid import TICKS
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Preview

SHOWN_AT_ONCE = 8
NOON = TICKS // 2
CHOICES: tuple[tuple[Choice, Promise], ...] = (
    (Choice.MOVE, gettext_lazy("Move")),
    (Choice.KEEP, gettext_lazy("Keep")),
    (Choice.CANCEL, gettext_lazy("Cancel")),
)


@dataclass(frozen=True)
class Case:
    """One appointment in conflict: what is proposed and what was chosen."""

    appointment: Appointment
    target: Target | None
    where: Office | None
    chosen: str

    @property
    def number(self) -> int:
        """The appointment's number."""
        return self.appointment.pk

    @property
    def reached(self) -> bool:
        """Tell whether a letter of ours would reach the person."""
        return _is_reached(self.appointment)

    @property
    def elsewhere(self) -> bool:
        """Tell whether the proposed time is at another office."""
        return self.where is not None and self.where.pk != self.appointment.day.office_id

    @property
    def target_value(self) -> str:
        """The proposed time as a form carries it."""
        if self.target is None:
            return ""
        return f"{self.target.office} {self.target.date.isoformat()} {self.target.start}"


@dataclass(frozen=True)
class HalfDay:
    """The cases of a morning or an afternoon; open where somebody has to look."""

    date: date
    is_morning: bool
    cases: tuple[Case, ...]
    few: bool

    @property
    def undecided(self) -> int:
        """For how many nothing has been chosen yet."""
        return sum(not case.chosen for case in self.cases)

    @property
    def open(self) -> bool:
        """Tell whether they are shown at once."""
        return self.few or self.undecided > 0


@dataclass(frozen=True)
class Cases:
    """Everybody about whom somebody must decide."""

    shown: Preview
    cases: tuple[Case, ...]

    @property
    def undecided(self) -> int:
        """For how many nothing has been chosen yet."""
        return sum(not case.chosen for case in self.cases)

    @property
    def halves(self) -> list[HalfDay]:
        """The cases by mornings and afternoons, in their order."""
        few = len(self.cases) <= SHOWN_AT_ONCE
        groups = groupby(self.cases, key=lambda case: (case.appointment.day.date, _morning(case)))
        return [HalfDay(on, early, tuple(group), few) for (on, early), group in groups]

    @property
    def without_time(self) -> int:
        """For how many there is no new time."""
        return sum(case.target is None for case in self.cases)


def _morning(case: Case) -> bool:
    return case.appointment.start < NOON


def cases(shown: Preview, posted: Mapping[str, str], *, at: datetime) -> Cases:
    """The cases with what is chosen: what was posted, else moving where there is a time."""
    targets = staffing.proposals(shown, at=at)
    rows = conflicts_named([row.pk for row in shown.conflicts])
    offices = _offices(targets)
    for_all = posted.get("all", "")
    found = []
    for row in rows:
        target = targets.get(row.pk)
        chosen = _chosen(for_all or posted.get(f"choice-{row.pk}", "") or _usual(row), target)
        where = offices[target.office] if target else None
        found.append(Case(row, target, where, chosen))
    return Cases(shown, tuple(found))


def decisions(posted: Mapping[str, str]) -> Decisions:
    """What the form says has been decided, by the appointments' numbers."""
    found: dict[int, Decision] = {}
    for name, value in posted.items():
        number = name.removeprefix("choice-")
        if number == name or not number.isdecimal():
            continue
        decision = _decision(value, posted.get(f"to-{number}", ""))
        if decision is not None:
            found[int(number)] = decision
    return found


def by_office(
    shown: Sequence[Preview], posted: Mapping[str, str], *, at: datetime
) -> dict[str, object]:
    """What a page shows on which several offices are decided about together."""
    offices = [
        {
            "office": directory.any_office(one.plan.office),
            "shown": one,
            "hours": _hours(one),
            "cases": cases(one, posted, at=at) if one.conflicts else None,
        }
        for one in shown
    ]
    return {
        "offices": offices,
        "conflicts": sum(len(one.conflicts) for one in shown),
        "holds": sum(one.holds for one in shown),
        "choices": CHOICES,
    }


def _hours(shown: Preview) -> tuple[int, int]:
    """Clerk hours on the dates concerned, before and after."""
    before = sum(day.ticks_before for day in shown.days)
    after = sum(day.ticks_after for day in shown.days)
    return before // 12, after // 12


def _usual(row: Appointment) -> str:
    """What is chosen at first: whoever no letter reaches would come at the old time."""
    return Choice.MOVE if _is_reached(row) else ""


def _is_reached(row: Appointment) -> bool:
    """Tell whether a letter of ours would reach the person."""
    return bool(row.email or (row.phone and carriers.sends_sms()))


def _chosen(wanted: str, target: Target | None) -> str:
    if wanted == Choice.MOVE:
        return Choice.MOVE if target else ""
    return wanted if wanted in set(Choice) else ""


def _decision(choice: str, target: str) -> Decision | None:
    if choice == Choice.KEEP:
        return KEEP
    if choice == Choice.CANCEL:
        return CANCEL
    place = _target(target) if choice == Choice.MOVE else None
    return move_to(place) if place else None


def _target(text: str) -> Target | None:
    try:
        office, on, start = text.split(" ")
        return Target(int(office), date.fromisoformat(on), int(start))
    except ValueError:
        return None


def _offices(targets: Mapping[int, Target]) -> dict[int, Office]:
    numbers = {target.office for target in targets.values()}
    return {number: directory.any_office(number) for number in numbers}
