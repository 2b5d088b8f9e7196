"""Whether one more visit can really be served, so that nothing is promised twice.

Clerks with the same skills and the same presence form a group. A visit stays in one group from its
first tick to its last; at every tick a group's promises stay within its clerks and all promises
within the desks. Inside a group of equal clerks counting is then enough, because overlapping
visits can always be shared out among as many people as overlap.
"""

from anlauf.engine.capacity.board import Promise
from anlauf.engine.capacity.free import ANY_TICK, FreeTicks
from anlauf.engine.capacity.group import (
    EMPTY_DAY,
    ONLINE,
    Clerk,
    Group,
    Need,
    Shared,
    level,
)
from anlauf.engine.capacity.page import NoPlace, NothingToGiveBack, Page, covers, staffed
from anlauf.engine.capacity.promises import Room, Settlement, rebalanced, settle, tidied

__all__ = [
    "ANY_TICK",
    "EMPTY_DAY",
    "ONLINE",
    "Clerk",
    "FreeTicks",
    "Group",
    "Need",
    "NoPlace",
    "NothingToGiveBack",
    "Page",
    "Promise",
    "Room",
    "Settlement",
    "Shared",
    "covers",
    "level",
    "rebalanced",
    "settle",
    "staffed",
    "tidied",
]
