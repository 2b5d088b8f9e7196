"""Writes the described rules of dispatch and of arrival; nothing the second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from anlauf.core.actors import Actor
from anlauf.directory.imports.described import Arrival, Dispatch
from anlauf.directory.models import Office
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid
from anlauf.floor.commands.arrival_rules import remove_arrival_rule, set_arrival_rule
from anlauf.floor.commands.rules import remove_dispatch_rule, set_dispatch_rule
from anlauf.floor.models import ArrivalRule, DispatchRule
from anlauf.floor.values import DispatchRuleSaid

_OF_THE_ROOM = ("tickets_before_minutes", "more_time_percent")


@dataclass(frozen=True)
class DispatchLoaded:
    """How many rules are described, and how many others were removed."""

    rules: int
    removed: int


@dataclass(frozen=True)
class ArrivalsLoaded:
    """The same of rules of arrival."""

    rules: int
    removed: int


@transaction.atomic
def load_arrivals(described: Sequence[Arrival], *, by: Actor, at: datetime) -> ArrivalsLoaded:
    """Make the rules of arrival say what the files say; offices keep rules of their own."""
    offices = dict(Office.objects.values_list("key", "pk"))

    kept = set()
    for rule in described:
        office = offices[rule.office] if rule.office else None
        columns: dict[str, Any] = {**rule.flags, **rule.figures}
        said = ArrivalRuleSaid(ArrivalPolicy(**columns), rule.valid_from, rule.valid_to)
        kept.add(set_arrival_rule(office, said, by=by, at=at).pk)
    gone = ArrivalRule.objects.filter(office=None).exclude(pk__in=kept).order_by("pk")
    numbers = list(gone.values_list("pk", flat=True))
    for number in numbers:
        remove_arrival_rule(number, by=by, at=at)
    return ArrivalsLoaded(len(described), len(numbers))


@transaction.atomic
def load_dispatch(described: Sequence[Dispatch], *, by: Actor, at: datetime) -> DispatchLoaded:
    """Make the rules say what the files say; offices keep rules of their own."""
    offices = dict(Office.objects.values_list("key", "pk"))

    kept = set()
    for rule in described:
        office = offices[rule.office] if rule.office else None
        kept.add(set_dispatch_rule(office, _said(rule), by=by, at=at).pk)
    gone = DispatchRule.objects.filter(office=None).exclude(pk__in=kept).order_by("pk")
    numbers = list(gone.values_list("pk", flat=True))
    for number in numbers:
        remove_dispatch_rule(number, by=by, at=at)
    return DispatchLoaded(len(described), len(numbers))


def _said(rule: Dispatch) -> DispatchRuleSaid:
    room: dict[str, Any] = {key: rule.figures[key] for key in _OF_THE_ROOM if key in rule.figures}
    figures: dict[str, Any] = {
        key: value for key, value in rule.figures.items() if key not in _OF_THE_ROOM
    }
    return DispatchRuleSaid(
        policy=DispatchPolicy(
            rare_skills=frozenset(rule.rare_skills),
            pickup_desks=frozenset(rule.pickup_desks),
            **figures,
        ),
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        **room,
    )
