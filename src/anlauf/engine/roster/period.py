"""A period of weeks in a city's offices as a rostering problem, and a roster read back.

A duty is a shift at an office with the skills of whoever has it, so that its key says all three.
Who can do nothing alone yet has a duty with what they learn: it covers nothing, and needs somebody
beside it who can.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from anlauf.engine.grid import Span
from anlauf.engine.roster.law import IN_FORCE, Law, never_after
from anlauf.engine.roster.problem import (
    Beside,
    Days,
    Duty,
    FairShare,
    Need,
    Person,
    Problem,
    Request,
)
from anlauf.engine.roster.shift import SATURDAY, Shift

Skills = frozenset[str]
WEEK = 7
USUAL_LEAST = 2
TOGETHER = 0.5  # the part of their time at the counter that learners share with one who can


class Post(NamedTuple):
    """What a duty is: where, which shift, with which skills; `learns` says what is learnt there."""

    office: int
    shift: str
    skills: Skills
    learns: Skills = frozenset()


@dataclass(frozen=True)
class Wanted:
    """So many who can do one of these skills, by half-hour, at an office on a day."""

    office: int
    day: int
    skills: Skills
    clerks: Mapping[int, int]


@dataclass(frozen=True)
class Hope:
    """What somebody wishes for a day: to be free, to come early or to come late."""

    day: int
    what: str  # free, early, late


@dataclass(frozen=True)
class Worker:
    """Somebody who can be planned; `learns` is what those learn who can do nothing alone yet."""

    key: str
    home: int
    skills: Skills
    weekly_minutes: int
    weekdays: frozenset[int] = frozenset(range(5))
    elsewhere: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()
    saturdays: bool = False
    hopes: tuple[Hope, ...] = ()
    shares: Mapping[str, int] = field(default_factory=dict)
    before: Days = ()
    learns: Skills = frozenset()

    def __post_init__(self) -> None:
        if self.skills and self.learns:
            raise ValueError(
                f"{self.key} can do {sorted(self.skills)} alone, so {sorted(self.learns)} is"
                " learnt aside. Maybe leave it out?"
            )

    def post(self, office: int, shift: str) -> Post:
        """This shift at this office, as they would work it."""
        return Post(office, shift, self.skills, self.learns)


@dataclass(frozen=True)
class Prices:
    """What is bad about a roster, in points."""

    missing: int = 12
    too_many: int = 1
    wish: int = 10
    unfair: int = 15
    beyond_least: int = 40  # on top, where fewer are there than must be
    lesson: int = 12  # a day on which somebody who learns could come and does not


@dataclass(frozen=True)
class Period:
    """All that a roster for some weeks follows from; day 0 is a Monday."""

    days: int
    shifts: tuple[Shift, ...]
    workers: tuple[Worker, ...]
    opening: Mapping[tuple[int, int], tuple[Span, ...]]  # by office and day
    wanted: tuple[Wanted, ...]
    holidays: frozenset[int] = frozenset()
    law: Law = IN_FORCE
    prices: Prices = Prices()
    least: Mapping[tuple[int, int], int] = field(default_factory=dict)  # by office and day

    def least_at(self, office: int, day: int) -> int:
        """How many must be there while an office is open: two, unless it says otherwise."""
        return self.least.get((office, day), USUAL_LEAST)

    @cached_property
    def by_key(self) -> dict[str, Shift]:
        """The shifts by their keys."""
        return {shift.key: shift for shift in self.shifts}


def key_of(post: Post) -> str:
    """The key of a duty."""
    learns = "".join(f"~{skill}" for skill in sorted(post.learns))
    return f"{post.office}/{post.shift}/{'+'.join(sorted(post.skills))}{learns}"


def post_of(key: str) -> Post:
    """What a duty's key says."""
    office, shift, both = key.split("/")
    skills, *learns = both.split("~")
    known = frozenset(skills.split("+")) if skills else frozenset[str]()
    return Post(int(office), shift, known, frozenset(learns))


