"""When more opens: the next waves of release, with what they would add for one question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import groupby
from operator import itemgetter

from anlauf.booking.queries.offer import Offer, offered
from anlauf.booking.queries.windows import Window
from anlauf.booking.snapshots.known import KnownPage
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy, Question
from anlauf.engine.grid import TICKS, instant
from anlauf.engine.search import starts_from

LOOK_AHEAD = 14
"""Days within which the next wave is looked for."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wave:
    """Starts that nobody has now can be booked from a moment on, unless pages change until then."""

    at: datetime
    dates: tuple[date, ...]
    offices: tuple[int, ...]
    starts: int


def next_waves(
    question: Question, *, at: datetime, most: int = 3, policy: Policy | None = None
) -> list[Wave]:
    """The next moments at which more opens to the share asked for, the earliest first."""
    policy = policy or policy_at(at)
    return waves_of(offered(question, at=at, policy=policy), question, most=most)


def waves_of(offer: Offer, question: Question, *, most: int) -> list[Wave]:
    """The same for a question that was looked up already."""
    found: list[Wave] = []
    for moment, opening in groupby(_moments(offer), key=itemgetter(0)):
        wave = _wave(offer, question, moment, {on for _moment, on in opening})
        if wave is not None:
            found.append(wave)
        if len(found) == most:
            break
    return found


def _moments(offer: Offer) -> Iterator[tuple[tuple[date, int], date]]:
    """Each coming moment of the rules, with a date of which it opens more, in order."""
    windows = {window for way in offer.ways for window in way.windows}
    return merge(*(_of_window(offer, window) for window in windows))


def _of_window(offer: Offer, window: Window) -> list[tuple[tuple[date, int], date]]:
    if window.release is None:
        return []
    now = (offer.today, offer.ways[0].now)
    moments = [
        ((offer.today + k * _DAY, tick), offer.today + (k + days) * _DAY)
        for days, tick in window.release.waves(offer.share)
        for k in range(LOOK_AHEAD + 1)
    ]
    return sorted(each for each in moments if each[0] > now)


def _wave(
    offer: Offer, question: Question, moment: tuple[date, int], dates: set[date]
) -> Wave | None:
    wanted = sorted(on for on in dates if _is_asked(question, on))
    gained = {(on, office): starts for on in wanted for office, starts in _gain(offer, moment, on)}
    if not gained:
        return None
    return Wave(
        at=instant(*moment, offer.terms.zone),
        dates=tuple(sorted({on for on, _office in gained})),
        offices=tuple(sorted({office for _on, office in gained})),
        starts=sum(gained.values()),
    )


def _is_asked(question: Question, on: date) -> bool:
    since, until = question.since or date.min, question.until or date.max
    return since <= on <= until and on.weekday() in question.weekdays


def _gain(offer: Offer, moment: tuple[date, int], on: date) -> Iterator[tuple[int, int]]:
    """How many starts of this date each office has more after the moment than just before it."""
    day, tick = moment
    ahead = (on - day).days
    just_before = (ahead, tick - 1) if tick else (ahead + 1, TICKS - 1)
    there = offer.pages.on(on)
    for office in offer.terms.needs:
        known = there.get(office)
        if known is None:
            continue
        before = _starts(offer, known, office, on, just_before)
        after = _starts(offer, known, office, on, (ahead, tick))
        if more := (after & ~before).bit_count():
            yield office, more


def _starts(offer: Offer, known: KnownPage, office: int, on: date, then: tuple[int, int]) -> int:
    """Where a visit could start if the page stayed as it is until then."""
    cut = offer.ways[offer.way_of[office]].later(on, *then)
    if cut is None:
        return 0
    need = offer.terms.needs[office]
    room = known.room(need, offer.share, cut.release, cut.opened)
    return known.starts(need, starts_from(offer.ticks, cut.since), offer.every, room)
