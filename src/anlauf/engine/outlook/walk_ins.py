"""Who will still come without an appointment: the usual, held against what came today so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from anlauf.engine.service_times import Law
from anlauf.engine.waits.room import Flow

_HOUR = 60.0
_BORROWED = 15.0  # walk-ins as usual, which today's first ones have to outweigh
_TOO_SOON = 30.0  # minutes after which a morning says something on its own

Skills = frozenset[str]


@dataclass(frozen=True)
class Hours:
    """Minutes since midnight: when the office opened, what time it is, when it closes."""

    opens: float
    now: float
    closes: float


def expected_walk_ins(
    usual: Mapping[Skills, tuple[float, ...]],
    came: Mapping[Skills, int],
    hours: Hours,
    takes: Law,
) -> tuple[Flow, ...]:
    """Flows hour by hour until closing; without habits it goes on as it did since opening.

    `usual` is how many come in each hour of a day, `came` how many came today.
    """
    if usual:
        pace = _pace(usual, sum(came.values()), hours)
        by_hour = {
            skills: [pace * each / _HOUR for each in counts] for skills, counts in usual.items()
        }
    else:
        by_hour = _as_before(came, hours)
    return tuple(_flows(by_hour, hours, takes))


def _pace(usual: Mapping[Skills, tuple[float, ...]], came: int, hours: Hours) -> float:
    """How much more or less comes today than usually, leaning on the usual."""
    until_now = sum(
        each * _overlap(hour, 0.0, hours.now)
        for counts in usual.values()
        for hour, each in enumerate(counts)
    )
    return (came + _BORROWED) / (until_now + _BORROWED)


def _as_before(came: Mapping[Skills, int], hours: Hours) -> dict[Skills, list[float]]:
    passed = hours.now - hours.opens
    if passed < _TOO_SOON:
        return {}
    return {skills: [count / passed] * 24 for skills, count in came.items()}


def _flows(by_hour: Mapping[Skills, list[float]], hours: Hours, takes: Law) -> Iterator[Flow]:
    for skills in sorted(by_hour, key=sorted):
        for hour, a_minute in enumerate(by_hour[skills]):
            since = max(hour * _HOUR, hours.opens, hours.now)
            until = min((hour + 1) * _HOUR, hours.closes)
            if a_minute > 0 and since < until:
                yield Flow(
                    skills, takes, a_minute, until=until - hours.now, since=since - hours.now
                )


def _overlap(hour: int, since: float, until: float) -> float:
    """Which share of this hour lies in between."""
    return max(0.0, min((hour + 1) * _HOUR, until) - max(hour * _HOUR, since)) / _HOUR
