"""Writes the described rules of release; nothing the second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anlauf.booking.commands.release_rules import erase_release_rule, write_release_rule
from anlauf.booking.commands.reopening import serve_reopened
from anlauf.booking.models import ReleaseRule
from anlauf.booking.queries.release_rules import ReleaseRuleSaid, Scope
from anlauf.booking.snapshots.releases import rules_now
from anlauf.core.actors import Actor
from anlauf.directory.imports.described import Release, ReleaseOpening
from anlauf.directory.models import Area, Office, Skill
from anlauf.engine.release import Opening, Tranche


@dataclass(frozen=True)
class ReleasesLoaded:
    """How many rules are described, and how many others were removed."""

    rules: int
    removed: int


@transaction.atomic
def load_releases(described: Sequence[Release], *, by: Actor, at: datetime) -> ReleasesLoaded:
    """Make the rules say what the files say; offices keep rules of their own."""
    areas = dict(Area.objects.values_list("key", "pk"))
    offices = dict(Office.objects.values_list("key", "pk"))
    skills = dict(Skill.objects.values_list("key", "pk"))

    before = rules_now()
    kept = set()
    for rule in described:
        scope = Scope(
            office=offices[rule.office] if rule.office else None,
            area=areas[rule.area] if rule.area else None,
            skill=skills[rule.skill] if rule.skill else None,
        )
        kept.add(write_release_rule(scope, _said(rule), by=by, at=at).pk)
    gone = ReleaseRule.objects.filter(office=None).exclude(pk__in=kept).order_by("pk")
    numbers = list(gone.values_list("pk", flat=True))
    for number in numbers:
        erase_release_rule(number, by=by, at=at)
    serve_reopened(before, at=at)
    return ReleasesLoaded(len(described), len(numbers))


def _said(rule: Release) -> ReleaseRuleSaid:
    return ReleaseRuleSaid(
        tranches=tuple(
            Tranche("", part.percent, tuple(_opening(each) for each in part.openings))
            for part in rule.parts
        ),
        horizon_days=rule.horizon_days,
        notice_minutes=rule.notice_minutes,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        name=dict(rule.name),
    )


def _opening(said: ReleaseOpening) -> Opening:
    return Opening(said.share, said.days, said.tick, said.minutes)