def problem(period: Period) -> Problem:
    """The period as a rostering problem."""
    duties = {post: key_of(post) for post in _posts(period)}
    days = {post: _days_of(period, post) for post in duties}
    duties = {post: key for post, key in duties.items() if days[post]}
    shifts = period.by_key
    too_soon = never_after(period.law, period.shifts)
    return Problem(
        days=period.days,
        duties=tuple(
            Duty(key, shifts[post.shift].minutes, days[post]) for post, key in duties.items()
        ),
        people=tuple(_person(period, one, duties) for one in period.workers),
        needs=(*_needs(period, duties), *_lessons(period, duties)),
        never_after={
            key: frozenset(
                other for late, other in duties.items() if late.shift in too_soon[post.shift]
            )
            for post, key in duties.items()
            if post.shift in too_soon
        },
        beside=tuple(_beside(period, duties)),
    )


def owed(period: Period, worker: Worker) -> int:
    """The minutes somebody owes in the period; leave and holidays count as worked."""
    contract = [day for day in range(period.days) if day % WEEK in worker.weekdays]
    there = [day for day in contract if day not in worker.away | period.holidays]
    weeks = period.days / WEEK
    return round(worker.weekly_minutes * weeks * len(there) / max(1, len(contract)))


def _posts(period: Period) -> Iterator[Post]:
    """Every duty that somebody could have, once."""
    seen = {
        (office, worker.skills, worker.learns)
        for worker in period.workers
        for office in {worker.home} | worker.elsewhere
    }
    for office, skills, learns in sorted(seen, key=lambda one: (one[0], *map(sorted, one[1:]))):
        for shift in period.shifts:
            yield Post(office, shift.key, skills, learns)


def _days_of(period: Period, post: Post) -> frozenset[int]:
    """The days on which somebody with this duty could serve."""
    shift = period.by_key[post.shift]
    return frozenset(
        day
        for day in range(period.days)
        if day % WEEK in shift.weekdays
        and _half_hours(shift, period.opening.get((post.office, day), ()))
    )


