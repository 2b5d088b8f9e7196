"""Reader for the shift-scheduling instances of Curtois and Qu (schedulingbenchmarks.org)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from anlauf.engine.roster.problem import Duty, Need, Person, Problem, Request

PREFIX = "SECTION_"


class Unreadable(ValueError):
    """A line that is not of the format."""


def read(text: str) -> Problem:
    """The problem that a file of the format describes; raises Unreadable naming the line."""
    sections = _sections(text)
    duties, never_after = _shifts(sections)
    people = {person.key: person for person in _staff(sections)}
    for number, line in sections.get("DAYS_OFF", ()):
        name, *days = line.split(",")
        _known(name, people, number)
        people[name] = replace(people[name], off=frozenset(_whole(day, number) for day in days))
    for wanted, section in ((True, "SHIFT_ON_REQUESTS"), (False, "SHIFT_OFF_REQUESTS")):
        for number, line in sections.get(section, ()):
            name, request = _request(line, number, wanted=wanted)
            _known(name, people, number)
            asked = (*people[name].requests, request)
            people[name] = replace(people[name], requests=asked)
    return Problem(
        days=_horizon(sections),
        duties=duties,
        people=tuple(people.values()),
        needs=tuple(_needs(sections)),
        never_after=never_after,
    )


Lines = list[tuple[int, str]]


def _sections(text: str) -> dict[str, Lines]:
    """The lines of each section with their numbers, without comments."""
    found: dict[str, Lines] = {}
    section: Lines | None = None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith(PREFIX):
            section = found.setdefault(stripped.removeprefix(PREFIX), [])
        elif stripped and not stripped.startswith("#"):
            if section is None:
                raise Unreadable(f"Line {number} stands before the first section: {stripped!r}.")
            section.append((number, stripped))
    for name in ("HORIZON", "SHIFTS", "STAFF", "COVER"):
        if not found.get(name):
            raise Unreadable(f"The section {PREFIX}{name} is missing or empty.")
    return found


def _horizon(sections: Mapping[str, Lines]) -> int:
    number, line = sections["HORIZON"][0]
    return _whole(line, number)


def _shifts(sections: Mapping[str, Lines]) -> tuple[tuple[Duty, ...], dict[str, frozenset[str]]]:
    duties, never_after = [], {}
    for number, line in sections["SHIFTS"]:
        key, minutes, after = _fields(line, number, 3)
        duties.append(Duty(key, _whole(minutes, number)))
        never_after[key] = frozenset(filter(None, after.split("|")))
    return tuple(duties), never_after


def _staff(sections: Mapping[str, Lines]) -> Iterator[Person]:
    for number, line in sections["STAFF"]:
        key, most, *limits = _fields(line, number, 8)
        most_minutes, least, longest, shortest, rest, weekends = (
            _whole(limit, number) for limit in limits
        )
        pairs = (pair.partition("=") for pair in most.split("|"))
        yield Person(
            key=key,
            most={duty: _whole(often, number) for duty, _equals, often in pairs},
            least_minutes=least,
            most_minutes=most_minutes,
            shortest_run=shortest,
            longest_run=longest,
            shortest_rest=rest,
            most_weekends=weekends,
        )


def _request(line: str, number: int, *, wanted: bool) -> tuple[str, Request]:
    name, day, duty, weight = _fields(line, number, 4)
    return name, Request(_whole(day, number), duty, _whole(weight, number), wanted)


def _needs(sections: Mapping[str, Lines]) -> Iterator[Need]:
    for number, line in sections["COVER"]:
        day, duty, wanted, under, over = _fields(line, number, 5)
        yield Need(
            day=_whole(day, number),
            duties=frozenset({duty}),
            wanted=_whole(wanted, number),
            under=_whole(under, number),
            over=_whole(over, number),
        )


def _fields(line: str, number: int, count: int) -> list[str]:
    fields = line.split(",")
    if len(fields) != count:
        raise Unreadable(f"Line {number} has {len(fields)} fields, not {count}: {line!r}.")
    return fields


def _whole(word: str, number: int) -> int:
    try:
        return int(word)
    except ValueError:
        raise Unreadable(f"Line {number} has {word!r} where a whole number belongs.") from None


def _known(name: str, people: Mapping[str, Person], number: int) -> None:
    if name not in people:
        raise Unreadable(f"Line {number} is about {name!r}, whom {PREFIX}STAFF does not name.")
