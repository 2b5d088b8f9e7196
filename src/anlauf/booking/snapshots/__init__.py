"""Rows of booking as the engine's frozen values."""

from anlauf.booking.snapshots.page import Columns, octets, page, promised, promises, written

__all__ = ["Columns", "octets", "page", "promised", "promises", "written"]
