"""Writes the described policies; nothing the second time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anlauf.booking.commands.policies import set_policy
from anlauf.booking.values import PolicySaid
from anlauf.core.actors import Actor
from anlauf.directory.imports.described import Policy


@transaction.atomic
def load_policies(described: Sequence[Policy], *, by: Actor, at: datetime) -> int:
    """Let the figures hold as the files say; tell how many policies there are."""
    for each in described:
        said = PolicySaid(dict(each.figures), each.valid_from, each.valid_to)
        set_policy(said, by=by, at=at)
    return len(described)
