"""Reads policies: the figures by which a city promises, from a day to a day."""

from anlauf.directory.imports.described import Policy
from anlauf.directory.imports.table import Table

FIGURES = (
    "hold_minutes",
    "horizon_days",
    "notice_minutes",
    "contact_days",
    "confirmation_minutes",
    "link_days",
    "most_per_service",
    "most_altogether",
    "most_nameless",
    "most_messages",
    "most_unconfirmed",
    "calm_holds_a_minute",
    "calm_unconfirmed",
    "calm_holds_of_the_city",
    "wish_days",
    "most_wishes",
    "most_silences",
    "wave_lead_minutes",
    "offer_minutes",
    "offer_least_minutes",
    "return_least_minutes",
    "return_most_minutes",
    "return_soon_hours",
)


def policy(table: Table) -> Policy:
    """A figure left out is the usual one."""
    valid_from, valid_to = table.days()
    figures = {name: table.whole(name) for name in FIGURES if table.has(name)}
    table.done()
    return Policy(figures, valid_from, valid_to)
