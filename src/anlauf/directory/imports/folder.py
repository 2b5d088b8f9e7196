"""Reads a folder of city files: all of them, finding all mistakes, touching no row."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from anlauf.directory.imports import (
    outlines,
    plausible,
    positions,
    read_arrivals,
    read_cases,
    read_city,
    read_dispatch,
    read_employees,
    read_offices,
    read_policies,
    read_releases,
    read_services,
    read_staff,
    read_urgency,
)
from anlauf.directory.imports.described import Casework, City, DescribedCity
from anlauf.directory.imports.notes import Notes, Problem, Tally, Where, maybe
from anlauf.directory.imports.table import Table

KINDS = (
    "city",
    "district",
    "area",
    "skill",
    "place",
    "service",
    "bundle",
    "profile",
    "office",
    "exception",
    "staff",
    "urgency",
    "release",
    "dispatch",
    "arrival",
    "policy",
    "case_group",
    "case_paper",
    "case_words",
    "case_question",
    "case",
    "shift",
    "employee",
)
_NO_CITY = City("", {}, "", "", (), (), "")


@dataclass(frozen=True)
class Reading:
    """What a folder says, or what is wrong with it."""

    described: DescribedCity | None
    problems: tuple[Problem, ...]
    tallies: tuple[Tally, ...]

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The problems that keep everything from being loaded."""
        return tuple(problem for problem in self.problems if problem.fatal)

    @property
    def odd(self) -> tuple[Problem, ...]:
        """The problems that somebody should only look at."""
        return tuple(problem for problem in self.problems if not problem.fatal)


@dataclass(frozen=True)
class _Raw:
    """A table as parsed, with its place in a file."""

    content: Mapping[str, object]
    place: tuple[str, positions.Path, Mapping[positions.Path, int]]


def read(folder: Path) -> Reading:
    """Read every TOML file below the folder; the names of the files do not matter."""
    notes = Notes()
    raw = _raw_tables(folder, notes)
    described = _described(folder, raw, notes)
    notes.settle()
    if not any(problem.fatal for problem in notes.problems):
        plausible.check(described, notes)

    problems = tuple(sorted(set(notes.problems)))
    sound = not any(problem.fatal for problem in problems)
    return Reading(described if sound else None, problems, notes.tallies())


def _raw_tables(folder: Path, notes: Notes) -> dict[str, list[_Raw]]:
    raw: dict[str, list[_Raw]] = {kind: [] for kind in KINDS}
    paths = sorted(folder.rglob("*.toml"))
    if not paths:
        notes.unreadable = True
        notes.wrong(Where(str(folder), 1), _("There are no city files in this folder."))
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as fault:
            notes.unreadable = True
            line = path.read_bytes().count(b"\n", 0, fault.start) + 1
            notes.wrong(Where(name, line), _("The file is not written in UTF-8."))
            continue
        try:
            content = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as fault:
            notes.unreadable = True
            notes.wrong(Where(name, _line(text, fault)), _said(fault))
            continue
        _sort(name, content, positions.lines_of(text), raw, notes)
    return raw


def _sort(
    name: str,
    content: Mapping[str, object],
    lines: Mapping[positions.Path, int],
    raw: dict[str, list[_Raw]],
    notes: Notes,
) -> None:
    """Lay each table of a file to its kind; a file that holds none of them is for somebody else."""
    if content and raw.keys().isdisjoint(content):
        notes.odd(Where(name, 1), _("This file describes nothing of a city and is passed over."))
        return
    for kind, value in content.items():
        if kind not in raw:
            notes.wrong(
                Where(name, lines.get((kind,), 1)),
                _("City files know no “%(kind)s”.") % {"kind": kind},
                maybe(kind, KINDS),
            )
        elif isinstance(value, dict):
            raw[kind].append(_Raw(value, (name, (kind,), lines)))
        elif isinstance(value, list) and all(isinstance(each, dict) for each in value):
            raw[kind] += [
                _Raw(each, (name, (kind, index), lines)) for index, each in enumerate(value)
            ]
        else:
            notes.wrong(
                Where(name, lines.get((kind,), 1)),
                _("“%(kind)s” should be a table.") % {"kind": kind},
                _("Write it like [[%(kind)s]].") % {"kind": kind},
            )


