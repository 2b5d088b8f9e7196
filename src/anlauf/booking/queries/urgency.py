"""The published reasons of the urgent lane: which hold when, and for what."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from anlauf.booking.models import Appointment, UrgencyRule
from anlauf.booking.values import Line
from anlauf.directory.models import Service

__all__ = [
    "UrgencyRule",
    "claimed",
    "published_rules",
    "rules_claimed",
    "urgency_number",
    "urgency_rules",
]


def published_rules(on: date) -> list[UrgencyRule]:
    """Every reason that counts on this day, in the order of the city's files."""
    return list(_in_force(on).select_related("area").prefetch_related("services"))


def urgency_rules(lines: Iterable[Line], on: date) -> list[UrgencyRule]:
    """The reasons that count on this day for all of these services."""
    wanted = {line.service for line in lines}
    areas = set(Service.objects.filter(pk__in=wanted).values_list("area", flat=True))
    rules = _in_force(on).prefetch_related("services")
    return [rule for rule in rules if wanted and _covers(rule, wanted, areas)]


def urgency_number(key: str) -> int | None:
    """The number of the reason with this key."""
    return UrgencyRule.objects.filter(key=key).values_list("pk", flat=True).first()


def claimed(appointment: Appointment) -> UrgencyRule | None:
    """The reason stated with an appointment."""
    number = appointment.urgency_id
    return None if number is None else UrgencyRule.objects.get(pk=number)


def rules_claimed(appointments: Iterable[Appointment]) -> dict[int, UrgencyRule]:
    """The reasons stated with these appointments, by their numbers."""
    numbers = {row.urgency_id for row in appointments if row.urgency_id is not None}
    return UrgencyRule.objects.in_bulk(numbers) if numbers else {}


def _in_force(on: date) -> QuerySet[UrgencyRule]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return UrgencyRule.objects.filter(begun & lasting).order_by("position", "key")


def _covers(rule: UrgencyRule, wanted: set[int], areas: set[int]) -> bool:
    """Tell whether the rule speaks of all these services."""
    if rule.area_id is not None and areas != {rule.area_id}:
        return False
    named = {service.pk for service in rule.services.all()}
    return not named or wanted <= named
