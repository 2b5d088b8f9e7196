"""Today's digits at an entrance, for the screens that hang there, and the square beside them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from anlauf.core.links import link
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.web.common import slips


@dataclass(frozen=True)
class DoorSign:
    """The digits as people read them, and the page they open."""

    digits: str
    address: str

    @property
    def qr(self) -> str:
        """The page as a square to scan."""
        return slips.qr(self.address)


def sign(office: Office, *, at: datetime) -> DoorSign | None:
    """The sign of today, where the office goes by it."""
    digits = floor.shown_door_code(office, floor.today(at))
    if not digits:
        return None
    query = urlencode({"door": digits})
    return DoorSign(digits, link(f"{reverse('citizen:door', args=[office.key])}?{query}"))