def _described(folder: Path, raw: dict[str, list[_Raw]], notes: Notes) -> DescribedCity:
    city = _city(raw["city"], notes)

    def tables(kind: str) -> list[Table]:
        return [
            Table(kind, each.content, notes=notes, place=each.place, languages=city.languages)
            for each in raw[kind]
        ]

    postal_codes = frozenset(city.postal_codes)
    districts = tuple(read_city.district(each) for each in tables("district"))
    services = tuple(read_services.service(each) for each in tables("service"))
    bundles = dict(read_offices.bundle(each) for each in tables("bundle"))
    by_key = {service.key: service for service in services}
    profiles = dict(read_staff.profile(each) for each in tables("profile"))
    offices = {
        office.key: office
        for office in (read_offices.office(each, by_key, bundles) for each in tables("office"))
    }
    shapes, attribution = outlines.read(folder, districts, notes)
    return DescribedCity(
        city=city,
        districts=districts,
        outlines=shapes,
        map_attribution=attribution,
        areas=tuple(read_city.area(each) for each in tables("area")),
        skills=tuple(read_city.skill(each) for each in tables("skill")),
        places=tuple(read_city.place(each, postal_codes) for each in tables("place")),
        services=services,
        offices=tuple(offices.values()),
        exceptions=tuple(
            day
            for each in tables("exception")
            for day in read_offices.exceptions(each, list(offices))
        ),
        staff=tuple(
            pattern
            for each in tables("staff")
            for pattern in read_staff.patterns(each, offices, profiles)
        ),
        urgency=tuple(read_urgency.rule(each) for each in tables("urgency")),
        releases=tuple(read_releases.rule(each) for each in tables("release")),
        dispatch=tuple(read_dispatch.rule(each) for each in tables("dispatch")),
        arrivals=tuple(read_arrivals.rule(each) for each in tables("arrival")),
        policies=tuple(read_policies.policy(each) for each in tables("policy")),
        casework=_casework(tables),
        shifts=tuple(read_employees.shift(each) for each in tables("shift")),
        employees=tuple(read_employees.employee(each, profiles) for each in tables("employee")),
    )


def _casework(tables: Callable[[str], list[Table]]) -> Casework:
    """Groups, papers and questions first: kinds of cases name them."""
    groups = tuple(read_cases.group(each) for each in tables("case_group"))
    papers = tuple(read_cases.paper(each) for each in tables("case_paper"))
    questions = tuple(read_cases.question(each) for each in tables("case_question"))
    known = {question.key: question for question in questions}
    kinds = tuple(read_cases.kind(each, known) for each in tables("case"))
    words = tuple(read_cases.words(each) for each in tables("case_words"))
    return Casework(kinds, groups, papers, questions, words)


def _city(raw: list[_Raw], notes: Notes) -> City:
    """The city comes first: its languages and postal codes decide about everything else."""
    for extra in raw[1:]:
        file, path, lines = extra.place
        notes.wrong(Where(file, lines.get(path, 1)), _("The city is already described elsewhere."))
    if not raw:
        if not notes.unreadable:
            notes.wrong(Where("city.toml", 1), _("There is no [city]."))
        return _NO_CITY
    languages = raw[0].content.get("languages")
    return read_city.city(
        Table(
            "city",
            raw[0].content,
            notes=notes,
            place=raw[0].place,
            languages=[str(each) for each in languages] if isinstance(languages, list) else [],
        )
    )


def _line(text: str, fault: tomllib.TOMLDecodeError) -> int:
    """The line the parser names; it says `(at end of document)` for the last one."""
    _before, found, after = str(fault).rpartition("(at line ")
    return int(after.split(",")[0]) if found else text.count("\n") + 1


def _said(fault: tomllib.TOMLDecodeError) -> str:
    reason = str(fault).rpartition(" (at ")[0]
    return _("The file cannot be read: %(reason)s.") % {"reason": reason}
