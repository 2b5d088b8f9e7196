"""What stands on a ticket's slip beside its number: the way to the visitor's own page."""

import segno
from django.urls import reverse

from anlauf.core.links import link


def visitor_address(key: str) -> str:
    """The address of the visitor's own page, as a phone outside this machine can open it."""
    return link(reverse("display:visit", args=[key]))


def to_scan(code: str) -> str:
    """A code for the reader of a kiosk, an ordinary square with its quiet margin."""
    return segno.make(code, error="m", micro=False).svg_data_uri(border=4, omitsize=True)


def qr(address: str) -> str:
    """The address as a QR code, an image inside a data address."""
    return segno.make(address, error="m").svg_data_uri(border=2)
