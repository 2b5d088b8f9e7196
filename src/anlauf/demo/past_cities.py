"""Lets planners of the demo play Hamburg's year 2023 again."""

from datetime import datetime

from anlauf.core.actors import SYSTEM
from anlauf.demo.replayed import FOREIGNERS, RESIDENTS, book
from anlauf.evaluation import commands
from anlauf.evaluation.states import Asks


def describe(*, at: datetime) -> None:
    """Keep both descriptions."""
    for asks, path in ((Asks.LEADS, RESIDENTS), (Asks.FILES, FOREIGNERS)):
        commands.describe_past(asks, book(path), by=SYSTEM, at=at)
