"""How a policy of release fares over weeks: leads, what stays unused, who finds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan

import numpy as np

from anlauf.engine.book import course as play
from anlauf.engine.book.course import Counted, Kinds, People, Rules
from anlauf.engine.book.played import Times
from anlauf.engine.book.weeks import Kind, Policy, Weeks
from anlauf.engine.grid import TICKS
from anlauf.engine.intervals import Interval, Numbers, Parts, difference, interval
from anlauf.engine.simulate.dice import name_key

NOON = TICKS // 2
MORNING, EVENING = 6 * 12, 22 * 12  # people search between these ticks
GOLDEN = 0.6180339887498949
NEVER = 2.0

_DATES = {
    "served": (play.SHOWN, play.PLACES),
    "unused": (play.UNUSED, play.PLACES),
    "overfull": (play.OVERFULL, play.PLACES),
    "missed": (play.MISSED, play.BOOKED),
}
_KINDS = {"lead": (play.LEAD, play.GOT), "same_day": (play.SAME_DAY, play.ASKED)}
BY_DATE, BY_KIND = tuple(_DATES), (*_KINDS, "refused")
NAMES = (*BY_DATE, *BY_KIND)


@dataclass(frozen=True, eq=False)
class Season:
    """Figures by replication; `leads` counts by replication, kind and days until the date.

    `taken` are the places promised in the end, by replication and counted date.
    """

    weeks: Weeks
    times: Times
    dates: Numbers
    kinds: Numbers
    leads: Numbers
    ahead: Numbers  # booked and missed by days between booking and date, all replications
    taken: Numbers

    def ci(self, name: str, level: float = 0.95) -> Interval:
        """A figure by name, as `unused`, or of one kind, as `lead/passport`."""
        return interval(*self.parts(name), level)

    def parts(self, name: str) -> Parts:
        """Numerator and denominator, replication by replication."""
        what, _, kind = name.partition("/")
        if what in _DATES and not kind:
            above, below = _DATES[what]
            return self.dates[:, above], self.dates[:, below]
        chosen = self.kinds[:, self._places(kind)].sum(axis=1)
        if what == "refused":
            return chosen[:, play.ASKED] - chosen[:, play.GOT], chosen[:, play.ASKED]
        if what not in _KINDS:
            raise ValueError(f"There is no figure {name!r}. Known are: {', '.join(NAMES)}.")
        above, below = _KINDS[what]
        return chosen[:, above], chosen[:, below]

    def lead_quantile(self, share: float, kind: str = "") -> float:
        """The days within which this share of those who got a time have it."""
        counts = self.leads[:, self._places(kind)].sum(axis=(0, 1))
        if not counts.sum():
            return nan
        return float(np.searchsorted(np.cumsum(counts), share * counts.sum()))

    def missed_by_lead(self) -> Numbers:
        """The share that stays away by days between booking and date; nan where nobody booked."""
        booked, missed = self.ahead
        return np.where(booked > 0, missed / np.maximum(booked, 1), nan)

    def _places(self, kind: str) -> list[int]:
        names = [one.name for one in self.weeks.kinds]
        if kind and kind not in names:
            raise ValueError(f"There is no kind {kind!r}. Known are: {', '.join(names)}.")
        return [number for number, name in enumerate(names) if kind in ("", name)]


def evaluate(weeks: Weeks, policy: Policy, times: Times) -> Season:
    """Play the weeks so many times; every policy meets the same people with the same luck."""
    rules, kinds = _rules(weeks, policy), _kinds(weeks)
    played = [
        _played(weeks, rules, kinds, _people(weeks, policy, times.seed, number))
        for number in range(times.first, times.first + times.replications)
    ]
    seasons = [counted for counted, _taken in played]
    return Season(
        weeks,
        times,
        np.array([one.dates for one in seasons]),
        np.array([one.kinds for one in seasons]),
        np.array([one.leads for one in seasons], dtype=np.float64),
        np.sum([one.ahead for one in seasons], axis=0).astype(np.float64),
        np.array([taken for _counted, taken in played]),
    )


def compare(before: Season, after: Season, name: str, level: float = 0.95) -> Interval:
    """What changes from one policy to the other, with the same people."""
    if before.times != after.times:
        raise ValueError("The policies met different people. Maybe play both with one seed.")
    return difference(before.parts(name), after.parts(name), level)


def _played(weeks: Weeks, rules: Rules, kinds: Kinds, people: People) -> tuple[Counted, Numbers]:
    out = Counted(
        np.zeros(play.DATE_FIGURES),
        np.zeros((len(weeks.kinds), play.KIND_FIGURES)),
        np.zeros((len(weeks.kinds), _latest(weeks) + 1), np.int64),
        np.zeros((2, len(rules.weight)), np.int64),
    )
    book = play.empty_book(len(rules.holds), len(_shares(weeks)), len(people.day))
    span = (weeks.before, weeks.before + weeks.days)
    play.course(rules, kinds, people, book, span, out)
    return out, book.taken[span[0] : span[1]].sum(axis=1)


def _latest(weeks: Weeks) -> int:
    return max(kind.latest for kind in weeks.kinds)


def _days(weeks: Weeks) -> int:
    """All days played: until nobody counted searches any more, nobody books for a counted date."""
    return weeks.before + weeks.days + _latest(weeks) + 1


def _horizon(weeks: Weeks, policy: Policy) -> int:
    wanted = _latest(weeks)
    limit = policy.release.horizon_days
    return wanted if limit is None else min(wanted, limit)


def _shares(weeks: Weeks) -> list[str]:
    return sorted({kind.share for kind in weeks.kinds})


def _phases(policy: Policy) -> list[int]:
    """The ticks of a day at which something opens, midnight first."""
    return sorted({0, *(opening.tick for _place, opening in policy.release.openings)})


def _rules(weeks: Weeks, policy: Policy) -> Rules:
    horizon = _horizon(weeks, policy)
    misses = np.array([weeks.no_show.of(ahead) for ahead in range(horizon + 1)])
    return Rules(
        holds=_holds(weeks, policy, _days(weeks) + horizon),
        reach=_reach(weeks, policy, horizon),
        weight=1.0 - policy.overbooking * misses,
        misses=misses,
    )


def _holds(weeks: Weeks, policy: Policy, dates: int) -> Numbers:
    """Places by date and set of tranches; fractions of a place wander from date to date."""
    bounds = np.cumsum((0, *policy.release.percents))
    places = np.array([weeks.places_on(date) for date in range(dates)])
    shift = (np.arange(1, dates + 1) * GOLDEN) % 1.0
    laid = np.floor(places[:, None] * bounds / 100 + shift[:, None] + 1e-9)
    each = np.diff(laid, axis=1)
    sets = 1 << each.shape[1]
    members = np.array([[bool(one >> n & 1) for n in range(each.shape[1])] for one in range(sets)])
    return np.ascontiguousarray(each @ members.T.astype(np.float64))


def _reach(weeks: Weeks, policy: Policy, horizon: int) -> play.Whole:
    """Which tranches are open to any of a set of shares."""
    shares, phases = _shares(weeks), _phases(policy)
    found = np.zeros((horizon + 1, len(phases), 1 << len(shares)), np.int64)
    for ahead in range(horizon + 1):
        for phase, tick in enumerate(phases):
            opened = policy.release.opened(ahead, tick)
            for subset in range(1 << len(shares)):
                some = frozenset(one for n, one in enumerate(shares) if subset >> n & 1)
                reached = policy.release.reach(some, opened)
                found[ahead, phase, subset] = sum(
                    1 << place for place, until in enumerate(reached) if until > NOON
                )
    return found


def _kinds(weeks: Weeks) -> Kinds:
    shares = _shares(weeks)
    return Kinds(
        np.array([shares.index(kind.share) for kind in weeks.kinds]),
        np.array([kind.earliest for kind in weeks.kinds]),
        np.array([kind.latest for kind in weeks.kinds]),
    )


def _people(weeks: Weeks, policy: Policy, seed: int, replication: int) -> People:
    """Everybody of one replication; a kind's luck hangs on its name, not on other kinds."""
    columns = [np.concatenate(each) for each in zip(*_each(weeks, seed, replication), strict=True)]
    day, tick = columns[0].astype(np.int64), columns[1]
    order = np.lexsort((tick, day))
    phase = np.searchsorted(_phases(policy), tick, side="right") - 1
    kind, tries = columns[2].astype(np.int64), columns[3].astype(np.int64)
    whole = (day, phase.astype(np.int64), kind, tries, columns[4], columns[5])
    return People(*(np.ascontiguousarray(each[order]) for each in whole))


def _rates(weeks: Weeks, kind: Kind) -> Numbers | float:
    """How many are expected on each day played, or on every day."""
    if not kind.by_day:
        return kind.a_day
    factors = np.resize(np.array(kind.by_day, dtype=np.float64), _days(weeks))
    return kind.a_day * factors


def _each(weeks: Weeks, seed: int, replication: int) -> Iterator[tuple[Numbers, ...]]:
    for number, kind in enumerate(weeks.kinds):
        key = (seed % 2**64, replication, name_key(kind.name))
        counts = np.random.default_rng((*key, 0)).poisson(_rates(weeks, kind), _days(weeks))
        many = int(counts.sum())
        # a row for each person: more days only add people
        ticks, returns, back, when, shows = np.random.default_rng((*key, 1)).random((many, 5)).T
        tries = np.ones(many)
        if kind.returns > 0:
            tries += np.floor(np.log1p(-returns) / np.log(kind.returns))
        yield (
            np.repeat(np.arange(len(counts)), counts).astype(np.float64),
            MORNING + ticks * (EVENING - MORNING),
            np.full(many, float(number)),
            tries,
            np.where(back < kind.cancels, when, NEVER),
            shows,
        )
