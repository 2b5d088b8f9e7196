"""What stands on a ticket's slip beside its number: the way to the visitor's own page."""

import segno
from django.conf import settings
from django.urls import reverse


def visitor_address(key: str) -> str:
    """The address of the visitor's own page, as a phone outside this machine can open it."""
    return public_address(reverse("display:visit", args=[key]))


def public_address(path: str) -> str:
    """A path of ours under the name the public knows."""
    return f"{settings.PUBLIC_URL}{path}"


def qr(address: str) -> str:
    """The address as a QR code, an image inside a data address."""
    return segno.make(address, error="m").svg_data_uri(border=2)
