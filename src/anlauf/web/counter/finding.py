"""What was typed or scanned at the reception: a code, the link on a slip, a ticket's number."""

from datetime import datetime
from urllib.parse import urlsplit

from anlauf.core.actors import Actor
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.queries import Visit
from anlauf.people.queries import Office

_MOST_DIGITS = 4


def received(said: str, office: Office, *, by: Actor, at: datetime) -> Visit:
    """Whoever this belongs to; a code checks in, the others find somebody who is here already."""
    said = said.strip()
    path = urlsplit(said).path.strip("/").split("/")
    if "://" in said and len(path) > 1 and path[-2] == "visit":
        return floor.visit_by_key(path[-1], at=at)
    if said.isdecimal() and len(said) <= _MOST_DIGITS:
        return floor.visit_by_ticket(office.pk, int(said), at=at)
    return commands.check_in(said, office.pk, by=by, at=at)