def _person(period: Period, worker: Worker, duties: Mapping[Post, str]) -> Person:
    places = {worker.home} | worker.elsewhere
    mine = [post for post in duties if post.office in places and post == worker.post(*post[:2])]
    keys = [duties[post] for post in mine]
    free = {day for day in range(period.days) if not _comes(period, worker, day)}
    minutes = owed(period, worker)
    law = period.law
    return Person(
        key=worker.key,
        most=dict.fromkeys(keys, period.days),
        least_minutes=max(0, minutes - law.corridor_minutes) if keys and worker.skills else 0,
        most_minutes=minutes + (law.corridor_minutes if worker.skills else 0),
        longest_run=law.longest_run,
        most_weekends=law.most_saturdays_in_four_weeks * -(-period.days // (4 * WEEK)),
        off=frozenset(free),
        requests=tuple(_requests(period, worker, mine, duties)),
        shares=tuple(_shares(period, worker, mine, duties)),
        before=worker.before,
    )


def _may_work(worker: Worker) -> frozenset[int]:
    return worker.weekdays | ({SATURDAY} if worker.saturdays else frozenset())


def _requests(
    period: Period, worker: Worker, mine: Sequence[Post], duties: Mapping[Post, str]
) -> Iterator[Request]:
    """Each duty that would go against a wish."""
    for hope in worker.hopes:
        for post in mine:
            shift = period.by_key[post.shift]
            fits = {"free": False, "early": shift.is_early, "late": shift.is_late}[hope.what]
            if not fits:
                yield Request(hope.day, duties[post], period.prices.wish, wanted=False)


def _shares(
    period: Period, worker: Worker, mine: Sequence[Post], duties: Mapping[Post, str]
) -> Iterator[FairShare]:
    kinds = {
        "early": [post for post in mine if period.by_key[post.shift].is_early],
        "late": [post for post in mine if period.by_key[post.shift].is_late],
        "Saturday": [post for post in mine if SATURDAY in period.by_key[post.shift].weekdays],
    }
    for name, share in worker.shares.items():
        keys = frozenset(duties[post] for post in kinds[name])
        if keys:
            yield FairShare(name, keys, share, period.prices.unfair)


def _needs(period: Period, duties: Mapping[Post, str]) -> Iterator[Need]:
    """For every half-hour of every office what is wanted, and that enough are there at all."""
    by_office = _by_office(duties)
    prices = period.prices
    for wanted in period.wanted:
        posts = by_office.get(wanted.office, ())
        able = [post for post in posts if post.skills & wanted.skills]
        for half, count in sorted(wanted.clerks.items()):
            there = _serving(period, able, wanted, half, duties)
            yield Need(wanted.day, there, count, prices.missing, prices.too_many)
            least = min(period.least_at(wanted.office, wanted.day), count)
            if least and wanted.skills >= _everything(posts):
                yield Need(wanted.day, there, least, prices.beyond_least)


def _lessons(period: Period, duties: Mapping[Post, str]) -> Iterator[Need]:
    """On each day as many learners as could come, together with whoever learns the same."""
    learners = [worker for worker in period.workers if worker.learns]
    for office, learns in sorted({(one.home, one.learns) for one in learners}, key=str):
        alike = [one for one in learners if (one.home, one.learns) == (office, learns)]
        posts = [post for post in duties if (post.office, post.learns) == (office, learns)]
        for day in range(period.days):
            there = frozenset(duties[post] for post in posts if day in _days_of(period, post))
            coming = sum(_comes(period, one, day) for one in alike)
            if there and coming:
                yield Need(day, there, coming, period.prices.lesson)


def _comes(period: Period, worker: Worker, day: int) -> bool:
    """Tell whether somebody could be asked to come on a day."""
    away = worker.away | period.holidays
    return day % WEEK in _may_work(worker) and day not in away


def _beside(period: Period, duties: Mapping[Post, str]) -> Iterator[Beside]:
    """Whoever learns is there together with somebody who can do it, for much of the time."""
    for post, key in duties.items():
        if not post.learns:
            continue
        able = [
            other for other in duties if other.office == post.office and other.skills & post.learns
        ]
        for day in sorted(_days_of(period, post)):
            opening = period.opening.get((post.office, day), ())
            mine = _half_hours(period.by_key[post.shift], opening)
            enough = frozenset(
                duties[other]
                for other in able
                if day % WEEK in period.by_key[other.shift].weekdays
                and _shared(mine, _half_hours(period.by_key[other.shift], opening)) >= TOGETHER
            )
            yield Beside(day, key, enough)


def _shared(mine: frozenset[int], theirs: frozenset[int]) -> float:
    return len(mine & theirs) / len(mine)


def _everything(posts: Iterable[Post]) -> Skills:
    return frozenset[str]().union(*(post.skills for post in posts))


def _by_office(duties: Iterable[Post]) -> dict[int, tuple[Post, ...]]:
    found: dict[int, list[Post]] = {}
    for post in duties:
        found.setdefault(post.office, []).append(post)
    return {office: tuple(posts) for office, posts in found.items()}


def _serving(
    period: Period, able: Iterable[Post], wanted: Wanted, half: int, duties: Mapping[Post, str]
) -> frozenset[str]:
    """The duties of those who serve in this half-hour of this day."""
    opening = period.opening.get((wanted.office, wanted.day), ())
    weekday = wanted.day % WEEK
    present = {
        shift.key
        for shift in period.shifts
        if weekday in shift.weekdays and half in _half_hours(shift, opening)
    }
    return frozenset(duties[post] for post in able if post.shift in present)


@lru_cache(maxsize=4096)
def _half_hours(shift: Shift, opening: tuple[Span, ...]) -> frozenset[int]:
    return shift.half_hours(opening)
