"""What a visit for some services takes at an office: which skills, how many ticks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext_lazy as _

from anlauf.booking.snapshots.releases import STAMP, AllRules, Rules, all_rules, valid
from anlauf.booking.values import Line
from anlauf.core.refusal import Invalid
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Need
from anlauf.engine.durations import Part, visit_minutes
from anlauf.engine.grid import TICKS, ticks_for
from anlauf.engine.release import Release

_LARGEST_NUMBER = 2**63 - 1

# Every search begins with this; composing it anew took several times as long as running it.
_OFFERINGS = f"""
    SELECT offering.office_id, offering.service_id, offering.minutes, offering.minutes_further,
           offering.most, skill.key, office.area_id,
           service.walk_in, (SELECT zone FROM directory_city LIMIT 1), {STAMP}
    FROM directory_offering AS offering
    JOIN directory_office AS office ON office.id = offering.office_id
    JOIN directory_service AS service ON service.id = offering.service_id
    JOIN directory_skill AS skill ON skill.id = service.skill_id
    WHERE offering.office_id = ANY(%s::bigint[])
      AND offering.service_id = ANY(%s::bigint[])
      AND %s = ANY(offering.channels)
      AND offering.visible
"""  # noqa: S608 - the stamp is SQL of our own


class NothingWanted(Invalid):
    """A visit without a service, or with less than one of it."""

    code = "nothing_wanted"
    sentence = _("Please choose at least one service, at least once.")


class NotOffered(Invalid):
    """No office asked about does this in this way."""

    code = "not_offered"
    sentence = _("This is not offered here. Please choose another office or service.")


class TooMany(Invalid):
    """More than one visit can hold."""

    code = "too_many"
    sentence = _(
        "That is too much for one appointment. Please book at most %(most)s at a time,"
        " or several appointments."
    )


class OfferingRow(NamedTuple):
    """A service at an office, as far as a visit's length depends on it."""

    office: int
    service: int
    minutes: int
    minutes_further: int
    most: int
    skill: str
    area: int
    walk_in: bool
    zone: str
    rules: str | None  # stamp of all rules of release


@dataclass(frozen=True)
class Terms:
    """What the visit takes at each office that offers all of it, and which clock they keep."""

    needs: Mapping[int, Need]
    zone: ZoneInfo
    rules: Mapping[int, Rules] = field(default_factory=dict)  # of release, the nearest first
    areas: Mapping[int, int] = field(default_factory=dict)
    walk_in: bool = True  # whether all of it is given without an appointment

    @cached_property
    def asked(self) -> tuple[tuple[int, Need], ...]:
        """The same needs as a part of what an answer is kept under."""
        return tuple(self.needs.items())

    def release(self, office: int, on: date) -> Release | None:
        """The rule by which time of this office is released for this date, if there is one."""
        return valid(self.rules.get(office, ()), on)

    def release_by(self, rules: AllRules, office: int, on: date) -> Release | None:
        """The rule that would hold for this date if these were all the rules there are."""
        skills = self.needs[office].skills
        return valid(rules.of(office, self.areas[office], skills), on)


def needed(lines: Iterable[Line], office: int, *, channel: str = Channel.VISIT) -> Need:
    """What the visit takes at this office."""
    return terms(counted(lines), [office], channel=channel).needs[office]


def counted(lines: Iterable[Line]) -> Counter[int]:
    """How often each service is wanted; the same service on two lines is added up."""
    wanted: Counter[int] = Counter()
    for line in lines:
        if line.count < 1:
            raise NothingWanted
        if not 0 < line.service <= _LARGEST_NUMBER:
            raise NotOffered
        wanted[line.service] += line.count
    if not wanted:
        raise NothingWanted
    return wanted


def terms(wanted: Counter[int], offices: Collection[int], *, channel: str) -> Terms:
    """What the visit takes at those of the offices that offer all of it, in their order."""
    return _terms(tuple(wanted.items()), tuple(offices), _offerings(wanted, offices, channel))


@lru_cache(maxsize=256)
def _terms(
    counts: tuple[tuple[int, int], ...], offices: tuple[int, ...], rows: tuple[OfferingRow, ...]
) -> Terms:
    """Worked out once: most people want the same, and the rows say when anything is different."""
    wanted = dict(counts)
    offered: dict[int, list[OfferingRow]] = {}
    for row in rows:
        offered.setdefault(row.office, []).append(row)
    complete = {office: rows for office, rows in offered.items() if len(rows) == len(wanted)}
    if not complete:
        raise NotOffered

    needs = {
        office: Need(frozenset(row.skill for row in complete[office]), ticks)
        for office in offices
        if office in complete and (ticks := _ticks(complete[office], wanted)) is not None
    }
    if not needs:
        raise TooMany(most=max(row.most for rows in complete.values() for row in rows))
    first = next(iter(complete.values()))[0]
    every = all_rules(first.rules)
    areas = {office: complete[office][0].area for office in needs}
    rules = {office: every.of(office, areas[office], need.skills) for office, need in needs.items()}
    walk_in = all(row.walk_in for row in next(iter(complete.values())))
    return Terms(needs, ZoneInfo(first.zone), rules, areas, walk_in)


def _offerings(
    wanted: Counter[int], offices: Collection[int], channel: str
) -> tuple[OfferingRow, ...]:
    known = [office for office in offices if 0 < office <= _LARGEST_NUMBER]
    with connection.cursor() as cursor:
        cursor.execute(_OFFERINGS, [known, list(wanted), channel])
        return tuple(map(OfferingRow._make, cursor.fetchall()))


def _ticks(rows: Iterable[OfferingRow], wanted: Mapping[int, int]) -> int | None:
    """The visit's length, or None where so much does not fit into one."""
    parts = [Part(row.minutes, row.minutes_further, wanted[row.service], row.most) for row in rows]
    if any(part.count > part.maximum for part in parts):
        return None
    ticks = ticks_for(visit_minutes(parts))
    return ticks if ticks <= TICKS else None
