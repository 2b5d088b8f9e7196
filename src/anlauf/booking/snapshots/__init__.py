"""Rows of booking as the engine's frozen values."""

from anlauf.booking.snapshots.page import octets, page, promises, written

__all__ = ["octets", "page", "promises", "written"]
