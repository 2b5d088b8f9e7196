"""Rules of release as the engine knows them, and which one holds for an office on a date.

A rule's row keeps its tranches as a list of `{"name", "percent", "openings"}`. An opening is
`{"share", "days", "at"}`, so many days before the date at a time of day, or `{"share", "minutes"}`,
so many minutes before the time itself.

Every search asks for the stamp of all rules along with what it reads anyway. The rules themselves
are read again only when the stamp is another one: then a rule was written, changed or removed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from anlauf.booking.models import ReleaseRule
from anlauf.booking.values import Policy
from anlauf.engine.capacity import ANY_TICK, Need, Page
from anlauf.engine.grid import tick_of, time_of
from anlauf.engine.release import Opening, Release, Tranche
from anlauf.engine.room import room

STAMP = """(
    SELECT md5(string_agg(concat_ws(':', rule.id, rule.xmin, rule.ctid), ' ' ORDER BY rule.id))
    FROM booking_releaserule AS rule
)"""
"""SQL for a word that changes whenever a rule does, in whatever order changes are committed: each
row's transaction and place in the table, which no two versions of it share."""


@dataclass(frozen=True, eq=False)
class Rule:
    """A release with the offices, the service group and the dates it is for."""

    number: int
    area: int | None
    office: int | None
    skill: str | None
    since: date
    until: date
    release: Release

    def concerns(self, office: int, area: int, skills: Collection[str]) -> bool:
        """Tell whether it is for visits that need these skills at this office."""
        return (
            self.office in {None, office}
            and self.area in {None, area}
            and (self.skill is None or self.skill in skills)
        )

    def holds_for(self, office: int, area: int, on: date) -> bool:
        """Tell whether it is about any visits at this office on this date."""
        mine = self.office in {None, office} and self.area in {None, area}
        return mine and self.since <= on <= self.until

    @property
    def words(self) -> tuple[object, ...]:
        """All that it says: the same for rules that do the same."""
        scope = (self.area, self.office, self.skill, self.since, self.until)
        release = self.release
        return (*scope, release.tranches, release.horizon_days, release.notice_minutes)

    @property
    def precedence(self) -> tuple[bool, bool, bool, date, int]:
        """Nearer rules before others; of equally near ones the one that began last."""
        nearness = (self.office is not None, self.area is not None, self.skill is not None)
        return (*nearness, self.since, self.number)


Rules = tuple[Rule, ...]


class AllRules:
    """Every rule of the city at one moment."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.precedence, reverse=True)
        self._found: dict[tuple[int, int, frozenset[str]], Rules] = {}
        self._same: dict[Rules, Rules] = {}

    def unlike(self, others: "AllRules") -> list[Rule]:
        """The rules that are only here or only among the others."""
        mine = {rule.words: rule for rule in self._rules}
        theirs = {rule.words: rule for rule in others._rules}
        return [(mine | theirs)[words] for words in mine.keys() ^ theirs.keys()]

    def of(self, office: int, area: int, skills: frozenset[str]) -> Rules:
        """The rules for these visits, the most specific first; the first valid one holds."""
        asked = (office, area, skills)
        if asked not in self._found:
            rules = tuple(rule for rule in self._rules if rule.concerns(*asked))
            self._found[asked] = self._same.setdefault(rules, rules)
        return self._found[asked]


NO_RULES = AllRules()


def all_rules(stamp: str | None) -> AllRules:
    """The rules behind this stamp."""
    return NO_RULES if stamp is None else _read(stamp)


def rules_now() -> AllRules:
    """Every rule as it stands in the table."""
    return AllRules(rule(row) for row in ReleaseRule.objects.select_related("skill"))


def valid(rules: Rules, on: date) -> Release | None:
    """The release that holds for visits on this date."""
    for rule in rules:
        if rule.since <= on <= rule.until:
            return rule.release
    return None


def under(policy: Policy, release: Release | None) -> Policy:
    """The city's policy as far as the rule says nothing else."""
    if release is None:
        return policy
    return replace(
        policy,
        horizon_days=policy.horizon_days if release.horizon_days is None else release.horizon_days,
        notice_minutes=(
            policy.notice_minutes if release.notice_minutes is None else release.notice_minutes
        ),
    )


def rule(row: ReleaseRule) -> Rule:
    """One row as a rule."""
    return Rule(
        number=row.pk,
        area=row.area_id,
        office=row.office_id,
        skill=row.skill.key if row.skill else None,
        since=row.valid_from or date.min,
        until=row.valid_to or date.max,
        release=Release(tranches(row.tranches), row.horizon_days, row.notice_minutes),
    )


def tranches(stored: Iterable[Mapping[str, Any]]) -> tuple[Tranche, ...]:
    """The tranches in a rule's row."""
    return tuple(
        Tranche(
            each.get("name", ""),
            each["percent"],
            tuple(_opening(said) for said in each["openings"]),
        )
        for each in stored
    )


def stored(tranches: Iterable[Tranche]) -> list[dict[str, object]]:
    """Tranches as a rule's row keeps them."""
    return [
        {
            "name": each.name,
            "percent": each.percent,
            "openings": [_said(opening) for opening in each.openings],
        }
        for each in tranches
    ]


def open_room(
    page: Page, need: Need, share: str, release: Release | None, on: date, now: tuple[date, int]
) -> int:
    """The ticks of this date in which the share may be promised once more, at this moment."""
    if release is None:
        return ANY_TICK
    today, tick = now
    return room(page, need, share, release, release.opened((on - today).days, tick))


def opens_at(release: Release, share: str, on: date, horizon: timedelta) -> datetime | None:
    """The time on the wall from which some of this date is open to the share; None for never."""
    waves = release.waves(share)
    moments = [datetime.combine(on - timedelta(days=d), time_of(tick)) for d, tick in waves]
    if not moments:
        return datetime.combine(on, time()) if share in release.shares else None
    return max(min(moments), datetime.combine(on - horizon, time()))


@lru_cache(maxsize=4)
def _read(stamp: str) -> AllRules:  # noqa: ARG001 - what is kept under it
    return rules_now()


def _opening(said: Mapping[str, Any]) -> Opening:
    if "minutes" in said:
        return Opening(said["share"], minutes_before=said["minutes"])
    return Opening(said["share"], said["days"], tick_of(time.fromisoformat(said["at"])))


def _said(opening: Opening) -> dict[str, object]:
    if opening.minutes_before is not None:
        return {"share": opening.share, "minutes": opening.minutes_before}
    at = f"{time_of(opening.tick):%H:%M}"
    return {"share": opening.share, "days": opening.days_before, "at": at}
