"""Where a page finds the stream that tells it about changes in some offices."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings

from anlauf.core import streams


def stream(offices: Collection[int], *, at: datetime) -> str:
    """The address of the stream, or nothing where none runs: then the page asks by itself."""
    if not settings.LIVE_URL:
        return ""
    return f"{settings.LIVE_URL}/{streams.address(offices, settings.SECRET_KEY, at=at)}"
