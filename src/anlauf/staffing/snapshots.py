"""Staff patterns as clerks on duty; employees and shifts as the engine plans them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from anlauf.engine.capacity import Clerk
from anlauf.engine.grid import Span
from anlauf.engine.roster.period import Hope, Worker
from anlauf.engine.roster.shift import Shift
from anlauf.staffing.lines import Line
from anlauf.staffing.models import Contract, Duty, Employee, Roster, ShiftPattern, StaffPattern


@dataclass(frozen=True)
class Pattern:
    """So many clerks with these skills, on this weekday, from tick to tick."""

    weekday: int
    span: Span
    skills: frozenset[str]
    clerks: int
    valid_from: date | None
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Tell whether the pattern speaks about this date."""
        return (
            self.weekday == on.weekday()
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )

    def presence(self, opening: Sequence[Span]) -> tuple[Span, ...]:
        """When these clerks can serve: while they are there and the office is open."""
        return tuple(
            Span(max(self.span.start, span.start), min(self.span.end, span.end))
            for span in opening
            if self.span.overlaps(span)
        )


def patterns(rows: Iterable[StaffPattern]) -> tuple[Pattern, ...]:
    """The patterns of these rows, whose skills should be prefetched."""
    return expected(line(row) for row in rows)


def line(row: StaffPattern) -> Line:
    """A row as a line, whose skills should be prefetched."""
    return Line(
        row.weekday,
        row.start,
        row.end,
        tuple(sorted(skill.key for skill in row.skills.all())),
        row.clerks,
        row.valid_from or date.min,
        row.valid_to or date.max,
    )


def expected(lines: Iterable[Line]) -> tuple[Pattern, ...]:
    """The patterns of these lines."""
    return tuple(
        Pattern(
            one.weekday,
            one.span,
            frozenset(one.skills),
            one.clerks,
            one.valid_from,
            one.valid_to,
        )
        for one in lines
    )


def on_duty(known: Iterable[Pattern], opening: Sequence[Span], on: date) -> list[Clerk]:
    """Everybody who serves on this date; patterns outside the opening hours bring nobody."""
    clerks: list[Clerk] = []
    for pattern in known:
        presence = pattern.presence(opening)
        if pattern.holds(on) and presence:
            clerks += [Clerk(pattern.skills, presence)] * pattern.clerks
    return clerks


def shift(row: ShiftPattern) -> Shift:
    """A shift of the city."""
    return Shift(
        row.key,
        row.begin,
        row.end,
        tuple(Span(*span) for span in row.breaks),
        tuple(Span(*span) for span in row.files),
        frozenset(row.weekdays),
    )


def duty_shift(row: Duty) -> Shift:
    """The shift of a duty, whose file hours may fall out on that day."""
    usual = shift(row.shift)
    return replace(usual, files=()) if row.at_counter else usual


@dataclass(frozen=True)
class Asked:
    """The time and the offices somebody is to be planned for; offices by their area."""

    first: date
    days: int
    areas: Mapping[int, frozenset[int]]
    area_of: Mapping[int, int]
    shares: Mapping[str, Mapping[str, int]]
    usual_shares: Mapping[str, int]

    @property
    def last(self) -> date:
        """The last date."""
        return self.first + timedelta(days=self.days - 1)

    def date_of(self, day: int) -> date:
        """The date of a day of the period."""
        return self.first + timedelta(days=day)


def worker(row: Employee, asked: Asked) -> Worker | None:
    """Somebody as they can be planned in a period, or None without a contract then."""
    contract = next((one for one in row.contracts.all() if _holds(one, asked)), None)
    skills = frozenset(one.skill.key for one in row.knowledge.all() if not one.in_training)
    learns = frozenset(one.skill.key for one in row.knowledge.all() if one.in_training)
    if contract is None or not skills | learns:
        return None
    offices = asked.areas.get(asked.area_of.get(row.home_id, 0), frozenset())
    return Worker(
        key=row.number,
        home=row.home_id,
        skills=skills,
        weekly_minutes=contract.weekly_minutes,
        weekdays=frozenset(contract.weekdays),
        elsewhere=offices - {row.home_id} if row.floats and skills else frozenset(),
        away=frozenset(_away(row, contract, asked)),
        saturdays=row.saturdays,
        hopes=tuple(
            Hope((one.date - asked.first).days, one.hope)
            for one in row.day_wishes.all()
            if asked.first <= one.date <= asked.last
        ),
        shares=asked.shares.get(row.number, asked.usual_shares),
        learns=frozenset() if skills else learns,
    )


def _holds(contract: Contract, asked: Asked) -> bool:
    """Tell whether a contract covers some of the period."""
    begins = contract.valid_from is None or contract.valid_from <= asked.last
    return begins and (contract.valid_to is None or contract.valid_to >= asked.first)


def _away(row: Employee, contract: Contract, asked: Asked) -> Iterator[int]:
    """The days on which somebody is absent or their contract does not hold."""
    for day in range(asked.days):
        on = asked.date_of(day)
        absent = any(one.first <= on <= one.last for one in row.absences.all())
        early = contract.valid_from is not None and on < contract.valid_from
        late = contract.valid_to is not None and on > contract.valid_to
        gone = row.left_on is not None and on > row.left_on
        if absent or early or late or gone:
            yield day


def dates_of(row: Roster) -> list[date]:
    """The dates a roster speaks about."""
    return [row.first + timedelta(days=day) for day in range(row.days)]
