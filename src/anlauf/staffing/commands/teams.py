"""Mobile teams are described, and where they go by habit is laid out over the coming weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, cast

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from anlauf.booking.decisions import Decisions
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked, locked_in_order
from anlauf.core.refusal import Refused
from anlauf.directory.models import Office, Skill
from anlauf.engine.opening import OpeningRule
from anlauf.staffing import queries, tours
from anlauf.staffing.commands import tour_supply
from anlauf.staffing.commands.tours import plan_tour
from anlauf.staffing.models import Team, TourPattern
from anlauf.staffing.tours import Halt


class NameIsTaken(Refused):
    """Two teams would be called the same."""

    code = "team_name_is_taken"
    sentence = _("There is a team called “%(name)s” already. Please choose another name.")


class PatternGone(Refused):
    """Somebody else was quicker."""

    code = "tour_pattern_not_there"
    sentence = _("That repetition is not there any more. Please look at the page again.")


@dataclass(frozen=True)
class Described:
    """All that is said about a team; its home by the office's number, its skills by their keys."""

    name: str
    home: int
    clerks: int
    skills: tuple[str, ...]
    vehicle: str = ""
    kit: tuple[str, ...] = ()
    setup_minutes: int = 30
    packing_minutes: int = 30
    active: bool = True


@dataclass(frozen=True)
class Habit:
    """Where a team goes on a weekday: in every week, or only in some."""

    weekday: int  # Monday is 0
    halts: tuple[Halt, ...]
    nth: tuple[int, ...] = ()  # of the month, -1 is the last
    week_parity: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class LaidOut:
    """The days that were planned, and those left out with what stood in the way."""

    planned: list[date] = field(default_factory=list)
    left_out: list[tuple[date, Refused]] = field(default_factory=list)


@transaction.atomic
def make_team(said: Described, *, by: Actor, at: datetime) -> Team:
    """Take a team down; its key comes from its name and stays."""
    key = slugify(said.name)[:40]
    if Team.objects.filter(name=said.name).exists() or Team.objects.filter(key=key).exists():
        raise NameIsTaken(name=said.name)
    row = Team(key=key)
    _describe(row, said)
    journal.record("staffing.team_made", row, by=by, at=at, facts={"team": key})
    return row


@transaction.atomic
def change_team(
    key: str, said: Described, decisions: Decisions, *, by: Actor, at: datetime
) -> Team:
    """Describe a team anew; with other clerks its published tours promise other times at once."""
    row = locked(Team.objects.filter(key=key))
    concerned = queries.offices_of_team(row, queries.today(at))
    offices = locked_in_order(Office.objects.filter(pk__in=concerned))
    if Team.objects.filter(name=said.name).exclude(pk=row.pk).exists():
        raise NameIsTaken(name=said.name)

    _describe(row, said)
    supplies = {office.pk: queries.differing_supplies(office.pk, at=at) for office in offices}
    tour_supply.publish_offices(offices, supplies, decisions, by=by, at=at)
    journal.record("staffing.team_changed", row, by=by, at=at, facts={"team": key})
    return row


@transaction.atomic
def set_habit(key: str, said: Habit, *, by: Actor, at: datetime) -> TourPattern:
    """Note down where a team goes again and again; its days are planned when it is laid out."""
    team = locked(Team.objects.filter(key=key))
    row = TourPattern.objects.create(
        team=team,
        weekday=said.weekday,
        nth=sorted(said.nth),
        week_parity=said.week_parity,
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        stops=tours.written(said.halts),
    )
    facts: dict[str, object] = {"team": key, "weekday": said.weekday}
    journal.record("staffing.tour_pattern_set", row, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def drop_habit(key: str, number: int, *, by: Actor, at: datetime) -> None:
    """Go there by habit no more; days that are planned or published stay."""
    team = locked(Team.objects.filter(key=key))
    row = TourPattern.objects.filter(team=team, pk=number).first()
    if row is None:
        raise PatternGone
    journal.record("staffing.tour_pattern_dropped", row, by=by, at=at, facts={"team": key})
    row.delete()


@transaction.atomic
def lay_out(key: str, since: date, until: date, *, by: Actor, at: datetime) -> LaidOut:
    """Plan the team's days by its habits, where nothing is planned yet and nothing stands against.

    Of two habits that meet on one day the first one counts.
    """
    team = locked(Team.objects.filter(key=key))
    habits = queries.patterns_of(team)
    taken = {row.date for row in queries.tours_of(team, since, until)}
    done = LaidOut()
    for number in range((until - since).days + 1):
        on = since + timedelta(days=number)
        row = next((one for one in habits if _applies(one, on)), None)
        if row is None or on in taken:
            continue
        halts: Sequence[Halt] = tours.read(row.stops)
        try:
            plan_tour(key, on, halts, by=by, at=at)
            done.planned.append(on)
        except Refused as refused:
            done.left_out.append((on, refused))
    return done


def _applies(row: TourPattern, on: date) -> bool:
    stops = tours.read(row.stops)
    rule = OpeningRule(
        weekdays=frozenset({row.weekday}),
        spans=tuple(halt.doors for halt in stops),
        nth=frozenset(row.nth) or None,
        week_parity=cast('Literal["odd", "even"] | None', row.week_parity or None),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
    return rule.applies(on)


def _describe(row: Team, said: Described) -> None:
    row.name, row.vehicle, row.kit = said.name, said.vehicle, list(said.kit)
    row.home_id, row.clerks, row.active = said.home, said.clerks, said.active
    row.setup_minutes, row.packing_minutes = said.setup_minutes, said.packing_minutes
    row.save()
    row.skills.set(Skill.objects.filter(key__in=said.skills))
