"""The steps a kind of case may go through, in the order they come in, and how it may end."""

WAY = (
    "received",
    "checking",
    "ready_for_visit",
    "deciding",
    "producing",
    "ready_for_pickup",
)
"""A kind lists those it has; waiting for papers belongs to checking, and the ends are no steps."""

SORTS = ("granted", "granted_in_part", "rejected")
"""How a matter is decided."""
