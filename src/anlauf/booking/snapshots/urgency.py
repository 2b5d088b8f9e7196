"""A published reason as the engine reads it."""

from anlauf.booking.models import UrgencyRule
from anlauf.engine.urgency import Rule


def rule(row: UrgencyRule) -> Rule:
    """Its days, and how near a date must be."""
    return Rule(row.within_days, row.valid_from, row.valid_to)
