"""Whether the pieces of a day fit together; what does not is named, with a hint."""

from collections.abc import Iterable
from difflib import get_close_matches

from anlauf.engine.simulate.model import OfficeDay

MOST_CLERKS = 64
MOST_QUEUES = 64


def check(day: OfficeDay) -> None:
    """Refuse a day that cannot be played."""
    _named_once("service", [one.name for one in day.services])
    _named_once("line", [one.name for one in day.lines])
    _known(day)
    _within(day)
    _small_enough(day)


def _known(day: OfficeDay) -> None:
    services = [one.name for one in day.services]
    lines = [one.name for one in day.lines]
    for flow in day.walk_ins:
        _one_of("service", flow.service, services)
        _one_of("line", flow.line, lines)
    for booked in day.appointments:
        _one_of("service", booked.service, services)
        _one_of("line", booked.line, lines)
    if day.habits.late_line is not None:
        _one_of("line", day.habits.late_line, lines)
    asked = {one.skill for one in day.services}
    for clerk in day.clerks:
        for skill in clerk.skills:
            _one_of("skill", skill, asked)


def _within(day: OfficeDay) -> None:
    if day.slots == 0:
        raise ValueError("The day has no slots. Maybe the walk-ins are empty: give zeros instead.")
    for flow in day.walk_ins:
        if len(flow.expected) != day.slots:
            raise ValueError(
                f"Walk-ins for {flow.service} have {len(flow.expected)} slots, the day has "
                f"{day.slots}. Maybe one is in half-hours and the other in ticks."
            )
    for one in day.appointments:
        if one.due >= day.horizon:
            raise ValueError(
                f"An appointment is due at minute {one.due}, the day ends at {day.horizon}. "
                "Maybe it is given in seconds."
            )


def _small_enough(day: OfficeDay) -> None:
    if day.desks < 1:
        raise ValueError(f"The office has {day.desks} desks. Maybe leave the day out instead.")
    if len(day.clerks) > MOST_CLERKS:
        raise ValueError(
            f"{len(day.clerks)} clerks on one day are more than {MOST_CLERKS}. Maybe two offices "
            "are in one."
        )
    queues = len(day.lines) * len({one.skill for one in day.services})
    if queues > MOST_QUEUES:
        raise ValueError(
            f"Lines times skills are {queues}, at most {MOST_QUEUES} can be told apart. Maybe "
            "services can share a skill."
        )


def _named_once(what: str, names: list[str]) -> None:
    if not names:
        raise ValueError(f"The day has no {what}.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"The {what} {twice[0]!r} stands there twice.")


def _one_of(what: str, name: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if name not in names:
        close = get_close_matches(name, names, n=1)
        hint = f"Maybe {close[0]!r}?" if close else f"Known are: {', '.join(names)}."
        raise ValueError(f"There is no {what} {name!r}. {hint}")
