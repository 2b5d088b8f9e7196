"""Where the links in letters lead: to our own pages, or to the front end the city uses instead.

Such a front end, made for Munich's citizen API, takes what it needs from behind the `#` of its
page: the number of an appointment and a key, as base64 of JSON.
"""

import base64
import json

from anlauf.booking import queries
from anlauf.booking.models import Appointment
from anlauf.booking.queries import processes
from anlauf.core.links import front_end, link


def manage_link(appointment: Appointment) -> str:
    """Where the appointment can be seen, moved and cancelled."""
    page = front_end()
    if not page:
        return link(f"/appointment/{queries.manage_key(appointment)}/")
    said = _said(appointment, processes.owners_key(appointment))
    return f"{page}#/appointment/{said}"


def confirm_link(appointment: Appointment, email: str) -> str:
    """Where whoever reads letters to this address confirms the appointment."""
    page = front_end()
    if not page:
        return link(f"/confirm/{queries.mailbox_key(appointment, email)}/")
    said = _said(appointment, processes.letter_key(appointment, email))
    return f"{page}#/appointment/confirm/{said}"


def _said(appointment: Appointment, key: str) -> str:
    said = json.dumps({"id": appointment.pk, "authKey": key}, separators=(",", ":"))
    return base64.b64encode(said.encode()).rstrip(b"=").decode()
