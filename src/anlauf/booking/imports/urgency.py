"""Writes the published reasons of the urgent lane; nothing the second time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from anlauf.booking.models import UrgencyRule
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory import queries as directory
from anlauf.directory.imports import upsert
from anlauf.directory.imports.described import Urgency
from anlauf.directory.models import Area, City, Service
from anlauf.engine.grid import local

_DAY = date.resolution


@dataclass(frozen=True)
class UrgencyLoaded:
    """How many rules are described, and the keys of those that changed or ended."""

    rules: int
    changed: tuple[str, ...]


@transaction.atomic
def load_urgency(described: Sequence[Urgency], *, by: Actor, at: datetime) -> UrgencyLoaded:
    """Make the rules say what the files say; one no longer described ended yesterday."""
    changed = _written(described) | _with_services(described) | _ended(described, at=at)
    if changed:
        facts: dict[str, object] = {"rules": sorted(changed)}
        journal.record("booking.urgency_loaded", City.objects.get(), by=by, at=at, facts=facts)
    return UrgencyLoaded(len(described), tuple(sorted(changed)))


def _written(described: Sequence[Urgency]) -> set[str]:
    """Write the rows themselves; tell which were new or different."""
    before = {row["key"]: row for row in UrgencyRule.objects.values()}
    areas = dict(Area.objects.values_list("key", "pk"))
    wanted = [_values(rule, areas, place) for place, rule in enumerate(described)]
    upsert.rows(UrgencyRule.objects.all(), ("key",), wanted, upsert.Changes())
    after = {row["key"]: row for row in UrgencyRule.objects.values()}
    return {key for key, row in after.items() if before.get(key) != row}


def _with_services(described: Sequence[Urgency]) -> set[str]:
    """Write for which services each rule holds; tell where that was different."""
    numbers = dict(Service.objects.values_list("key", "pk"))
    rows = {row.key: row for row in UrgencyRule.objects.prefetch_related("services")}
    changed = set()
    for rule in described:
        wanted = {numbers[key] for key in rule.services}
        if {service.pk for service in rows[rule.key].services.all()} != wanted:
            rows[rule.key].services.set(wanted)
            changed.add(rule.key)
    return changed


def _ended(described: Sequence[Urgency], *, at: datetime) -> set[str]:
    """End what the files no longer mention; appointments may still speak of it."""
    yesterday = local(at, directory.zone())[0] - _DAY
    keys = [rule.key for rule in described]
    gone = UrgencyRule.objects.exclude(key__in=keys).exclude(valid_to__lte=yesterday)
    ended = set(gone.values_list("key", flat=True))
    gone.filter(valid_from__gt=yesterday).update(valid_from=None)
    UrgencyRule.objects.filter(key__in=ended).update(valid_to=yesterday)
    return ended


def _values(rule: Urgency, areas: dict[str, int], place: int) -> dict[str, object]:
    return {
        "key": rule.key,
        "name": dict(rule.name),
        "explanation": dict(rule.explanation),
        "proof": dict(rule.proof),
        "area_id": areas[rule.area] if rule.area else None,
        "within_days": rule.within_days,
        "weight": rule.weight,
        "position": place,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
    }
