"""The verbs of staffing: publish supply, change what it is made of."""

from anlauf.staffing.commands.changes import ChangedMeanwhile, apply
from anlauf.staffing.commands.publish import Conflict, Published, publish, publish_ahead
from anlauf.staffing.commands.telling import tell, untell
from anlauf.staffing.queries import DAYS_AHEAD

__all__ = [
    "DAYS_AHEAD",
    "ChangedMeanwhile",
    "Conflict",
    "Published",
    "apply",
    "publish",
    "publish_ahead",
    "tell",
    "untell",
]
